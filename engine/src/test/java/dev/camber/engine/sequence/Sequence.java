package dev.camber.engine.sequence;

import dev.camber.engine.sequence.Event.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A project, what happens to it, and the number that decides which of several waiting tasks comes
 * first. Written on a few lines so that one can be kept.
 */
record Sequence(Project project, long order, List<Event> events) {
  private static final int MOST_EVENTS = 40;

  Sequence {
    events = List.copyOf(events);
  }

  static Sequence random(long seed) {
    Random random = new Random(seed);
    Project project = Project.random(random);
    List<Event> events = new ArrayList<>();
    int length = 5 + random.nextInt(MOST_EVENTS - 5);
    while (events.size() < length) {
      events.add(event(project, random));
      if (random.nextBoolean()) {
        events.add(new Event(Kind.RUN, Integer.toString(random.nextInt(12))));
      }
    }
    return new Sequence(project, random.nextLong(), events);
  }

  private static Event event(Project project, Random random) {
    Kind kind =
        switch (random.nextInt(20)) {
          case 0 -> Kind.TRIGGER;
          case 1 -> Kind.DISABLE;
          case 2 -> Kind.ENABLE;
          case 3 -> Kind.POD_DIES;
          case 4 -> Kind.CONTAINER_DIES;
          case 5 -> random.nextBoolean() ? Kind.DECLARE : Kind.REST;
          case 6 -> Kind.YAML;
          case 7 -> Kind.ARGUMENT;
          case 8 -> random.nextBoolean() ? Kind.BREAK : Kind.REPAIR;
          case 9 -> random.nextBoolean() ? Kind.BUILD_FAILS : Kind.SYNC_FAILS;
          case 10, 11 -> Kind.EDIT_IN_BUILD;
          case 12 -> Kind.DELETE;
          case 13, 14 -> Kind.PASS;
          default -> Kind.EDIT;
        };
    String about =
        switch (kind) {
          case EDIT, DELETE, EDIT_IN_BUILD -> one(project.files(), random);
          case TRIGGER, DISABLE, ENABLE, POD_DIES, CONTAINER_DIES, DECLARE, YAML ->
              one(List.copyOf(project.resources().keySet()), random);
          case ARGUMENT, BUILD_FAILS -> one(project.images(), random);
          case PASS -> Integer.toString(1 + random.nextInt(3));
          default -> "";
        };
    return new Event(kind, about);
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** The shortest sequence found by leaving events out that still fails in the same way. */
  Sequence shrunk(Predicate<Sequence> fails) {
    Sequence shortest = this;
    for (int size = events.size() / 2; size >= 1; size /= 2) {
      for (int at = 0; at + size <= shortest.events.size(); ) {
        List<Event> rest = new ArrayList<>(shortest.events);
        rest.subList(at, at + size).clear();
        Sequence shorter = new Sequence(project, order, rest);
        if (fails.test(shorter)) {
          shortest = shorter;
        } else {
          at += size;
        }
      }
    }
    return shortest;
  }

  /** As written by {@link #toString}. */
  static Sequence parse(String text) {
    List<String> lines = Arrays.stream(text.strip().split("\n")).map(String::strip).toList();
    return new Sequence(
        Project.parse(lines.getFirst()),
        Long.parseLong(lines.get(1)),
        lines.subList(2, lines.size()).stream().map(Event::parse).toList());
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    out.append(project).append('\n').append(order).append('\n');
    events.forEach(e -> out.append(e).append('\n'));
    return out.toString();
  }
}
