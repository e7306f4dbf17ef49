package dev.camber.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What {@code /proc} says about processes; where there is none, nothing is known. Stateless. */
final class ProcFile {
  private static final int START_TIME_FIELD =
      19; // 22nd of the line, counted after the name's bracket
  private static final int GROUP_FIELD = 2;

  private final Path proc;

  ProcFile(Path proc) {
    this.proc = proc;
  }

  /**
   * When a process started, in ticks since the boot: with the pid it names one process for ever.
   */
  OptionalLong startTime(long pid) {
    return field(pid, START_TIME_FIELD);
  }

  OptionalLong processGroup(long pid) {
    return field(pid, GROUP_FIELD);
  }

  private OptionalLong field(long pid, int index) {
    try {
      String stat = Files.readString(proc.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return OptionalLong.of(Long.parseLong(fields[index]));
    } catch (IOException | RuntimeException gone) {
      return OptionalLong.empty();
    }
  }

  /** The processes that have {@code NAME=value} in their environment. */
  List<Long> withVariable(String entry) {
    List<Long> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(proc)) {
      all.map(p -> p.getFileName().toString())
          .filter(name -> name.chars().allMatch(c -> c >= '0' && c <= '9'))
          .filter(name -> environment(name).contains("\0" + entry + "\0"))
          .forEach(name -> found.add(Long.parseLong(name)));
    } catch (IOException none) {
      return found;
    }
    return found;
  }

  private String environment(String pid) {
    try {
      return "\0"
          + new String(
              Files.readAllBytes(proc.resolve(pid + "/environ")), StandardCharsets.ISO_8859_1);
    } catch (IOException notOurs) {
      return "";
    }
  }
}
