package dev.camber.image.trace;

import dev.camber.model.api.DockerImageStatus;
import dev.camber.model.codec.MicroTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of one build as a DockerImage's status lists them, in the order they came up. */
public final class StageStatuses {
  private final Map<String, BuildTrace.Vertex> vertexes = new LinkedHashMap<>();

  /** Not thread-safe: one thread adds and reads. */
  public void add(BuildTrace trace) {
    for (BuildTrace.Vertex vertex : trace.vertexes()) {
      vertexes.put(vertex.digest(), vertex);
    }
  }

  /** What is known now. */
  public List<DockerImageStatus.Stage> stages() {
    return vertexes.values().stream()
        .map(v ->
            new DockerImageStatus.Stage(
                v.name(),
                v.cached(),
                v.error(),
                v.started().map(MicroTime::new),
                v.completed().map(MicroTime::new)))
        .toList();
  }
}
