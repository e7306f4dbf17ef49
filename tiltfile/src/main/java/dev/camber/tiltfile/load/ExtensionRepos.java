package dev.camber.tiltfile.load;

import dev.camber.host.env.Environment;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.model.api.ExtensionRepoSpec;
import dev.camber.model.text.GoUrl;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings extension repositories here with the user's git and keeps them under the data directory.
 * An update is tried once per program run; if it fails, the copy that is there serves. Thread-safe:
 * one lock per checkout. Source: spec Tiltfile, section 4.4.
 */
final class ExtensionRepos {
  /**
   * Checkouts that have been updated since this program started, with what they were updated to.
   */
  private static final Map<Path, String> FRESH = new ConcurrentHashMap<>();

  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private ExtensionRepos() {}

  /** A repository that cannot be had; the message is the reason. */
  static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    Unavailable(String message) {
      super(message, null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** The directory of a repository. */
  static String materialize(LoadState state, String name, ExtensionRepoSpec repo)
      throws Unavailable {
    if (repo.url().startsWith("file://")) {
      return local(state, repo);
    }
    Path directory = checkout(state, repo.url());
    ReentrantLock lock = LOCKS.computeIfAbsent(directory, d -> new ReentrantLock());
    lock.lock();
    try {
      update(state, name, repo, directory);
    } finally {
      lock.unlock();
    }
    return directory.toString();
  }

  private static String local(LoadState state, ExtensionRepoSpec repo) throws Unavailable {
    if (!repo.ref().isEmpty()) {
      throw new Unavailable("spec.ref not supported on file:// repos");
    }
    String path = repo.url().substring("file://".length());
    Optional<Path> directory = state.file(path);
    if (directory.isEmpty()) {
      throw new Unavailable("loading: stat " + path + ": invalid argument");
    }
    if (!Files.exists(directory.get())) {
      throw new Unavailable("loading: stat " + path + ": no such file or directory");
    }
    if (!Files.isDirectory(directory.get())) {
      throw new Unavailable("loading: not a directory");
    }
    return path;
  }

  private static Path checkout(LoadState state, String url) throws Unavailable {
    try {
      GoUrl parsed = GoUrl.parse(url);
      Path modules = state.surroundings().dataDirectory().resolve("tilt_modules");
      return GoPath.onDisk(modules.getFileSystem(), parsed.host() + parsed.path())
          .map(path -> modules.resolve(path).normalize())
          .filter(path -> path.startsWith(modules) && !path.equals(modules))
          .orElseThrow(() -> new Unavailable("loading: the URL " + url + " names no repository"));
    } catch (GoUrl.Invalid e) {
      throw new Unavailable("loading: " + e.getMessage());
    }
  }

  private static void update(LoadState state, String name, ExtensionRepoSpec repo, Path directory)
      throws Unavailable {
    boolean pinned = !repo.ref().isEmpty() && !repo.ref().equals("HEAD");
    String wanted = repo.url() + "#" + repo.ref();
    boolean there = Files.isDirectory(directory.resolve(".git"));
    if (there && wanted.equals(FRESH.get(directory))) {
      return;
    }
    if (!there) {
      download(state, repo.url(), directory);
    } else if (!pinned) {
      try {
        git(state, directory, "pull", "--ff-only", "--quiet");
      } catch (Unavailable e) {
        state.warn(
            "extension repo "
                + name
                + ": could not be updated, using the copy from before: "
                + e.getMessage());
      }
    }
    if (pinned) {
      checkoutRef(state, repo.ref(), directory);
    }
    FRESH.put(directory, wanted);
  }

  private static void download(LoadState state, String url, Path directory) throws Unavailable {
    try {
      Path parent = directory.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
    } catch (IOException e) {
      throw new Unavailable("download error: " + e.getMessage());
    }
    try {
      git(
          state,
          state.surroundings().workingDirectory(),
          "clone",
          "--quiet",
          url,
          directory.toString());
    } catch (Unavailable e) {
      throw new Unavailable("download error: " + e.getMessage());
    }
  }

  private static void checkoutRef(LoadState state, String ref, Path directory) throws Unavailable {
    if (ref.startsWith("-")) {
      throw new Unavailable("checkout error: \"" + ref + "\" is no name of a commit");
    }
    try {
      git(state, directory, "checkout", "--quiet", ref);
    } catch (Unavailable absent) {
      // A ref that came after the clone is not known yet.
      git(state, directory, "fetch", "--quiet", "--tags", "origin");
      git(state, directory, "checkout", "--quiet", ref);
    }
  }

  private static void git(LoadState state, Path directory, String... arguments) throws Unavailable {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    Environment environment =
        Environment.of(state.surroundings().environment().asMap())
            .with(Map.of("GIT_TERMINAL_PROMPT", "0"));
    try {
      ProcessResult result =
          state.surroundings().processes().run(ProcessSpec.of(argv, directory, environment));
      if (!result.success()) {
        String said = result.stderrText().strip();
        throw new Unavailable(
            "git " + arguments[0] + ": " + (said.isEmpty() ? result.exit().describe() : said));
      }
    } catch (ProcessStartException e) {
      throw new Unavailable("git " + arguments[0] + ": " + e.getMessage());
    } catch (InterruptedException e) {
      throw Programs.interrupted();
    }
  }
}
