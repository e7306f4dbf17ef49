package dev.camber.engine.sequence;

import java.util.Arrays;
import java.util.List;

/**
 * One thing that happens to a session. Sequences are text, so that one that failed can be kept: a
 * line per event, a word and what it is about.
 */
record Event(Kind kind, String about) {

  /** What can happen; the comment says what {@code about} names. */
  enum Kind {
    /** A path. */
    EDIT,
    /** A path. */
    DELETE,
    /** A resource. */
    TRIGGER,
    /** A resource. */
    DISABLE,
    /** A resource. */
    ENABLE,
    /** A resource: its pod is replaced. */
    POD_DIES,
    /** A resource: its container starts again. */
    CONTAINER_DIES,
    /** A resource: the Tiltfile gains or loses it. */
    DECLARE,
    /** A resource: the Tiltfile has other YAML for it. */
    YAML,
    /** An image: the Tiltfile has another build argument for it. */
    ARGUMENT,
    /** Nothing: the Tiltfile has a mistake. */
    BREAK,
    /** Nothing: the Tiltfile has none any more. */
    REPAIR,
    /** An image: its next build fails. */
    BUILD_FAILS,
    /** A path, changed in the middle of the next build. */
    EDIT_IN_BUILD,
    /** Nothing: the next live update cannot be brought in. */
    SYNC_FAILS,
    /** A number of queued tasks that run. */
    RUN,
    /** Seconds that pass. */
    PASS,
    /** Nothing: everything comes to rest and is checked. */
    REST
  }

  static Event of(Kind kind) {
    return new Event(kind, "");
  }

  int number() {
    return Integer.parseInt(about);
  }

  /** As written by {@link #toString}. */
  static Event parse(String line) {
    String[] words = line.strip().split(" ", 2);
    return new Event(Kind.valueOf(words[0]), words.length > 1 ? words[1] : "");
  }

  static List<Event> parseAll(String text) {
    return Arrays.stream(text.split("[\n;]")).filter(l -> !l.isBlank()).map(Event::parse).toList();
  }

  @Override
  public String toString() {
    return about.isEmpty() ? kind.name() : kind.name() + " " + about;
  }
}
