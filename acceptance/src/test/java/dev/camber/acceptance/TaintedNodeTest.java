package dev.camber.acceptance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, because for its time no pod of anybody is placed on the only node. */
@Tag("cluster")
@Isolated
class TaintedNodeTest {
  private static final String TAINT = "camber.dev/acceptance=full:NoSchedule";

  @Test
  void a24Event() throws Exception {
    String node = Cluster.kubectl("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}");
    try (Scenario event = Scenario.open("A24-event")) {
      Cluster.kubectl("taint", "nodes", node, TAINT, "--overwrite");
      try {
        event.up().await("│ \\[event[^\\n]*untolerated taint", Scenario.SLOW);
      } finally {
        Cluster.kubectl("taint", "nodes", node, TAINT + "-");
      }
      event.pod("event");
      event.serves("Welcome to nginx!");
    }
  }
}
