package dev.camber.host.process;

import dev.camber.host.libc.Libc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** {@code /proc} of Linux; elsewhere what the JDK knows, which lists no groups. Stateless. */
final class HostProcessTable implements ProcessTable {
  private static final Path PROC = Path.of("/proc");

  /** Fields of {@code /proc/PID/stat}, counted from the state, which follows the name. */
  private static final int STATE = 0;

  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int START_TIME = 19;

  @Override
  public long self() {
    return ProcessHandle.current().pid();
  }

  @Override
  public String boot() {
    try {
      return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public OptionalLong startTime(long pid) {
    if (!Libc.LINUX) {
      return ProcessHandle.of(pid)
          .flatMap(handle -> handle.info().startInstant())
          .map(start -> OptionalLong.of(start.toEpochMilli()))
          .orElse(OptionalLong.empty());
    }
    String[] stat = stat(pid);
    return stat.length > START_TIME && !stat[STATE].equals("Z")
        ? OptionalLong.of(Long.parseLong(stat[START_TIME]))
        : OptionalLong.empty();
  }

  /**
   * The fields after the name, which may itself hold blanks and parentheses; empty if it is gone.
   */
  private static String[] stat(long pid) {
    try {
      String line = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      return line.substring(line.lastIndexOf(')') + 2).split(" ");
    } catch (IOException e) {
      return new String[0];
    }
  }

  @Override
  public List<Entry> running() {
    List<Entry> entries = new ArrayList<>();
    if (!Libc.LINUX) {
      return entries;
    }
    try (DirectoryStream<Path> numbers = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path number : numbers) {
        long pid = Long.parseLong(number.getFileName().toString());
        String[] stat = stat(pid);
        if (stat.length > START_TIME && !stat[STATE].equals("Z")) {
          entries.add(new Entry(pid, Long.parseLong(stat[GROUP]), Long.parseLong(stat[SESSION])));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return entries;
    }
    return entries;
  }

  @Override
  public boolean hasVariable(long pid, String variable) {
    try {
      String all = Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
      return Arrays.asList(all.split("\0")).contains(variable);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String command(long pid) {
    try {
      byte[] line = Files.readAllBytes(PROC.resolve(pid + "/cmdline"));
      String text = new String(line, StandardCharsets.UTF_8).replace('\0', ' ').strip();
      return text.isEmpty() ? "process " + pid : text;
    } catch (IOException e) {
      return "process " + pid;
    }
  }

  @Override
  public boolean signalGroup(long group, Signal signal) {
    if (Libc.AVAILABLE) {
      return Libc.kill((int) -group, signal.number()) == 0;
    }
    return ProcessHandle.of(group).map(ProcessHandle::destroyForcibly).orElse(false);
  }
}
