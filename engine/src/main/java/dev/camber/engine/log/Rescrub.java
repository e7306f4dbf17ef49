package dev.camber.engine.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes secrets out of what is stored already. Under the store's writer lock. */
final class Rescrub {
  private record Place(Chunk chunk, LogSegment segment) {}

  private Rescrub() {}

  static void rescrub(ResourceLog log, long since, Scrubber scrubber) {
    Map<String, List<Place>> bySpan = new LinkedHashMap<>();
    for (Chunk chunk : log.chunks()) {
      // What is on disk is scrubbed when it is read.
      if (chunk.isInMemory() && chunk.last() >= since) {
        for (LogSegment segment : chunk.read(Scrubber.NONE)) {
          if (segment.sequence() >= since) {
            bySpan
                .computeIfAbsent(segment.spanId(), s -> new ArrayList<>())
                .add(new Place(chunk, segment));
          }
        }
      }
    }
    bySpan.values().forEach(places -> rescrubSpan(places, scrubber));
  }

  /** A secret may lie across several segments: its replacement stands in the first of them. */
  private static void rescrubSpan(List<Place> places, Scrubber scrubber) {
    StringBuilder all = new StringBuilder();
    places.forEach(p -> all.append(p.segment().text()));
    List<Scrubber.Match> matches = scrubber.find(all, true).matches();
    int start = 0;
    for (Place place : places) {
      int end = start + place.segment().text().length();
      StringBuilder text = new StringBuilder();
      int at = start;
      boolean changed = false;
      for (Scrubber.Match match : matches) {
        if (match.end() <= start || match.start() >= end) {
          continue;
        }
        changed = true;
        if (match.start() >= start) {
          text.append(all, at, match.start()).append(match.replacement());
        }
        at = Math.min(end, match.end());
      }
      if (changed) {
        text.append(all, at, end);
        // A line stays a line, even if its end was part of the secret.
        if (place.segment().isComplete() && !text.toString().endsWith("\n")) {
          text.append('\n');
        }
        place.chunk().replace(place.segment().withText(text.toString()));
      }
      start = end;
    }
  }
}
