package dev.camber.image.trace;

import dev.camber.image.proto.ProtoException;
import dev.camber.image.proto.ProtoReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One message of BuildKit's progress ({@code moby.buildkit.v1.StatusResponse}). */
public record BuildTrace(List<Vertex> vertexes, List<Progress> progress, List<Output> outputs) {
  public BuildTrace {
    vertexes = List.copyOf(vertexes);
    progress = List.copyOf(progress);
    outputs = List.copyOf(outputs);
  }

  /**
   * A step as it stands now.
   *
   * @param error empty unless it failed
   */
  public record Vertex(
      String digest,
      String name,
      boolean cached,
      Optional<Instant> started,
      Optional<Instant> completed,
      String error) {}

  /**
   * How far a part of a step has come, in bytes.
   *
   * @param vertex digest of the step
   * @param total 0 if unknown
   */
  public record Progress(String id, String vertex, long current, long total) {}

  /** Something a step printed; not necessarily whole lines. */
  public record Output(String vertex, String text) {}

  /** Reads the bytes of a message. */
  public static BuildTrace decode(byte[] message) throws ProtoException {
    List<Vertex> vertexes = new ArrayList<>();
    List<Progress> progress = new ArrayList<>();
    List<Output> outputs = new ArrayList<>();
    ProtoReader reader = new ProtoReader(message);
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> vertexes.add(vertex(reader.nested()));
        case 2 -> progress.add(progress(reader.nested()));
        case 3 -> outputs.add(output(reader.nested()));
        default -> {}
      }
    }
    return new BuildTrace(vertexes, progress, outputs);
  }

  private static Vertex vertex(ProtoReader reader) throws ProtoException {
    String digest = "";
    String name = "";
    boolean cached = false;
    Optional<Instant> started = Optional.empty();
    Optional<Instant> completed = Optional.empty();
    String error = "";
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> digest = reader.text();
        case 3 -> name = reader.text();
        case 4 -> cached = reader.bool();
        case 5 -> started = Optional.of(instant(reader.nested()));
        case 6 -> completed = Optional.of(instant(reader.nested()));
        case 7 -> error = reader.text();
        default -> {}
      }
    }
    return new Vertex(digest, name, cached, started, completed, error);
  }

  private static Progress progress(ProtoReader reader) throws ProtoException {
    String id = "";
    String vertex = "";
    long current = 0;
    long total = 0;
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> id = reader.text();
        case 2 -> vertex = reader.text();
        case 4 -> current = reader.number();
        case 5 -> total = reader.number();
        default -> {}
      }
    }
    return new Progress(id, vertex, current, total);
  }

  private static Output output(ProtoReader reader) throws ProtoException {
    String vertex = "";
    String text = "";
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> vertex = reader.text();
        case 4 -> text = new String(reader.bytes(), StandardCharsets.UTF_8);
        default -> {}
      }
    }
    return new Output(vertex, text);
  }

  private static Instant instant(ProtoReader reader) throws ProtoException {
    long seconds = 0;
    long nanos = 0;
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> seconds = reader.number();
        case 2 -> nanos = reader.number();
        default -> {}
      }
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }
}
