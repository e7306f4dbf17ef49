package dev.camber.host.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.ignore.DockerPatterns;
import dev.camber.host.ignore.Ignores;
import dev.camber.host.ignore.PathFilter;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every watcher with a barrier must do. */
abstract class WatcherContract {
  /** Far longer than a test: only the barrier closes a batch. */
  static final Duration NEVER = Duration.ofMinutes(10);

  @TempDir Path temp;
  Path root;
  final Recorder recorder = new Recorder();
  FileWatcher watcher;
  FileWatch watch;

  abstract FileWatcher create() throws Exception;

  /** Directories of a hundred files each: ten thousand files. */
  int burstDirectories() {
    return 100;
  }

  /** A step of a test that may fail as files do. */
  interface Step {
    void run() throws Exception;
  }

  @BeforeEach
  void open() throws Exception {
    temp = temp.toRealPath();
    root = Files.createDirectories(temp.resolve("a/b/root"));
    watcher = create();
  }

  @AfterEach
  void close() {
    watcher.close();
  }

  void watch(PathFilter ignore, Path... roots) throws Exception {
    watch = watcher.watch(new WatchSpec(List.of(roots), ignore, NEVER, NEVER, NEVER), recorder);
  }

  void watch(Path... roots) throws Exception {
    watch(PathFilter.NONE, roots);
  }

  /** The paths reported for a step, relative to the temporary directory. */
  Set<String> reported(Step step) throws Exception {
    recorder.clear();
    step.run();
    watch.flush();
    Set<String> names = new TreeSet<>();
    recorder.paths().forEach(path -> names.add(temp.relativize(path).toString()));
    return names;
  }

  Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  static void deleteTree(Path top) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Test
  void writingCreatingAndDeletingAFileAreEvents() throws Exception {
    Path file = write(root.resolve("dir/file"), "1");
    watch(root);

    assertThat(reported(() -> write(file, "22"))).containsExactly("a/b/root/dir/file");
    assertThat(reported(() -> write(root.resolve("new"), ""))).containsExactly("a/b/root/new");
    assertThat(reported(() -> Files.delete(file))).containsExactly("a/b/root/dir/file");
    assertThat(reported(() -> {})).isEmpty();
  }

  @Test
  void aRenameIsAnEventForBothNames() throws Exception {
    Path file = write(root.resolve("old"), "1");
    watch(root);

    assertThat(reported(() -> Files.move(file, root.resolve("new"))))
        .containsExactly("a/b/root/new", "a/b/root/old");
  }

  @Test
  void newDirectoriesAreWatchedAndTheirFilesReported() throws Exception {
    watch(root);

    assertThat(reported(() -> write(root.resolve("x/y/file"), "1")))
        .containsExactly("a/b/root/x", "a/b/root/x/y", "a/b/root/x/y/file");
    assertThat(reported(() -> write(root.resolve("x/y/file"), "22")))
        .containsExactly("a/b/root/x/y/file");
  }

  @Test
  void aDirectoryThatIsMovedReportsItsFilesAtBothPlaces() throws Exception {
    write(root.resolve("old/sub/file"), "1");
    watch(root);

    assertThat(reported(() -> Files.move(root.resolve("old"), root.resolve("new"))))
        .containsExactly(
            "a/b/root/new",
            "a/b/root/new/sub",
            "a/b/root/new/sub/file",
            "a/b/root/old",
            "a/b/root/old/sub",
            "a/b/root/old/sub/file");
    assertThat(reported(() -> write(root.resolve("new/sub/file"), "22")))
        .containsExactly("a/b/root/new/sub/file");
  }

  @Test
  void aTreeThatIsRemovedReportsItsFiles() throws Exception {
    write(root.resolve("dir/sub/file"), "1");
    watch(root);

    assertThat(reported(() -> deleteTree(root.resolve("dir"))))
        .containsExactly("a/b/root/dir", "a/b/root/dir/sub", "a/b/root/dir/sub/file");
  }

  @Test
  void aDirectoryReplacedByOneOfTheSameNameIsWatchedOn() throws Exception {
    write(root.resolve("dir/old"), "1");
    watch(root);

    assertThat(
            reported(() -> {
              deleteTree(root.resolve("dir"));
              write(root.resolve("dir/new"), "1");
            }))
        .contains("a/b/root/dir/new", "a/b/root/dir/old");
    assertThat(reported(() -> write(root.resolve("dir/new"), "22")))
        .containsExactly("a/b/root/dir/new");
  }

