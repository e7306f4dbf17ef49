package dev.camber.image.engine;

import dev.camber.image.trace.BuildTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps what a build says. */
final class RecordingBuild implements BuildListener {
  final List<BuildTrace> traces = new ArrayList<>();
  final StringBuilder text = new StringBuilder();
  long sent;

  @Override
  public void trace(BuildTrace trace) {
    traces.add(trace);
  }

  @Override
  public void text(String more) {
    text.append(more);
  }

  @Override
  public void pull(ProgressLine line) {
    text.append(line.status()).append('\n');
  }

  @Override
  public void contextSent(long bytes) {
    sent = bytes;
  }

  /** Everything the steps printed. */
  String output() {
    return traces.stream()
        .flatMap(t -> t.outputs().stream())
        .map(BuildTrace.Output::text)
        .collect(Collectors.joining());
  }

  /** Bytes that parts of the named step have moved. */
  long transferred(String step) {
    List<String> digests =
        traces.stream()
            .flatMap(t -> t.vertexes().stream())
            .filter(v -> v.name().equals(step))
            .map(BuildTrace.Vertex::digest)
            .toList();
    return traces.stream()
        .flatMap(t -> t.progress().stream())
        .filter(p -> digests.contains(p.vertex()))
        .mapToLong(BuildTrace.Progress::current)
        .max()
        .orElse(0);
  }
}
