package dev.camber.client;

import java.util.ArrayList;
import java.util.List;

/** Collects what went wrong with some of several objects, so that the others are still done. */
final class Failures {
  private final List<Refused> all = new ArrayList<>();

  void add(Refused refused) {
    all.add(refused);
  }

  /** Tells what was collected: all but the last here, the last as an exception. */
  void raise(Surroundings surroundings) throws Refused {
    if (all.isEmpty()) {
      return;
    }
    surroundings.out().flush();
    for (Refused refused : all.subList(0, all.size() - 1)) {
      surroundings.err().println(lineOf(refused));
    }
    throw all.size() == 1 ? all.getLast() : Refused.plain(lineOf(all.getLast()));
  }

  /** One of several stands without the word that would begin a single one. */
  private String lineOf(Refused refused) {
    String line = refused.line();
    return isPlainTimeout(line) && all.size() > 1 ? line.substring("error: ".length()) : line;
  }

  private static boolean isPlainTimeout(String line) {
    return line.startsWith("error: timed out waiting for the condition on ");
  }
}
