package dev.camber.server.session;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The registry of running sessions, a kubeconfig: {@code kubectl --kubeconfig FILE --context
 * INSTANCE} works. What else stands in the file stays. Writers of several sessions take turns by a
 * lock file beside it. Source: spec CLI and API, section 7.
 */
public final class Registry {
  // File locks are the process's: two sessions of one process need this, too.
  private static final ReentrantLock TURNS = new ReentrantLock();
  private static final List<String> LISTS = List.of("clusters", "contexts", "users");

  private final Path file;

  public Registry(Path file) {
    this.file = file;
  }

  /**
   * How to reach a session.
   *
   * @param instance its name
   * @param server address of the API server
   * @param certificate in PEM
   * @param token bearer token
   */
  public record Entry(String instance, String server, String certificate, String token) {
    @Override
    public String toString() {
      return instance + " at " + server;
    }
  }

  private interface Edit {
    JsonObject apply(JsonObject old);
  }

  /** Adds a session, in place of one of the same name. */
  public void add(Entry entry) throws IOException {
    edit(old -> added(removed(old, entry.instance()), entry));
  }

  /** Takes a session off, if the entry of that name still is its own. */
  public void remove(Entry entry) throws IOException {
    edit(old -> isOwn(old, entry) ? removed(old, entry.instance()) : old);
  }

  private void edit(Edit edit) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    TURNS.lock();
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("cannot lock " + lockFile);
      }
      PrivateFiles.write(file, YamlWriter.kubernetes(edit.apply(read())));
    } catch (YamlException e) {
      throw new IOException(e);
    } finally {
      TURNS.unlock();
    }
  }

  private JsonObject read() throws IOException {
    try {
      Json value = Yaml.readKubernetes(Files.readString(file));
      return value.asObject().orElse(JsonObject.EMPTY);
    } catch (NoSuchFileException e) {
      return JsonObject.EMPTY;
    } catch (YamlException e) {
      throw new IOException(
          "cannot read "
              + file
              + ": "
              + e.getMessage()
              + "; remove the file, sessions write it anew",
          e);
    }
  }

  private static JsonObject added(JsonObject old, Entry entry) {
    JsonObject cluster =
        JsonObject.builder()
            .put(
                "certificate-authority-data",
                Base64.getEncoder()
                    .encodeToString(entry.certificate().getBytes(StandardCharsets.UTF_8)))
            .put("server", entry.server())
            .build();
    JsonObject context =
        JsonObject.builder().put("cluster", entry.instance()).put("user", entry.instance()).build();
    JsonObject user = JsonObject.builder().put("token", entry.token()).build();
    JsonObject out = old;
    out = with(out, "clusters", named(entry.instance(), "cluster", cluster));
    out = with(out, "contexts", named(entry.instance(), "context", context));
    return with(out, "users", named(entry.instance(), "user", user));
  }

  private static JsonObject named(String name, String member, JsonObject value) {
    return JsonObject.builder().put("name", name).put(member, value).build();
  }

  private static JsonObject with(JsonObject config, String list, JsonObject item) {
    List<Json> items = new ArrayList<>(items(config, list));
    items.add(item);
    items.sort(java.util.Comparator.comparing(i -> i.stringAt("name").orElse("")));
    return config.with(list, new JsonArray(items));
  }

  private static List<Json> items(JsonObject config, String list) {
    return config.get(list).flatMap(Json::asArray).orElse(JsonArray.EMPTY).items();
  }

  private static JsonObject removed(JsonObject old, String instance) {
    JsonObject out =
        old.with("apiVersion", Json.of("v1"))
            .with("kind", Json.of("Config"))
            .with("current-context", old.get("current-context").orElse(Json.of("")));
    for (String list : LISTS) {
      List<Json> kept =
          items(old, list).stream()
              .filter(i -> !i.stringAt("name").orElse("").equals(instance))
              .toList();
      out = out.with(list, kept.isEmpty() ? Json.ofNull() : new JsonArray(kept));
    }
    return out;
  }

  private static boolean isOwn(JsonObject config, Entry entry) {
    return items(config, "users").stream()
        .anyMatch(u ->
            u.stringAt("name").orElse("").equals(entry.instance())
                && u.stringAt("user", "token").orElse("").equals(entry.token()));
  }
}
