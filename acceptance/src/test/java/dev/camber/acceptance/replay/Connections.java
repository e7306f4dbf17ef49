package dev.camber.acceptance.replay;

import dev.camber.acceptance.replay.Scenario.Step;
import dev.camber.acceptance.replay.Transcript.Section;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The replayer's HTTP requests, watches and websockets. */
final class Connections implements AutoCloseable {
  private static final Set<String> RECORDED =
      Set.of(
          "content-type",
          "cache-control",
          "set-cookie",
          "location",
          "warning",
          "allow",
          "x-content-type-options",
          "transfer-encoding");
  private static final Duration QUIET = Duration.ofMillis(700);

  private final Normalizer normalizer;
  private final int port;
  private final Path state;
  private final Map<String, Stream> streams = new HashMap<>();

  Connections(Normalizer normalizer, int port, Path state) {
    this.normalizer = normalizer;
    this.port = port;
    this.state = state;
  }

  /** An answer that goes on: pieces arrive in the queue. */
  private record Stream(Wire wire, BlockingQueue<String> pieces) {}

  /** What the registry file says about the API server. */
  private record Api(int port, String token) {}

  private Api api() throws IOException {
    String registry = Files.readString(state.resolve("config"));
    String server = found("server: https://(\\S+)", registry);
    String token = found("token: (\\S+)", registry);
    normalizer.set("APIHOST", server);
    normalizer.set("APITOKEN", token);
    return new Api(Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)), token);
  }

  private static String found(String regex, String text) throws IOException {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    if (!matcher.find()) {
      throw new IOException("no `" + regex + "` in the registry file:\n" + text);
    }
    return matcher.group(1).replaceAll("^\"|\"$", "");
  }

  /** What the page sends along. */
  private Map<String, String> page() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "127.0.0.1:" + port);
    headers.put("User-Agent", "golden");
    Path file = state.resolve("token");
    if (Files.exists(file)) {
      headers.put("X-Tilt-Token", Files.readString(file).strip());
    }
    return headers;
  }

  private Wire send(Step step, String method, String path) throws IOException {
    return send(step, method, path, Map.of());
  }

  private Wire send(Step step, String method, String path, Map<String, String> more)
      throws IOException {
    boolean web =
        step.text("server").filter("web"::equals).isPresent() || step.does().startsWith("ws");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "127.0.0.1:" + port);
    headers.put("User-Agent", "golden");
    int target = port;
    if (web) {
      Path file = state.resolve("token");
      if (Files.exists(file)) {
        normalizer.set("WEBTOKEN", Files.readString(file).strip());
      }
      if (!step.isFalse("token") && Files.exists(file)) {
        headers.put("X-Tilt-Token", Files.readString(file).strip());
      }
    } else {
      Api api = api();
      target = api.port();
      headers.put("Host", "127.0.0.1:" + target);
      if (!step.isFalse("token")) {
        headers.put("Authorization", "Bearer " + api.token());
      }
    }
    Json body = step.json().at("body").orElse(Json.of(""));
    if (step.has("body")) {
      headers.put("Content-Type", "application/json");
    }
    headers.putAll(more);
    step.map("headers")
        .forEach((name, value) -> {
          if (value.isPresent()) {
            headers.put(name, normalizer.filled(value.get()));
          } else {
            headers.remove(name);
          }
        });
    String content = normalizer.filled(body.asString().orElseGet(() -> Shapes.spaced(body)));
    return Wire.send(
        !web,
        target,
        method,
        normalizer.filled(path),
        headers,
        content.getBytes(StandardCharsets.UTF_8));
  }

  List<Section> request(Step step) throws IOException {
    String method = step.text("method").orElse("GET");
    try (Wire wire = send(step, method, step.text("path").orElseThrow())) {
      String body = wire.body(method);
      keep(step, body);
      List<Section> out = new ArrayList<>(head(wire, step));
      if (!body.isEmpty() || step.text("body_as").isPresent()) {
        out.add(new Section("body", normalizer.normal(shown(step, body), step.also())));
      }
      return out;
    }
  }

  /** Members of the answer that later steps name. */
  private void keep(Step step, String body) throws IOException {
    if (!step.has("set")) {
      return;
    }
    Json json = json(body).orElseThrow(() -> new IOException("no JSON: " + body));
    for (Map.Entry<String, Optional<String>> variable : step.map("set").entrySet()) {
      Json value =
          json.at(variable.getValue().orElseThrow().split("\\."))
              .orElseThrow(() -> new IOException("no " + variable.getValue() + " in " + body));
      normalizer.set(variable.getKey(), value.asString().orElseGet(value::compact));
    }
  }

  private static Optional<Json> json(String text) {
    try {
      return Optional.of(Json.parse(text));
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  private static String shown(Step step, String body) {
    String form = step.text("body_as").orElse("");
    if (form.equals("none")) {
      return body.isEmpty() ? "(empty)\n" : "(not recorded)\n";
    }
    Optional<Json> parsed = json(body);
    if (parsed.isEmpty()) {
      return body;
    }
    Json json = parsed.get();
    return switch (form) {
      case "keys" -> Shapes.keysText(json, (int) step.number("depth", 1));
      case "thin" -> Shapes.indented(Shapes.thin(Shapes.sorted(json)));
      case "indent" -> Shapes.indented(Shapes.sorted(json));
      case "definitions" -> Shapes.definitions(json);
      case "pick" ->
          Shapes.indented(
              Shapes.picked(json.at("definitions").orElse(Json.ofNull()), step.texts("pick")));
      default -> {
        Json sorted = Shapes.sorted(json);
        yield sorted.equals(json) ? body : sorted.compact() + "\n";
      }
    };
  }

  private List<Section> head(Wire wire, Step step) {
    StringBuilder headers = new StringBuilder();
    for (String header : wire.headers()) {
      if (RECORDED.contains(header.split(":", 2)[0].toLowerCase(Locale.ROOT))) {
        headers.append(header).append('\n');
      }
    }
    List<Section> out = new ArrayList<>();
    out.add(new Section("status " + wire.status(), ""));
    if (!headers.isEmpty()) {
      out.add(new Section("headers", normalizer.normal(headers.toString(), step.also())));
    }
    return out;
  }

  void watch(Step step) throws IOException {
    Wire wire = send(step, "GET", step.text("path").orElseThrow()).patiently();
    Stream stream = new Stream(wire, new LinkedBlockingQueue<>());
    streams.put(step.text("name").orElseThrow(), stream);
    if (wire.header("Transfer-Encoding").equals("chunked")) {
      Thread.ofVirtual()
          .name("watch")
          .start(() -> {
            try {
              for (byte[] piece = wire.chunk(); piece.length > 0; piece = wire.chunk()) {
                stream.pieces().add(new String(piece, StandardCharsets.UTF_8));
              }
            } catch (IOException closed) {
              stream.pieces().add("");
            }
          });
    } else {
      stream.pieces().add(wire.body("GET"));
    }
  }

  List<Section> endOfWatch(Step step) throws IOException, InterruptedException {
    Stream stream = taken(step);
    StringBuilder text = new StringBuilder();
    Duration quiet = Duration.ofMillis((long) (1000 * step.number("seconds", 0.3)));
    for (String piece : until(stream.pieces(), quiet)) {
      text.append(piece);
    }
    stream.wire().close();
    List<Section> out = new ArrayList<>(head(stream.wire(), step));
    out.add(new Section("events", normalizer.normal(byName(text.toString()), step.also())));
    return out;
  }

  /** The events a watch begins with come in no order. */
  private static String byName(String events) {
    List<String> lines = new ArrayList<>(events.lines().toList());
    int added = 0;
    while (added < lines.size() && lines.get(added).startsWith("{\"type\":\"ADDED\"")) {
      added++;
    }
    lines.subList(0, added).sort(java.util.Comparator.comparing(Connections::nameOf));
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static String nameOf(String event) {
    Optional<Json> json = json(event);
    return json.flatMap(j -> j.stringAt("object", "metadata", "name"))
        .or(() ->
            json.flatMap(j -> j.at("object", "rows"))
                .flatMap(Json::asArray)
                .filter(a -> !a.isEmpty())
                .flatMap(a -> a.items().getFirst().stringAt("object", "metadata", "name")))
        .orElse("");
  }

  private static List<String> until(BlockingQueue<String> pieces, Duration quiet)
      throws InterruptedException {
    List<String> out = new ArrayList<>();
    for (String piece = pieces.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
        piece != null;
        piece = pieces.poll(quiet.toMillis(), TimeUnit.MILLISECONDS)) {
      out.add(piece);
    }
    return out;
  }

  private Stream taken(Step step) {
    return Optional.ofNullable(streams.remove(step.text("name").orElseThrow())).orElseThrow();
  }

  List<Section> open(Step step) throws IOException {
    String path = step.text("path").orElse("");
    if (path.isEmpty()) {
      try (Wire token =
          Wire.send(false, port, "GET", "/api/websocket_token", page(), new byte[0])) {
        String csrf = token.body("GET").strip();
        normalizer.set("CSRF", csrf);
        path = "/ws/view?csrf=" + csrf;
      }
    }
    Wire wire =
        send(
            step,
            "GET",
            path,
            Map.of(
                "Connection", "Upgrade",
                "Upgrade", "websocket",
                "Sec-WebSocket-Version", "13",
                "Sec-WebSocket-Key", "Z29sZGVuIHNlc3Npb25zIQ=="));
    if (!wire.status().startsWith("101")) {
      List<Section> out = new ArrayList<>();
      out.add(new Section("status " + wire.status().split(" ", 2)[0], ""));
      String body = wire.body("GET");
      if (!body.isEmpty()) {
        out.add(new Section("body", normalizer.normal(body, step.also())));
      }
      wire.close();
      return out;
    }
    Stream stream = new Stream(wire.patiently(), new LinkedBlockingQueue<>());
    streams.put(step.text("name").orElseThrow(), stream);
    Thread.ofVirtual()
        .name("websocket")
        .start(() -> {
          try {
            while (true) {
              stream.pieces().add(wire.message());
            }
          } catch (IOException closed) {
            // The end of the stream; what came before it has been taken.
          }
        });
    return List.of();
  }

  List<Section> take(Step step) throws InterruptedException {
    Stream stream = Optional.ofNullable(streams.get(step.text("name").orElseThrow())).orElseThrow();
    Duration quiet =
        step.has("seconds") ? Duration.ofMillis((long) (1000 * step.number("seconds", 0))) : QUIET;
    StringBuilder out = new StringBuilder();
    for (String message : until(stream.pieces(), quiet)) {
      Json json = json(message).orElse(Json.of(message));
      out.append("# frame, text\n").append(Shapes.indented(Shapes.thin(json)));
    }
    String text = out.isEmpty() ? "(none)\n" : out.toString();
    return List.of(new Section("frames", normalizer.normal(text, step.also())));
  }

  List<Section> end(Step step) throws IOException {
    taken(step).wire().close();
    return List.of();
  }

  /** The frames of a record as JSON. */
  static List<Json> frames(String text) {
    List<Json> out = new ArrayList<>();
    for (String frame : text.split("(?m)^# frame, text\n")) {
      json(frame.replace("${PID}", "0")).ifPresent(out::add);
    }
    return out;
  }

  /** Log segments, in order, of all frames. */
  static List<Json> segments(List<Json> frames) {
    List<Json> out = new ArrayList<>();
    for (Json frame : frames) {
      frame
          .at("logList", "segments")
          .flatMap(Json::asArray)
          .map(JsonArray::items)
          .ifPresent(out::addAll);
    }
    return out;
  }

  @Override
  public void close() throws IOException {
    for (Stream stream : streams.values()) {
      stream.wire().close();
    }
  }
}
