package dev.camber.image.engine;

import dev.camber.image.auth.RegistryCredentials;
import dev.camber.model.EnvironmentError;
import dev.camber.model.image.ImageReference;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of an engine. */
public interface DockerImages {
  /** The image of a name or id, or empty if there is none. */
  Optional<EngineImage> inspect(String nameOrId) throws EnvironmentError, InterruptedException;

  /**
   * Images with all of the filters; {@code lastTagged} is not filled in.
   *
   * @param filters names to values: {@code label}, {@code reference}, {@code dangling}
   */
  List<EngineImage> list(Map<String, List<String>> filters)
      throws EnvironmentError, InterruptedException;

  /** Gives an image one more name. */
  void tag(String nameOrId, ImageReference name) throws EnvironmentError, InterruptedException;

  /**
   * Pushes a tagged name to its registry.
   *
   * @return the digest under which the registry keeps it; empty if the engine did not say
   */
  String push(ImageReference name, RegistryCredentials credentials, ProgressLine.Listener progress)
      throws EnvironmentError, InterruptedException;

  /** Pulls a name from its registry. */
  void pull(ImageReference name, RegistryCredentials credentials, ProgressLine.Listener progress)
      throws EnvironmentError, InterruptedException;

  /** What removing an image did: names taken away, layers deleted. */
  record Removed(List<String> untagged, List<String> deleted) {
    public Removed {
      untagged = List.copyOf(untagged);
      deleted = List.copyOf(deleted);
    }
  }

  /**
   * Removes a name, or an image and the parents that nothing else needs.
   *
   * @throws EngineResponseException with {@code isConflict} if a container uses it
   */
  Removed remove(String nameOrId, boolean force) throws EnvironmentError, InterruptedException;

  /** Loads images from an archive as {@link #save} makes it. */
  void load(InputStream archive, ProgressLine.Listener progress)
      throws EnvironmentError, InterruptedException;

  /** Writes images with their names as one archive. */
  void save(List<String> names, OutputStream archive) throws EnvironmentError, InterruptedException;
}
