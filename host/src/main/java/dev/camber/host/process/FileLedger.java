package dev.camber.host.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A ledger in a file of this program's own: {@code owner PID START MARK}, then {@code + PID START}
 * and {@code - PID}. Every process it starts carries the mark in its environment, so that what a
 * group's leader left behind is found too. Thread-safe, guarded by its own lock.
 */
public final class FileLedger implements ProcessLedger, AutoCloseable {
  /** The variable that holds the mark. */
  public static final String VARIABLE = "CAMBER_PROCESS_MARK";

  private static final String SUFFIX = ".processes";

  private final Path file;
  private final String mark;
  private final ProcFile proc;

  private FileLedger(Path file, String mark, ProcFile proc) {
    this.file = file;
    this.mark = mark;
    this.proc = proc;
  }

  /**
   * Begins the ledger of this program.
   *
   * @param directory where ledgers lie; made if need be
   * @param pid of this program
   * @param mark unique to this run
   */
  public static FileLedger open(Path directory, long pid, String mark) throws IOException {
    ProcFile proc = new ProcFile(Path.of("/proc"));
    Files.createDirectories(directory);
    Path file = directory.resolve(pid + SUFFIX);
    String head = "owner " + pid + " " + proc.startTime(pid).orElse(0) + " " + mark + "\n";
    Files.writeString(file, head, StandardCharsets.UTF_8);
    return new FileLedger(file, mark, proc);
  }

  /**
   * Ends what programs left running that are not there any more, and removes their ledgers.
   *
   * @return the process groups that were killed
   */
  public static List<Long> endLeftovers(Path directory, GroupKiller killer) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    ProcFile proc = new ProcFile(Path.of("/proc"));
    TreeSet<Long> groups = new TreeSet<>();
    List<Path> ledgers;
    try (Stream<Path> files = Files.list(directory)) {
      ledgers = files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path ledger : ledgers) {
      List<String> lines = Files.readAllLines(ledger, StandardCharsets.UTF_8);
      String[] owner = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ");
      boolean readable = owner.length == 4 && owner[0].equals("owner");
      if (readable && isSame(proc, Long.parseLong(owner[1]), Long.parseLong(owner[2]))) {
        continue; // its program still runs
      }
      if (readable) {
        groups.addAll(noted(lines, proc));
        for (long pid : proc.withVariable(VARIABLE + "=" + owner[3])) {
          proc.processGroup(pid).ifPresent(groups::add);
        }
      }
      Files.deleteIfExists(ledger);
    }
    groups.forEach(killer::kill);
    return List.copyOf(groups);
  }

  /** Kills a whole process group at once. */
  @FunctionalInterface
  public interface GroupKiller {
    void kill(long group);
  }

  private static TreeSet<Long> noted(List<String> lines, ProcFile proc) {
    TreeSet<Long> alive = new TreeSet<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      if (words.length == 3 && words[0].equals("+")) {
        long pid = Long.parseLong(words[1]);
        if (isSame(proc, pid, Long.parseLong(words[2]))) {
          alive.add(pid);
        }
      } else if (words.length == 2 && words[0].equals("-")) {
        alive.remove(Long.parseLong(words[1]));
      }
    }
    return alive;
  }

  private static boolean isSame(ProcFile proc, long pid, long startTime) {
    return startTime != 0 && proc.startTime(pid).orElse(-1) == startTime;
  }

  @Override
  public Map<String, String> marker() {
    return Map.of(VARIABLE, mark);
  }

  @Override
  public void starting() {
    // The mark finds a process that is not noted yet.
  }

  @Override
  public void started(long pid) {
    append("+ " + pid + " " + proc.startTime(pid).orElse(0) + "\n");
  }

  @Override
  public void startFailed() {
    // Nothing was noted.
  }

  @Override
  public void ended(long pid) {
    append("- " + pid + "\n");
  }

  private synchronized void append(String line) {
    try {
      Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // A full disk must not stop a process from starting; the mark still finds it.
      System.getLogger(FileLedger.class.getName())
          .log(System.Logger.Level.WARNING, "cannot note a process in " + file, e);
    }
  }

  /** Removes the ledger: everything it noted has ended. */
  @Override
  public synchronized void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
