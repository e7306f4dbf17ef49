package dev.camber.engine.discovery;

import dev.camber.engine.log.LogStore;
import dev.camber.kubernetes.watch.KubeEvent;
import dev.camber.model.json.JsonObject;
import dev.camber.model.log.Logger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Prints events about the objects of one resource, each time they happen again. An event whose
 * object is not known yet is kept until it is. One lock guards all. Source: spec engine, section
 * 3.13.
 */
final class EventPrinter {
  private static final int MOST_KEPT = 500;

  private final Logger to;
  private final Instant sessionStart;
  private final Map<String, Long> printed = bounded();
  private final Map<String, List<KubeEvent>> early = bounded();
  private String problem = "";

  EventPrinter(LogStore log, String resource, Instant sessionStart) {
    this.to = log.logger(resource, "events:" + resource);
    this.sessionStart = sessionStart;
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST_KEPT;
      }
    };
  }

  synchronized void event(JsonObject object, Predicate<String> isOurs) {
    problem = "";
    KubeEvent event = KubeEvent.read(object);
    boolean old = event.at().map(t -> t.isBefore(sessionStart.minusSeconds(1))).orElse(false);
    if (old || !event.interesting()) {
      return;
    }
    String uid = event.involved().uid();
    if (isOurs.test(uid)) {
      print(event);
    } else {
      early.computeIfAbsent(uid, u -> new ArrayList<>()).add(event);
    }
  }

  /** The object of this uid is one of ours. */
  synchronized void ownerKnown(String uid) {
    List<KubeEvent> waiting = early.remove(uid);
    if (waiting != null) {
      waiting.forEach(this::print);
    }
  }

  private void print(KubeEvent event) {
    Long before = printed.put(event.uid(), event.count());
    if (before == null || before < event.count()) {
      to.info(event.logLine());
    }
  }

  /** Events cannot be watched: said once. Camber goes on without them. */
  synchronized void failing(String reason) {
    if (!problem.equals(reason)) {
      problem = reason;
      to.warn(reason);
    }
  }
}
