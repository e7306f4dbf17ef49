package dev.camber.image.engine.fake;

import dev.camber.image.engine.DockerEndpoint;
import dev.camber.image.engine.DockerEngine;
import dev.camber.image.engine.EngineVersion;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An engine that keeps everything in memory. Builds give ids that depend on what is built alone.
 * Its parts share one lock, this object's.
 */
public final class InMemoryDockerEngine implements DockerEngine {
  private EngineVersion version = new EngineVersion("24.0.0", "1.43", "linux", "amd64", "2");
  private Optional<EnvironmentError> unreachable = Optional.empty();
  private final InMemoryImages images;
  private final InMemoryContainers containers;
  private final InMemoryBuilds builds;

  public InMemoryDockerEngine(InstantSource clock) {
    this.images = new InMemoryImages(this, clock);
    this.containers = new InMemoryContainers(this);
    this.builds = new InMemoryBuilds(this, images);
  }

  /** From now on nobody answers, until {@link #comeBack}. */
  public synchronized void goAway() {
    unreachable =
        Optional.of(
            new EnvironmentError(
                "Cannot connect to the Docker daemon at unix:///fake. Is the docker daemon running?",
                "check with: docker version"));
  }

  public synchronized void comeBack() {
    unreachable = Optional.empty();
  }

  /** From now on it says it is this. */
  public synchronized void setVersion(EngineVersion newVersion) {
    version = newVersion;
  }

  synchronized void answer() throws EnvironmentError {
    if (unreachable.isPresent()) {
      throw unreachable.get();
    }
  }

  @Override
  public DockerEndpoint endpoint() {
    return DockerEndpoint.unix(Path.of("/fake"));
  }

  @Override
  public synchronized EngineVersion version(Duration timeout) throws EnvironmentError {
    answer();
    return version;
  }

  @Override
  public JsonObject info() throws EnvironmentError {
    answer();
    return JsonObject.builder().put("OSType", "linux").build();
  }

  @Override
  public InMemoryImages images() {
    return images;
  }

  @Override
  public InMemoryContainers containers() {
    return containers;
  }

  @Override
  public InMemoryBuilds builds() {
    return builds;
  }

  @Override
  public void events(Map<String, List<String>> filters, EventListener listener)
      throws EnvironmentError {
    answer(); // nothing ever happens by itself here
  }
}
