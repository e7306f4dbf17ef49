package dev.camber.host.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Finds what still runs of the groups that dead Cambers noted, and ends it. A number alone proves
 * nothing, because the kernel gives it again: a leader must have begun when the ledger says, and
 * where the leader is gone, the members must carry the ledger's variable. Not for several threads.
 */
final class LeftOvers {
  private static final long LOOK_MILLIS = 20;

  private final ProcessTable table;
  private final Map<Long, String> groups = new LinkedHashMap<>();

  LeftOvers(ProcessTable table) {
    this.table = table;
  }

  /**
   * @param owner {@code PID-STARTTIME}
   */
  boolean ownerRuns(String owner) {
    int dash = owner.indexOf('-');
    try {
      OptionalLong start = table.startTime(Long.parseLong(owner.substring(0, Math.max(dash, 0))));
      return start.isPresent() && start.getAsLong() == Long.parseLong(owner.substring(dash + 1));
    } catch (NumberFormatException e) {
      // Not a name of ours; nobody owns it.
      return false;
    }
  }

  /**
   * Notes the groups of one ledger that still run.
   *
   * @param marker {@code NAME=value} in the environment of its processes
   */
  void collect(List<String> lines, String marker) {
    Map<Long, Long> noted = new LinkedHashMap<>();
    int starting = 0;
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      try {
        switch (words[0]) {
          case "boot" -> {
            if (!line.equals("boot " + table.boot())) {
              return;
            }
          }
          case "?" -> starting++;
          case "!" -> starting--;
          case "+" -> {
            starting--;
            noted.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
          }
          case "-" -> noted.remove(Long.parseLong(words[1]));
          default -> {}
        }
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        // A line that was being written when its writer died: what it was about is found below.
        starting++;
      }
    }
    List<ProcessTable.Entry> running = table.running();
    noted.forEach((group, start) -> {
      OptionalLong now = table.startTime(group);
      boolean ours =
          now.isPresent()
              ? now.getAsLong() == start
              : running.stream()
                  .anyMatch(entry ->
                      entry.group() == group
                          && entry.session() == group
                          && table.hasVariable(entry.pid(), marker));
      if (ours) {
        add(group, running);
      }
    });
    if (starting > 0) {
      for (ProcessTable.Entry entry : running) {
        if (entry.pid() == entry.session() && table.hasVariable(entry.pid(), marker)) {
          add(entry.group(), running);
        }
      }
    }
  }

  private void add(long group, List<ProcessTable.Entry> running) {
    long shown =
        running.stream()
            .filter(entry -> entry.group() == group)
            .mapToLong(ProcessTable.Entry::pid)
            .min()
            .orElse(group);
    groups.putIfAbsent(group, table.command(shown));
  }

  /** TERM to all at once, KILL to those that are there after the grace. */
  List<String> end(Duration grace) throws InterruptedException {
    List<String> told = new ArrayList<>();
    groups.forEach((group, command) -> {
      if (table.signalGroup(group, Signal.TERM)) {
        told.add("Ended \"" + command + "\" (pid: " + group + "), left by an earlier session");
      }
    });
    long end = System.nanoTime() + grace.toNanos();
    while (stillThere() && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
    for (Long group : groups.keySet()) {
      boolean _ = table.signalGroup(group, Signal.KILL);
    }
    return told;
  }

  private boolean stillThere() {
    return table.running().stream().anyMatch(entry -> groups.containsKey(entry.group()));
  }
}
