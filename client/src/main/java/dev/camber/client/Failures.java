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
      surroundings.err().println(refused.line());
    }
    throw all.getLast();
  }
}
