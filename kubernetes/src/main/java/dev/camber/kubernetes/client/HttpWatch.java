package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.WatchEvent;
import dev.camber.kubernetes.cluster.WatchStream;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonReader;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** A watch as a stream of JSON documents. */
final class HttpWatch implements WatchStream {
  private final InputStream body;
  private final JsonReader.Documents documents;
  private final ResourceType type;
  private final Thread guard;
  // Set by whoever closes, read by the reader to tell an end from a failure.
  private volatile boolean closed;

  /**
   * @param lifetime after which the server will have ended the watch; what still lives some time
   *     later is a dead connection that nobody told us about
   */
  HttpWatch(InputStream body, ResourceType type, Duration lifetime) {
    this.body = body;
    this.documents = JsonReader.documents(body);
    this.type = type;
    this.guard =
        Thread.ofVirtual()
            .name("watch-guard-" + type.plural())
            .start(() -> {
              try {
                Thread.sleep(lifetime.plusSeconds(30));
                body.close();
              } catch (InterruptedException | IOException ended) {
                // The watch ended by itself.
              }
            });
  }

  @Override
  public Optional<WatchEvent> next() throws KubeException, InterruptedException {
    while (true) {
      Optional<Json> document;
      try {
        document = documents.next();
      } catch (JsonSyntaxException | RuntimeException e) {
        // Jackson wraps what the connection throws in an unchecked exception of its own.
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (closed) {
          return Optional.empty();
        }
        throw KubeException.unreachable(
            "the watch of " + type.resourceName() + " broke: " + e.getMessage(), e);
      }
      if (closed || document.isEmpty()) {
        return Optional.empty();
      }
      Json event = document.get();
      JsonObject object = event.at("object").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
      switch (event.stringAt("type").orElse("")) {
        case "ERROR" -> throw StatusBody.error(500, object);
        case "ADDED" -> {
          return Optional.of(new WatchEvent(WatchEvent.Type.ADDED, named(object)));
        }
        case "MODIFIED" -> {
          return Optional.of(new WatchEvent(WatchEvent.Type.MODIFIED, named(object)));
        }
        case "DELETED" -> {
          return Optional.of(new WatchEvent(WatchEvent.Type.DELETED, named(object)));
        }
        case "BOOKMARK" -> {
          return Optional.of(new WatchEvent(WatchEvent.Type.BOOKMARK, object));
        }
        default -> {
          // A kind of event that this version does not know is none of our business.
        }
      }
    }
  }

  private JsonObject named(JsonObject object) {
    return HttpCluster.named(object, type);
  }

  @Override
  public void close() {
    closed = true;
    guard.interrupt();
    try {
      body.close();
    } catch (IOException alreadyGone) {
      // Nothing more is wanted of it.
    }
  }
}
