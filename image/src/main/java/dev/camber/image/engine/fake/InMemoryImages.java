package dev.camber.image.engine.fake;

import dev.camber.image.auth.RegistryCredentials;
import dev.camber.image.engine.DockerImages;
import dev.camber.image.engine.EngineImage;
import dev.camber.image.engine.EngineResponseException;
import dev.camber.image.engine.ProgressLine;
import dev.camber.model.EnvironmentError;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.InvalidReferenceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Images in memory, with a registry behind them that takes and gives everything. */
public final class InMemoryImages implements DockerImages {
  private static final long SIZE = 1_000_000;

  private final InMemoryDockerEngine engine;
  private final InstantSource clock;
  private final Map<String, EngineImage> byId = new LinkedHashMap<>();
  private final Map<String, EngineImage> registry = new LinkedHashMap<>();
  private final List<ImageReference> pushes = new ArrayList<>();
  private final TreeSet<String> inUse = new TreeSet<>();
  private Optional<String> pushFailure = Optional.empty();

  InMemoryImages(InMemoryDockerEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Puts an image there as if it had been built; {@code tags} may be empty. */
  public void put(String id, Map<String, String> labels, List<String> tags) {
    synchronized (engine) {
      EngineImage known = byId.get(id);
      List<String> all = new ArrayList<>(known == null ? List.of() : known.tags());
      tags.stream().filter(t -> !all.contains(t)).forEach(all::add);
      Instant now = clock.instant();
      byId.put(
          id,
          new EngineImage(
              id,
              all,
              List.of(),
              labels,
              known == null ? now : known.created(),
              now,
              "linux",
              "amd64",
              SIZE));
    }
  }

  /** Every push so far, in order. */
  public List<ImageReference> pushes() {
    synchronized (engine) {
      return List.copyOf(pushes);
    }
  }

  /** From now on pushes are refused with this message; empty lets them through again. */
  public void failPushes(String message) {
    synchronized (engine) {
      pushFailure = message.isEmpty() ? Optional.empty() : Optional.of(message);
    }
  }

  /** A container uses the image from now on. */
  public void use(String id) {
    synchronized (engine) {
      inUse.add(id);
    }
  }

  private static String complete(String name) {
    try {
      return ImageReference.parse(name).withDefaultTag().familiar();
    } catch (InvalidReferenceException e) {
      return name;
    }
  }

  private Optional<EngineImage> find(String nameOrId) {
    EngineImage known = byId.get(nameOrId);
    if (known != null) {
      return Optional.of(known);
    }
    String name = complete(nameOrId);
    return byId.values().stream().filter(i -> i.tags().contains(name)).findFirst();
  }

  private EngineImage need(String nameOrId) throws EngineResponseException {
    return find(nameOrId)
        .orElseThrow(
            () -> new EngineResponseException(404, "No such image: " + complete(nameOrId)));
  }

  private static EngineImage withTags(EngineImage image, List<String> tags, Instant tagged) {
    return new EngineImage(
        image.id(),
        tags,
        image.digests(),
        image.labels(),
        image.created(),
        tagged,
        image.os(),
        image.arch(),
        image.size());
  }

  @Override
  public Optional<EngineImage> inspect(String nameOrId) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      return find(nameOrId);
    }
  }

  @Override
  public List<EngineImage> list(Map<String, List<String>> filters) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      return byId.values().stream()
          .filter(i -> matches(i, filters))
          .map(i -> withTags(i, i.tags(), Instant.EPOCH))
          .sorted(Comparator.comparing(EngineImage::created).reversed())
          .toList();
    }
  }

  private static boolean matches(EngineImage image, Map<String, List<String>> filters) {
    return filters.getOrDefault("label", List.of()).stream()
            .allMatch(wanted -> Labels.match(image.labels(), wanted))
        && (!filters.containsKey("reference")
            || filters.getOrDefault("reference", List.of()).stream()
                .anyMatch(wanted ->
                    image.tags().stream()
                        .anyMatch(t -> t.equals(wanted) || t.startsWith(wanted + ":"))));
  }

  @Override
  public void tag(String nameOrId, ImageReference name) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      EngineImage image = need(nameOrId);
      String tag = name.withDefaultTag().familiar();
      for (EngineImage other : List.copyOf(byId.values())) {
        if (!other.id().equals(image.id()) && other.tags().contains(tag)) {
          List<String> rest = other.tags().stream().filter(t -> !t.equals(tag)).toList();
          byId.put(other.id(), withTags(other, rest, other.lastTagged()));
        }
      }
      put(image.id(), image.labels(), List.of(tag));
    }
  }

  @Override
  public String push(
      ImageReference name, RegistryCredentials credentials, ProgressLine.Listener progress)
      throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      Optional<EngineImage> image = find(name.familiar());
      if (image.isEmpty()) {
        throw new EngineResponseException(
            500, "An image does not exist locally with the tag: " + name.nameOnly().familiar());
      }
      if (pushFailure.isPresent()) {
        throw new EngineResponseException(500, pushFailure.get());
      }
      boolean known = registry.containsKey(name.toString());
      progress.line(
          new ProgressLine(
              "0123456789ab", known ? "Layer already exists" : "Pushed", "", 0, 0, true));
      registry.put(name.toString(), image.get());
      pushes.add(name);
      return image.get().id();
    }
  }

  @Override
  public void pull(
      ImageReference name, RegistryCredentials credentials, ProgressLine.Listener progress)
      throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      ImageReference complete = name.withDefaultTag();
      EngineImage image = registry.get(complete.toString());
      if (image == null) {
        throw new EngineResponseException(
            404, "manifest for " + complete.familiar() + " not found: manifest unknown");
      }
      put(image.id(), image.labels(), List.of(complete.familiar()));
    }
  }

  @Override
  public Removed remove(String nameOrId, boolean force) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      EngineImage image = need(nameOrId);
      boolean byName = !image.id().equals(nameOrId);
      List<String> gone = byName ? List.of(complete(nameOrId)) : image.tags();
      List<String> rest = image.tags().stream().filter(t -> !gone.contains(t)).toList();
      if (!byName && image.tags().size() > 1 && !force) {
        throw new EngineResponseException(
            409,
            "conflict: unable to delete "
                + nameOrId
                + " (must be forced) - image is referenced in"
                + " multiple repositories");
      }
      if (rest.isEmpty() && inUse.contains(image.id()) && !force) {
        throw new EngineResponseException(
            409, "conflict: unable to remove repository reference \"" + nameOrId + "\": in use");
      }
      if (rest.isEmpty()) {
        byId.remove(image.id());
        return new Removed(gone, List.of(image.id()));
      }
      byId.put(image.id(), withTags(image, rest, image.lastTagged()));
      return new Removed(gone, List.of());
    }
  }

  @Override
  public void load(InputStream archive, ProgressLine.Listener progress) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      try {
        String text = new String(archive.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
          String[] parts = line.split(" ", 2);
          put(parts[0], Map.of(), List.of(parts[1]));
          progress.line(new ProgressLine("", "Loaded image: " + parts[1], "", 0, 0, false));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Writes a line per image, which is what {@link #load} reads. */
  @Override
  public void save(List<String> names, OutputStream archive) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      try {
        for (String name : names) {
          String line = need(name).id() + " " + complete(name) + "\n";
          archive.write(line.getBytes(StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