  @Test
  void aFileMayBeARoot() throws Exception {
    Path file = write(root.resolve("file"), "1");
    watch(file);

    assertThat(reported(() -> write(file, "22"))).containsExactly("a/b/root/file");
    assertThat(reported(() -> write(root.resolve("other"), "1"))).isEmpty();
    assertThat(reported(() -> Files.delete(file))).containsExactly("a/b/root/file");
    assertThat(reported(() -> write(file, "1"))).containsExactly("a/b/root/file");
  }

  @Test
  void aFileThatIsReplacedAtomicallyIsWatchedOn() throws Exception {
    Path file = write(root.resolve("file"), "1");
    watch(file);

    for (String text : List.of("2", "3", "4")) {
      Path fresh = write(root.resolve("file.tmp"), text);
      assertThat(reported(() -> Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE)))
          .containsExactly("a/b/root/file");
    }
  }

  @Test
  void theSaveOfAnEditorWithBackupIsOneEventOnceItsNoiseIsIgnored() throws Exception {
    Path file = write(root.resolve("main.c"), "1");
    watch(Ignores.editorNoise(), root);

    assertThat(
            reported(() -> {
              write(root.resolve("4913"), "");
              Files.delete(root.resolve("4913"));
              write(root.resolve(".main.c.swp"), "swap");
              Files.move(file, root.resolve("main.c~"));
              write(file, "22");
              Files.delete(root.resolve("main.c~"));
            }))
        .containsExactly("a/b/root/main.c");
  }

  @Test
  void aTemporaryFileThatTakesTheNameOfTheSavedOneIsNoEventOfItsOwn() throws Exception {
    Path file = write(root.resolve("main.c"), "1");
    watch(root);

    assertThat(
            reported(() -> {
              Path fresh = write(root.resolve("sedXk31Za"), "22");
              Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }))
        .containsExactly("a/b/root/main.c");
  }

  @Test
  void aRootThatDoesNotExistYetIsWatchedFor() throws Exception {
    Path file = root.resolve("x/y/file");
    watch(file);

    assertThat(reported(() -> Files.createDirectories(root.resolve("x")))).isEmpty();
    assertThat(reported(() -> write(root.resolve("x/other"), "1"))).isEmpty();
    assertThat(reported(() -> write(file, "1"))).containsExactly("a/b/root/x/y/file");
    assertThat(reported(() -> write(file, "22"))).containsExactly("a/b/root/x/y/file");
    assertThat(reported(() -> deleteTree(root.resolve("x")))).containsExactly("a/b/root/x/y/file");
    assertThat(reported(() -> write(file, "1"))).containsExactly("a/b/root/x/y/file");
  }

  @Test
  void aRootDirectoryThatDoesNotExistYetIsWatchedFor() throws Exception {
    watch(root.resolve("x/dir"));

    assertThat(reported(() -> write(root.resolve("x/dir/sub/file"), "1")))
        .containsExactly("a/b/root/x/dir/sub", "a/b/root/x/dir/sub/file");
    assertThat(reported(() -> write(root.resolve("x/dir/sub/file"), "22")))
        .containsExactly("a/b/root/x/dir/sub/file");
  }

  @Test
  void aRootDirectoryMayGoAndComeBack() throws Exception {
    write(root.resolve("file"), "1");
    watch(root);

    assertThat(reported(() -> deleteTree(root))).containsExactly("a/b/root/file");
    assertThat(reported(() -> write(root.resolve("file"), "1"))).containsExactly("a/b/root/file");
    assertThat(reported(() -> write(root.resolve("file"), "22"))).containsExactly("a/b/root/file");
  }

  @Test
  void aDirectoryAboveTheRootMayBeMovedAwayAndReplaced() throws Exception {
    write(root.resolve("file"), "1");
    watch(root);

    assertThat(reported(() -> Files.move(temp.resolve("a"), temp.resolve("away"))))
        .containsExactly("a/b/root/file");
    assertThat(reported(() -> write(temp.resolve("away/b/root/file"), "333"))).isEmpty();
    assertThat(reported(() -> write(root.resolve("other"), "1"))).containsExactly("a/b/root/other");
    assertThat(reported(() -> write(root.resolve("other"), "22")))
        .containsExactly("a/b/root/other");
  }

  @Test
  void aFileMayBecomeADirectoryAndBack() throws Exception {
    Path path = write(root.resolve("it"), "1");
    watch(path);

    assertThat(
            reported(() -> {
              Files.delete(path);
              write(path.resolve("inner"), "1");
            }))
        .contains("a/b/root/it/inner");
    assertThat(
            reported(() -> {
              deleteTree(path);
              write(path, "1");
            }))
        .contains("a/b/root/it", "a/b/root/it/inner");
  }

  @Test
  void ignoredFilesAreNotReportedAndTheirDirectoriesNotEntered() throws Exception {
    write(root.resolve("node_modules/p/index.js"), "1");
    write(root.resolve("src/a.o"), "1");
    watch(DockerPatterns.compile(root, List.of("**/node_modules", "**/*.o", "!src/keep.o")), root);

    assertThat(
            reported(() -> {
              write(root.resolve("node_modules/p/index.js"), "22");
              write(root.resolve("node_modules/q/index.js"), "1");
              write(root.resolve("sub/node_modules/q/index.js"), "1");
              write(root.resolve("src/a.o"), "22");
              write(root.resolve("src/keep.o"), "1");
            }))
        .containsExactly("a/b/root/src/keep.o", "a/b/root/sub");
  }

  @Test
  void anExceptionInsideAnIgnoredDirectoryIsReported() throws Exception {
    write(root.resolve("build/out/keep/file"), "1");
    watch(DockerPatterns.compile(root, List.of("build", "!build/out/keep")), root);

    assertThat(
            reported(() -> {
              write(root.resolve("build/noise"), "1");
              write(root.resolve("build/out/noise"), "1");
              write(root.resolve("build/out/keep/file"), "22");
            }))
        .containsExactly("a/b/root/build/out/keep/file");
  }

  @Test
  void aRootMayBeALinkAndTheLinkMayBeTurned() throws Exception {
    write(temp.resolve("v1/file"), "1");
    write(temp.resolve("v2/file"), "1");
    Path link = Files.createSymbolicLink(temp.resolve("current"), Path.of("v1"));
    watch(link);

    assertThat(reported(() -> write(temp.resolve("v1/file"), "22")))
        .containsExactly("current/file");
    assertThat(
            reported(() -> {
              Path fresh = Files.createSymbolicLink(temp.resolve("next"), Path.of("v2"));
              Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
            }))
        .contains("current/file");
    assertThat(reported(() -> write(temp.resolve("v2/file"), "22")))
        .containsExactly("current/file");
    assertThat(reported(() -> write(temp.resolve("v1/file"), "333"))).isEmpty();
  }

  @Test
  void aRootFileMayBeALink() throws Exception {
    Path real = write(temp.resolve("elsewhere/Tiltfile"), "1");
    Path link = Files.createSymbolicLink(root.resolve("Tiltfile"), real);
    watch(link);

    assertThat(reported(() -> write(real, "22"))).containsExactly("a/b/root/Tiltfile");
    assertThat(
            reported(() -> {
              Files.delete(link);
              write(link, "a file of its own");
            }))
        .containsExactly("a/b/root/Tiltfile");
  }

  @Test
  void linksInsideATreeAreFilesAndNotFollowed() throws Exception {
    write(temp.resolve("elsewhere/file"), "1");
    watch(root);

    assertThat(
            reported(
                () -> Files.createSymbolicLink(root.resolve("link"), temp.resolve("elsewhere"))))
        .containsExactly("a/b/root/link");
    assertThat(reported(() -> write(temp.resolve("elsewhere/file"), "22"))).isEmpty();
    assertThat(reported(() -> Files.createSymbolicLink(root.resolve("self"), root)))
        .containsExactly("a/b/root/self");
  }

  @Test
  void everyPathOfABatchComesOnceAndSequenceNumbersHaveNoGap() throws Exception {
    watch(root);

    for (int round = 0; round < 3; round++) {
      String text = "x".repeat(round + 1);
      reported(() -> {
        for (int i = 0; i < 5; i++) {
          write(root.resolve("f" + i), text);
        }
        write(root.resolve("f0"), text + text);
      });
      assertThat(recorder.batches()).hasSize(1);
      List<FileEvent> events = recorder.batches().getFirst().events();
      assertThat(events).hasSize(5);
      List<Long> sequence = new ArrayList<>();
      events.forEach(event -> sequence.add(event.sequence()));
      long first = round * 5 + 1;
      assertThat(sequence).containsExactly(first, first + 1, first + 2, first + 3, first + 4);
      assertThat(watch.lastSequence()).isEqualTo(first + 4);
    }
  }

  @Test
  void aBurstOfNewFilesIsOneBatch() throws Exception {
    int directories = burstDirectories();
    watch(root);

    Set<String> names =
        reported(() -> {
          for (int dir = 0; dir < directories; dir++) {
            Path folder = Files.createDirectories(root.resolve("d" + dir));
            for (int file = 0; file < 100; file++) {
              Files.writeString(folder.resolve("f" + file), "text");
            }
          }
        });

    assertThat(recorder.batches()).hasSize(1);
    assertThat(names).hasSize(101 * directories);
    assertThat(recorder.batches().getFirst().events()).hasSize(101 * directories);
  }

  @Test
  void unicodeNamesArriveAsTheyAre() throws Exception {
    Path file = root.resolve("naïve – 日本語 😀.txt");
    watch(root);

    assertThat(reported(() -> write(file, "1"))).containsExactly("a/b/root/naïve – 日本語 😀.txt");
  }

  @Test
  void namesThatAreNotUtf8DoNoHarm() throws Exception {
    watch(root);

    Set<String> names =
        reported(() -> {
          shell("mkdir \"$(printf 'd\\377')\"; echo > \"$(printf 'f\\376')\"");
          write(root.resolve("plain"), "1");
        });
    assertThat(names).contains("a/b/root/plain", "a/b/root/d\uFFFD", "a/b/root/f\uFFFD");
    assertThat(reported(() -> shell("echo > \"$(printf 'd\\377')\"/inner")))
        .containsExactly("a/b/root/d\uFFFD/inner");
    assertThat(reported(() -> shell("rm -r d* f*")))
        .contains("a/b/root/d\uFFFD", "a/b/root/f\uFFFD");
  }

  private void shell(String script) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", script).directory(root.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void touchingADirectoryIsNoEvent() throws Exception {
    Path dir = Files.createDirectories(root.resolve("dir"));
    watch(root);

    assertThat(
            reported(() -> {
              Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
              Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }))
        .isEmpty();
  }

  @Test
  void watchesOfOneWatcherAreIndependent() throws Exception {
    Path file = write(root.resolve("dir/file"), "1");
    watch(root);
    Recorder other = new Recorder();
    FileWatch second =
        watcher.watch(new WatchSpec(List.of(file), PathFilter.NONE, NEVER, NEVER, NEVER), other);

    assertThat(reported(() -> write(file, "22"))).containsExactly("a/b/root/dir/file");
    second.flush();
    assertThat(other.paths()).containsExactly(file);

    watch.close();
    recorder.clear();
    other.clear();
    write(file, "333");
    second.flush();
    assertThat(other.paths()).containsExactly(file);
    assertThat(recorder.batches()).isEmpty();
  }

  @Test
  void aFlushOfTheWatcherReachesEveryWatch() throws Exception {
    Path file = write(root.resolve("dir/file"), "1");
    watch(root);
    Recorder other = new Recorder();
    FileWatch second =
        watcher.watch(new WatchSpec(List.of(file), PathFilter.NONE, NEVER, NEVER, NEVER), other);
    Recorder still = new Recorder();
    FileWatch third =
        watcher.watch(
            new WatchSpec(List.of(root.resolve("none")), PathFilter.NONE, NEVER, NEVER, NEVER),
            still);

    write(file, "22");
    watcher.flush();

    assertThat(recorder.paths()).containsExactly(file);
    assertThat(other.paths()).containsExactly(file);
    assertThat(still.batches()).isEmpty();
    second.close();
    third.close();
  }

  @Test
  void theRootOfTheFileSystemIsRefused() {
    assertThatThrownBy(() -> watch(Path.of("/")))
        .isInstanceOf(WatchException.class)
        .hasMessage("cannot watch /: the root of the file system is too large a tree");
    assertThatThrownBy(() -> watch(Path.of("/no-such-directory-anywhere/x")))
        .isInstanceOf(WatchException.class)
        .hasMessageContaining("no directory above it exists");
  }
}
