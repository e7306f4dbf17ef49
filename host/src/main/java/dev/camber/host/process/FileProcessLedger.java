package dev.camber.host.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A ledger as a file of lines, one file per Camber, named by its process id and start time. A line
 * is in the file before the call returns, so {@code kill -9} loses none; it need not survive the
 * computer's own end, for then no process does either. State is guarded by this object's lock.
 *
 * <pre>
 * boot 5f3c…        the boot its ids belong to
 * ?                 a process is being started
 * + 4711 183726     it runs: process id, start time
 * !                 it does not
 * - 4711            it is dealt with
 * </pre>
 */
public final class FileProcessLedger implements ProcessLedger, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FileProcessLedger.class.getName());

  /** The variable by which members of a group are known when their leader is gone. */
  private static final String MARKER = "CAMBER_LEDGER";

  private static final String SUFFIX = ".ledger";

  /** Size at which lines that cancel each other out are dropped. */
  private static final long COMPACT_AT = 256 * 1024;

  private final Path file;
  private final String id;
  private final ProcessTable table;
  private final Map<Long, Long> running = new LinkedHashMap<>();
  private int starting;
  // Not a channel: one writer that is interrupted would close it for all.
  private FileOutputStream lines;
  private boolean failed;

  private FileProcessLedger(Path file, String id, ProcessTable table) throws IOException {
    this.file = file;
    this.id = id;
    this.table = table;
    this.lines = rewrite();
  }

  /**
   * A ledger of this Camber in a directory that it shares with others.
   *
   * @param dir made if it is missing
   */
  public static FileProcessLedger open(Path dir) throws IOException {
    return open(dir, new HostProcessTable());
  }

  static FileProcessLedger open(Path dir, ProcessTable table) throws IOException {
    Files.createDirectories(dir);
    String id = table.self() + "-" + table.startTime(table.self()).orElse(0);
    return new FileProcessLedger(dir.resolve(id + SUFFIX), id, table);
  }

  /**
   * Ends the processes that Cambers left behind which were killed themselves: TERM to every group,
   * KILL after {@code grace}. Groups of Cambers that run are left alone.
   *
   * @return a line for each group that was ended, for the log
   */
  public List<String> endLeftOvers(Duration grace) throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> ledgers =
        Files.newDirectoryStream(file.toAbsolutePath().getParent(), "*" + SUFFIX)) {
      for (Path other : ledgers) {
        if (!other.getFileName().equals(file.getFileName())) {
          files.add(other);
        }
      }
    }
    LeftOvers leftOvers = new LeftOvers(table);
    List<Path> done = new ArrayList<>();
    for (Path other : files) {
      String name = other.getFileName().toString();
      String owner = name.substring(0, name.length() - SUFFIX.length());
      if (!leftOvers.ownerRuns(owner)) {
        leftOvers.collect(Files.readAllLines(other), MARKER + "=" + owner);
        done.add(other);
      }
    }
    List<String> ended = leftOvers.end(grace);
    for (Path other : done) {
      Files.deleteIfExists(other);
    }
    return ended;
  }

  @Override
  public Map<String, String> marker() {
    return Map.of(MARKER, id);
  }

  @Override
  public synchronized void starting() {
    starting++;
    append("?\n");
  }

  @Override
  public synchronized void started(long pid) {
    starting--;
    // A process that has exited already is a zombie of ours, which has no start time to give.
    long start = table.startTime(pid).orElse(0);
    running.put(pid, start);
    append("+ " + pid + " " + start + "\n");
  }

  @Override
  public synchronized void startFailed() {
    starting--;
    append("!\n");
  }

  @Override
  public synchronized void ended(long pid) {
    running.remove(pid);
    append("- " + pid + "\n");
  }

  private void append(String line) {
    try {
      lines.write(line.getBytes(StandardCharsets.US_ASCII));
      if (Files.size(file) > COMPACT_AT) {
        FileOutputStream compact = rewrite();
        lines.close();
        lines = compact;
      }
    } catch (IOException e) {
      // A full disk must not keep processes from starting.
      if (!failed) {
        failed = true;
        LOG.log(
            System.Logger.Level.WARNING,
            "cannot note running processes in {0} ({1}); after a crash they may be left behind",
            file,
            e.getMessage());
      }
    }
  }

  /** Writes what is true now beside the file and takes its place. */
  private FileOutputStream rewrite() throws IOException {
    StringBuilder now = new StringBuilder("boot " + table.boot() + "\n");
    now.repeat("?\n", starting);
    running.forEach(
        (pid, start) -> now.append("?\n+ ").append(pid).append(' ').append(start).append('\n'));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, now);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new FileOutputStream(file.toFile(), /* append= */ true);
  }

  /** The orderly end: nothing runs any more, and the file goes. Keeps it if something does. */
  @Override
  public synchronized void close() throws IOException {
    lines.close();
    if (running.isEmpty() && starting == 0) {
      Files.deleteIfExists(file);
    }
  }
}
