package dev.camber.tiltfile.builtin.file;

import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.value.Blob;
import dev.camber.tiltfile.value.GitRepo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files. Source: spec Tiltfile, section 5.6. */
public final class FileBuiltins {
  private FileBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    builtins
        .function("read_file", FileBuiltins::readFile)
        .function("watch_file", FileBuiltins::watchFile)
        .function("listdir", FileBuiltins::listdir)
        .function("blob", FileBuiltins::blob)
        .function("local_git_repo", FileBuiltins::localGitRepo);
  }

  private static Value readFile(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var path = u.required("paths", Convert.path(LoadState.directory(thread)));
    var fallback = u.optional("default", Convert.OPTIONAL_STRING, Optional.empty());
    u.finish();
    LoadState state = LoadState.of(thread);
    state.configFiles().addFile(path.get());
    String source = "file: " + path.get();
    try {
      return new Blob(StarlarkString.ofBytes(state.read(path.get())), source);
    } catch (GoFileException e) {
      if (e.isMissing() && fallback.get().isPresent()) {
        return new Blob(fallback.get().get(), source);
      }
      throw new EvalException(e.getMessage());
    }
  }

  private static Value watchFile(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var path = u.required("paths", Convert.path(LoadState.directory(thread)));
    u.finish();
    LoadState.of(thread).configFiles().add(path.get());
    return StarlarkNone.NONE;
  }

  private static Value listdir(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var dir = u.required("dir", Convert.path(LoadState.directory(thread)));
    var recursive = u.optional("recursive", Converter.BOOL, false);
    u.finish();
    LoadState state = LoadState.of(thread);
    if (recursive.get()) {
      state.configFiles().add(dir.get());
    }
    List<String> files = new ArrayList<>();
    state
        .file(dir.get())
        .filter(root -> Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS))
        .ifPresent(root -> walk(root, dir.get(), recursive.get(), files));
    return StarlarkList.of(files.stream().map(StarlarkString::of).toList());
  }

  /** Go's walk: by name within each directory, links are not followed. */
  private static void walk(Path directory, String shown, boolean recursive, List<String> out) {
    List<String> names;
    try (Stream<Path> entries = Files.list(directory)) {
      names = entries.map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return;
    }
    for (String name : names) {
      Path entry = directory.resolve(name);
      String path = GoPath.join(shown, name);
      if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        out.add(path);
      } else if (recursive) {
        walk(entry, path, true, out);
      }
    }
  }

  private static Value blob(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var input = u.required("input", Converter.STARLARK_STRING);
    u.finish();
    return new Blob(input.get(), "Tiltfile blob() call");
  }

  private static Value localGitRepo(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var paths = u.required("paths", Converter.STRING);
    u.finish();
    String path = GoPath.resolve(LoadState.directory(thread), paths.get());
    Path root =
        LoadState.of(thread)
            .file(path)
            .orElseThrow(() ->
                new EvalException(
                    "Reading paths " + path + ": stat " + path + ": invalid argument"));
    if (!Files.exists(root)) {
      throw new EvalException(
          "Reading paths " + path + ": stat " + path + ": no such file or directory");
    }
    if (!Files.exists(root.resolve(".git"))) {
      throw new EvalException(path + " isn't a valid git repo: it doesn't have a .git/ directory");
    }
    return new GitRepo(path);
  }
}
