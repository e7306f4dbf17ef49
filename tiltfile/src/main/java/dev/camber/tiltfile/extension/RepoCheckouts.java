package dev.camber.tiltfile.extension;

import dev.camber.host.env.Environment;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.model.api.ExtensionRepoSpec;
import dev.camber.model.text.GoUrl;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.path.GoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings extension repositories here with the user's git and keeps them under the data directory.
 * An update is tried once in the life of this object; if it fails, the copy that is there serves.
 * Thread-safe: one lock per directory. Source: spec Tiltfile, section 4.4.
 */
public final class RepoCheckouts {
  private static final String IN_PLACE = "file://";

  private final Surroundings surroundings;
  private final Map<Path, Copy> copies = new ConcurrentHashMap<>();

  /** A directory, and what was last brought there, by address and ref. Guarded by its lock. */
  private static final class Copy {
    final ReentrantLock lock = new ReentrantLock();
    final Map<String, RepoCheckout> current = new HashMap<>();
  }

  public RepoCheckouts(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The copy of a repository, brought here or up to date if that has not been tried yet. */
  public RepoCheckout get(ExtensionRepoSpec repo) throws RepoUnavailable, InterruptedException {
    if (repo.url().startsWith(IN_PLACE)) {
      return inPlace(repo);
    }
    Path directory = directory(repo.url());
    Copy copy = copies.computeIfAbsent(directory, d -> new Copy());
    String wanted = repo.url() + "#" + repo.ref();
    copy.lock.lockInterruptibly();
    try {
      RepoCheckout before = copy.current.get(wanted);
      if (before != null && isCheckout(directory)) {
        return before.seenBefore();
      }
      copy.current.clear();
      RepoCheckout now = update(repo, directory);
      copy.current.put(wanted, now);
      return now;
    } finally {
      copy.lock.unlock();
    }
  }

  private RepoCheckout inPlace(ExtensionRepoSpec repo) throws RepoUnavailable {
    if (!repo.ref().isEmpty()) {
      throw RepoUnavailable.because("spec.ref not supported on file:// repos");
    }
    String path = repo.url().substring(IN_PLACE.length());
    Path directory =
        GoPath.onDisk(surroundings.workingDirectory().getFileSystem(), path)
            .orElseThrow(
                () -> RepoUnavailable.because("loading: stat " + path + ": invalid argument"));
    if (!directory.isAbsolute()) {
      throw RepoUnavailable.because("file paths must be absolute. Url: " + repo.url());
    }
    if (!Files.exists(directory)) {
      throw RepoUnavailable.because("loading: stat " + path + ": no such file or directory");
    }
    if (!Files.isDirectory(directory)) {
      throw RepoUnavailable.because("loading: not a directory");
    }
    return seen(path, directory, "", "");
  }

  private static RepoCheckout seen(String path, Path directory, String ref, String stale)
      throws RepoUnavailable {
    try {
      return new RepoCheckout(
          path, Files.getLastModifiedTime(directory).toInstant(), ref, stale, true);
    } catch (IOException e) {
      throw RepoUnavailable.because("loading: " + e.getMessage());
    }
  }

  private static boolean isCheckout(Path directory) {
    return Files.isDirectory(directory.resolve(".git"));
  }

  private Path directory(String url) throws RepoUnavailable {
    try {
      GoUrl parsed = GoUrl.parse(url);
      Path modules = surroundings.dataDirectory().resolve("tilt_modules");
      return GoPath.onDisk(modules.getFileSystem(), parsed.host() + parsed.path())
          .map(path -> modules.resolve(path).normalize())
          .filter(path -> path.startsWith(modules) && !path.equals(modules))
          .orElseThrow(
              () -> RepoUnavailable.because("loading: the URL " + url + " names no repository"));
    } catch (GoUrl.Invalid e) {
      throw RepoUnavailable.because("loading: " + e.getMessage());
    }
  }

  private RepoCheckout update(ExtensionRepoSpec repo, Path directory)
      throws RepoUnavailable, InterruptedException {
    boolean pinned = !repo.ref().isEmpty() && !repo.ref().equals("HEAD");
    String stale = "";
    if (!isCheckout(directory)) {
      download(repo.url(), directory);
    } else if (!pinned) {
      try {
        // A copy that an earlier session left at a ref follows the default branch again.
        git(directory, "fetch", "--quiet", "origin", "HEAD");
        git(directory, "checkout", "--quiet", "--detach", "FETCH_HEAD");
      } catch (GitFailure e) {
        stale = e.getMessage();
      }
    }
    if (pinned) {
      checkOut(repo.ref(), directory);
    }
    try {
      String head = git(directory, "rev-parse", "HEAD").strip();
      return seen(directory.toString(), directory, head, stale);
    } catch (GitFailure e) {
      throw RepoUnavailable.because("determining head: " + e.getMessage());
    }
  }

  private void download(String url, Path directory) throws RepoUnavailable, InterruptedException {
    try {
      Path parent = directory.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      git(surroundings.workingDirectory(), "clone", "--quiet", url, directory.toString());
    } catch (IOException e) {
      throw RepoUnavailable.download(String.valueOf(e.getMessage()));
    } catch (GitFailure e) {
      throw RepoUnavailable.download(e.getMessage());
    }
  }

  private void checkOut(String ref, Path directory) throws RepoUnavailable, InterruptedException {
    if (ref.startsWith("-")) {
      throw RepoUnavailable.because("sync to ref " + ref + ": it is no name of a commit");
    }
    try {
      try {
        git(directory, "checkout", "--quiet", ref);
      } catch (GitFailure absent) {
        // A ref that came after the clone is not known yet.
        git(directory, "fetch", "--quiet", "--tags", "origin");
        git(directory, "checkout", "--quiet", ref);
      }
    } catch (GitFailure e) {
      throw RepoUnavailable.because("sync to ref " + ref + ": " + e.getMessage());
    }
  }

  /** What git said when it did not do what it was asked. */
  private static final class GitFailure extends Exception {
    private static final long serialVersionUID = 1L;

    GitFailure(String message) {
      super(message, null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  private String git(Path directory, String... arguments) throws GitFailure, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    Environment environment =
        Environment.of(surroundings.environment().asMap()).with(Map.of("GIT_TERMINAL_PROMPT", "0"));
    try {
      ProcessResult result =
          surroundings.processes().run(ProcessSpec.of(argv, directory, environment));
      if (!result.success()) {
        String said = result.stderrText().strip();
        throw new GitFailure(
            "git " + arguments[0] + ": " + (said.isEmpty() ? result.exit().describe() : said));
      }
      return result.stdoutText();
    } catch (ProcessStartException e) {
      throw new GitFailure("git " + arguments[0] + ": " + e.getMessage());
    }
  }
}
