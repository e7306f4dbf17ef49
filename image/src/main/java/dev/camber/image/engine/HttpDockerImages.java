package dev.camber.image.engine;

import dev.camber.image.auth.RegistryCredentials;
import dev.camber.image.http.HttpRequest;
import dev.camber.image.http.Query;
import dev.camber.model.EnvironmentError;
import dev.camber.model.image.ImageReference;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images of a real engine. */
final class HttpDockerImages implements DockerImages {
  private final EngineCalls calls;

  HttpDockerImages(EngineCalls calls) {
    this.calls = calls;
  }

  @Override
  public Optional<EngineImage> inspect(String nameOrId)
      throws EnvironmentError, InterruptedException {
    try {
      Json image = calls.json(HttpRequest.get("/images/" + Query.segment(nameOrId) + "/json"));
      return Optional.of(
          new EngineImage(
              EngineJson.text(image, "Id"),
              EngineJson.texts(image, "RepoTags"),
              EngineJson.texts(image, "RepoDigests"),
              EngineJson.textMap(image, "Config", "Labels"),
              EngineJson.instant(image, "Created"),
              EngineJson.instant(image, "Metadata", "LastTagTime"),
              EngineJson.text(image, "Os"),
              EngineJson.text(image, "Architecture"),
              EngineJson.number(image, "Size")));
    } catch (EngineResponseException e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<EngineImage> list(Map<String, List<String>> filters)
      throws EnvironmentError, InterruptedException {
    String target = Query.of("/images/json").withIfSet("filters", Filters.json(filters)).toString();
    return EngineJson.objects(calls.json(HttpRequest.get(target))).stream()
        .map(image ->
            new EngineImage(
                EngineJson.text(image, "Id"),
                EngineJson.texts(image, "RepoTags"),
                EngineJson.texts(image, "RepoDigests"),
                EngineJson.textMap(image, "Labels"),
                Instant.ofEpochSecond(EngineJson.number(image, "Created")),
                Instant.EPOCH,
                "",
                "",
                EngineJson.number(image, "Size")))
        .toList();
  }

  @Override
  public void tag(String nameOrId, ImageReference name)
      throws EnvironmentError, InterruptedException {
    calls.run(
        HttpRequest.of(
            "POST",
            Query.of("/images/" + Query.segment(nameOrId) + "/tag")
                .with("repo", name.nameOnly().familiar())
                .withIfSet("tag", name.tag())
                .toString()));
  }

  @Override
  public String push(
      ImageReference name, RegistryCredentials credentials, ProgressLine.Listener progress)
      throws EnvironmentError, InterruptedException {
    String target =
        Query.of("/images/" + Query.segment(name.nameOnly().familiar()) + "/push")
            .withIfSet("tag", name.tag())
            .toString();
    String[] digest = {""};
    calls.call(
        HttpRequest.of("POST", target).withHeader("X-Registry-Auth", credentials.header()),
        response -> {
          EngineCalls.documents(
              response,
              document -> {
                document.stringAt("aux", "Digest").ifPresent(d -> digest[0] = d);
                line(document).ifPresent(progress::line);
              });
          return true;
        });
    return digest[0];
  }

  @Override
  public void pull(
      ImageReference name, RegistryCredentials credentials, ProgressLine.Listener progress)
      throws EnvironmentError, InterruptedException {
    ImageReference complete = name.withDefaultTag();
    String target =
        Query.of("/images/create")
            .with("fromImage", complete.nameOnly().familiar())
            .with("tag", complete.hasDigest() ? complete.digest() : complete.tag())
            .toString();
    HttpRequest request =
        HttpRequest.of("POST", target).withHeader("X-Registry-Auth", credentials.header());
    calls.call(
        request,
        response -> {
          EngineCalls.documents(response, document -> line(document).ifPresent(progress::line));
          return true;
        });
  }

  /** A document of a push, pull or load as a line; empty if it has nothing to show. */
  static Optional<ProgressLine> line(JsonObject document) {
    String status = EngineJson.text(document, "status");
    if (status.isEmpty()) {
      status = EngineJson.text(document, "stream").stripTrailing();
    }
    if (status.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProgressLine(
            EngineJson.text(document, "id"),
            status,
            EngineJson.text(document, "progress"),
            EngineJson.number(document, "progressDetail", "current"),
            EngineJson.number(document, "progressDetail", "total"),
            document.has("progressDetail")));
  }

  @Override
  public Removed remove(String nameOrId, boolean force)
      throws EnvironmentError, InterruptedException {
    Json done =
        calls.json(
            HttpRequest.of(
                "DELETE",
                Query.of("/images/" + Query.segment(nameOrId))
                    .withIfSet("force", force ? "1" : "")
                    .toString()));
    List<String> untagged = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    for (Json item : done.asArray().map(JsonArray::items).orElse(List.of())) {
      item.stringAt("Untagged").ifPresent(untagged::add);
      item.stringAt("Deleted").ifPresent(deleted::add);
    }
    return new Removed(untagged, deleted);
  }

  @Override
  public void load(InputStream archive, ProgressLine.Listener progress)
      throws EnvironmentError, InterruptedException {
    calls.call(
        HttpRequest.of("POST", "/images/load?quiet=0")
            .withBody("application/x-tar", archive::transferTo),
        response -> {
          EngineCalls.documents(response, document -> line(document).ifPresent(progress::line));
          return true;
        });
  }

  @Override
  public void save(List<String> names, OutputStream archive)
      throws EnvironmentError, InterruptedException {
    Query query = Query.of("/images/get");
    names.forEach(name -> query.with("names", name));
    calls.call(HttpRequest.get(query.toString()), response -> response.body().transferTo(archive));
  }
}
