package dev.camber.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.rules.SpecRules;
import dev.camber.engine.store.ObjectStore;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.CmdStatus;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import dev.camber.model.session.Version;
import dev.camber.server.http.Headers;
import dev.camber.server.http.Query;
import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import dev.camber.server.rest.ApiServer;
import dev.camber.server.rest.ObjectTexts;
import dev.camber.server.security.HostRule;
import dev.camber.server.security.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The HTTP steps of the recorded scenario {@code http-api} against this server, byte by byte. What
 * differs on purpose stands in {@code http-api-differences.tsv} with the status that we give and
 * the reason.
 */
final class GoldenApiTest {
  private static final Path CASE =
      Path.of(System.getProperty("camber.shared"), "golden", "sessions", "http-api");
  private static final Set<String> KEPT =
      Set.of(
          "content-type",
          "cache-control",
          "set-cookie",
          "location",
          "warning",
          "allow",
          "x-content-type-options",
          "transfer-encoding");
  private static final String TOKEN = "the-token-of-this-test";
  private static final String ADDRESS = "127.0.0.1:34567";

  record Difference(String status, String reason) {}

  private final ObjectStore store =
      new ObjectStore(
          InstantSource.system(), () -> UUID.randomUUID().toString(), SpecRules.standard(), 10_000);
  private final FrontDoor door =
      new FrontDoor(
          new ApiServer(
              store,
              new ObjectTexts(),
              InstantSource.system(),
              () -> "x7f2k",
              new Version("0.1.0", true, "2026-01-01"),
              () -> ADDRESS),
          request -> Response.text(404, "404 page not found"),
          HostRule.loopback(),
          new Secret(TOKEN),
          List.of(new Secret("web")),
          false);
  private final Map<String, String> variables = new LinkedHashMap<>(Map.of("APIHOST", ADDRESS));
  private final Map<String, Recording> watches = new LinkedHashMap<>();

  @Test
  void everyAnswerIsTheRecordedOneOrAListedDifference() throws Exception {
    prepare();
    Map<String, Difference> differences = differences("http-api");
    List<String> faults = new ArrayList<>();
    JsonArray steps =
        Json.parse(Files.readString(CASE.resolve("scenario.json")))
            .at("steps")
            .flatMap(Json::asArray)
            .orElseThrow();
    int matched = 0;
    for (int i = 0; i < steps.size(); i++) {
      Json step = steps.items().get(i);
      String id = step.stringAt("id").orElse("");
      Path record = CASE.resolve("out").resolve(String.format("%03d-%s.txt", i + 1, id));
      Map<String, String> wanted =
          Files.exists(record) ? GoldenText.sections(Files.readString(record)) : new TreeMap<>();
      if (id.equals("status-put-get")) {
        commandWaits();
      }
      Map<String, String> got = run(step, wanted);
      if (got.isEmpty()) {
        continue;
      }
      wanted.remove("console"); // what the engine says is not the server's
      Difference listed = differences.remove(id);
      boolean same = got.equals(wanted);
      matched += same ? 1 : 0;
      if (listed == null && !same) {
        faults.add(id + "\n  wanted " + wanted + "\n  got    " + got);
      } else if (listed != null && same) {
        faults.add(id + " is listed as different but is the same");
      } else if (listed != null && !got.getOrDefault("status", "").startsWith(listed.status())) {
        faults.add(id + " has status " + got.get("status") + ", listed " + listed.status());
      }
    }
    for (Recording watch : watches.values()) {
      watch.close();
    }
    assertThat(String.join("\n", faults)).isEmpty();
    assertThat(differences).as("listed but never seen").isEmpty();
    assertThat(matched).isGreaterThan(100);
  }

  static Map<String, Difference> differences(String scenario) throws Exception {
    Map<String, Difference> out = new TreeMap<>();
    try (var in =
        GoldenApiTest.class.getResourceAsStream("/golden/" + scenario + "-differences.tsv")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] cells = line.split("\t");
        if (!line.startsWith("#") && cells.length == 3) {
          out.put(cells[0], new Difference(cells[1], cells[2]));
        }
      }
    }
    return out;
  }

  /** The sections of our answer; none for steps that are not for this server alone. */
  private Map<String, String> run(Json step, Map<String, String> wanted) throws Exception {
    return switch (step.stringAt("do").orElse("")) {
      case "http" -> http(step);
      case "watch-start" -> {
        Recording recording = new Recording(door.handle(request(step)));
        watches.put(step.stringAt("name").orElse(""), recording);
        yield Map.of();
      }
      case "watch-finish" -> {
        Recording recording = watches.remove(step.stringAt("name").orElse(""));
        yield watched(recording, wanted);
      }
      case "sh" -> sh(step);
      default -> Map.of();
    };
  }

  /** The one shell step that compares two answers. */
  private Map<String, String> sh(Json step) {
    if (!step.stringAt("id").orElse("").equals("put-same-version")) {
      return Map.of();
    }
    boolean same = variables.get("RV2").equals(variables.get("RV3"));
    return Map.of(
        "exit", "0", "stdout", same ? "resourceVersion unchanged\n" : "resourceVersion raised\n");
  }

  private Map<String, String> http(Json step) throws Exception {
    Response response = door.handle(request(step));
    Recording recording = new Recording(response);
    String body = recording.finish(0);
    for (Map.Entry<String, Json> entry :
        step.at("set").flatMap(Json::asObject).orElse(JsonObject.EMPTY).members().entrySet()) {
      String[] path = entry.getValue().asString().orElse("").split("\\.");
      Json.parse(body).stringAt(path).ifPresent(v -> variables.put(entry.getKey(), v));
    }
    if (step.stringAt("method").orElse("").equals("HEAD")) {
      body = "";
    }
    Map<String, String> out = head(response);
    String shown = shown(step, body);
    if (!shown.isEmpty()) {
      out.put("body", normal(step, shown));
    }
    return out;
  }

  static Map<String, String> head(Response response) {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("status", response.status() + " " + REASONS.get(response.status()));
    StringBuilder headers = new StringBuilder();
    response.headers().fields().stream()
        .filter(f -> KEPT.contains(f.name().toLowerCase(Locale.ROOT)))
        .sorted(
            java.util.Comparator.comparing(
                    (Headers.Field f) -> f.name().equals("Transfer-Encoding"))
                .thenComparing(Headers.Field::name))
        .forEach(f -> headers.append(f.name()).append(": ").append(f.value()).append('\n'));
    if (response.content() instanceof Response.Live) {
      headers.append("Transfer-Encoding: chunked\n");
    }
    out.put("headers", headers.toString());
    return out;
  }

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(400, "Bad Request"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(409, "Conflict"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(422, "Unprocessable Entity"));

  private String normal(Json step, String text) {
    return normal(step, text, variables);
  }

  static String normal(Json step, String text, Map<String, String> variables) {
    List<List<String>> also = new ArrayList<>();
    for (Json rule : step.at("also").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
      List<String> pair = new ArrayList<>();
      rule.asArray().orElseThrow().forEach(t -> pair.add(t.asString().orElse("")));
      also.add(pair);
    }
    return GoldenText.normal(text, variables, also);
  }

  static String shown(Json step, String body) throws Exception {
    return switch (step.stringAt("body_as").orElse("")) {
      case "none" -> "(not recorded)\n";
      case "thin" -> JsonWriter.pretty(thin(Json.parse(body)), " ") + "\n";
      case "definitions" -> definitions(Json.parse(body));
      case "pick" -> picked(step, Json.parse(body));
      default -> body;
    };
  }

  private static Json thin(Json value) {
    return switch (value) {
      case JsonObject o -> {
        JsonObject.Builder out = JsonObject.builder();
        o.members()
            .forEach((name, member) ->
                out.put(
                    name,
                    name.equals("managedFields")
                        ? Json.array(
                            member.asArray().orElseThrow().items().stream()
                                .map(GoldenApiTest::managerOnly)
                                .toList())
                        : thin(member)));
        yield out.build();
      }
      case JsonArray a -> Json.array(a.items().stream().map(GoldenApiTest::thin).toList());
      default -> value;
    };
  }

  private static JsonObject managerOnly(Json entry) {
    return JsonObject.builder()
        .put("manager", entry.stringAt("manager").orElse(""))
        .put("operation", entry.stringAt("operation").orElse(""))
        .build();
  }

  private static String definitions(Json document) {
    StringBuilder out = new StringBuilder();
    new TreeMap<>(document.at("definitions").flatMap(Json::asObject).orElseThrow().members())
        .keySet()
        .forEach(name -> out.append(name.replace("/", "~1")).append('\n'));
    out.append('\n');
    new TreeMap<>(document.at("paths").flatMap(Json::asObject).orElseThrow().members())
        .forEach((path, methods) -> {
          Set<String> verbs =
              new java.util.TreeSet<>(methods.asObject().orElseThrow().members().keySet());
          verbs.remove("parameters");
          out.append(String.join(",", verbs)).append(' ').append(path).append('\n');
        });
    return out.toString();
  }

  private static String picked(Json step, Json document) {
    Map<String, Json> out = new TreeMap<>();
    for (Json name : step.at("pick").flatMap(Json::asArray).orElseThrow()) {
      String key = name.asString().orElse("");
      document.at("definitions", key).ifPresent(d -> out.put(key, plain(d)));
    }
    return JsonWriter.pretty(new JsonObject(out), " ") + "\n";
  }

  /** Without documentation, members sorted. */
  private static Json plain(Json value) {
    return switch (value) {
      case JsonObject o -> {
        Map<String, Json> out = new TreeMap<>();
        o.members()
            .forEach((name, member) -> {
              boolean isText = name.equals("description") && member.asString().isPresent();
              if (!isText && !name.equals("default")) {
                out.put(name, plain(member));
              }
            });
        yield new JsonObject(out);
      }
      case JsonArray a -> Json.array(a.items().stream().map(GoldenApiTest::plain).toList());
      default -> value;
    };
  }

  private Map<String, String> watched(Recording recording, Map<String, String> wanted)
      throws Exception {
    Map<String, String> out = head(recording.response());
    String text = recording.finish(wanted.getOrDefault("events", "").lines().count());
    // README: leading ADDED events are sorted by name; ours already are.
    if (!text.isEmpty()) {
      out.put("events", GoldenText.normal(text, variables, List.of()));
    }
    return out;
  }

  private Request request(Json step) {
    Headers headers =
        Headers.of("Host", ADDRESS, "User-Agent", "golden", "Authorization", "Bearer " + TOKEN);
    return request(step, headers, Request.Door.API, variables);
  }

  /** The request of a step, with these headers where the step names no others. */
  static Request request(
      Json step, Headers standard, Request.Door door, Map<String, String> variables) {
    String target = substituted(step.stringAt("path").orElse("/"), variables);
    int question = target.indexOf('?');
    Headers headers = standard;
    Json body = step.at("body").orElse(Json.of(""));
    if (body instanceof JsonObject || body instanceof JsonArray) {
      headers = headers.with("Content-Type", "application/json");
    }
    for (Map.Entry<String, Json> header :
        step.at("headers").flatMap(Json::asObject).orElse(JsonObject.EMPTY).members().entrySet()) {
      headers = headers.without(header.getKey());
      if (header.getValue().asString().isPresent()) {
        String value = substituted(header.getValue().asString().get(), variables);
        headers = headers.with(header.getKey(), value);
      }
    }
    String text = substituted(body.asString().orElse(body.compact()), variables);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Request(
        step.stringAt("method").orElse("GET"),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? Query.NONE : Query.parse(target.substring(question + 1)),
        headers,
        limit -> bytes,
        door);
  }

  private static String substituted(String text, Map<String, String> variables) {
    String out = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      out = out.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    return out;
  }

  /** The objects that the scenario's project makes, as far as the steps see them. */
  private void prepare() throws Exception {
    prepare(store);
  }

  static void prepare(ObjectStore store) throws Exception {
    ApiObject<?, ?> tiltfile =
        put(
            store,
            Kinds.TILTFILE,
            "{metadata: {name: (Tiltfile)}, spec: {path: /project/Tiltfile}}",
            "");
    String uid = tiltfile.metadata().uid();
    for (String resource : List.of("hello", "manual", "server")) {
      put(
          store,
          Kinds.CONFIG_MAP,
          "{metadata: {name: "
              + resource
              + "-disable, annotations: {tilt.dev/resource: (Tiltfile)}}, data: {isDisabled: 'false'}}",
          uid);
    }
    put(store, Kinds.CONFIG_MAP, "{metadata: {name: tilt-trigger-queue}}", "");
    put(
        store,
        Kinds.UI_BUTTON,
        "{metadata: {name: press, annotations: {tilt.dev/resource: (Tiltfile), uibuttonspec-hash: abc}},"
            + " spec: {location: {componentID: nav, componentType: Global}, text: Press}}",
        uid);
  }

  /** What the engine wrote about the command by then. */
  private void commandWaits() throws Exception {
    Json status =
        dev.camber.model.yaml.Yaml.readKubernetes(
            "{waiting: {reason: cmd StartOn has not been triggered}, disableStatus: {disabled:"
                + " false, lastUpdateTime: '2026-01-01T00:00:00Z', reason: object does not specify"
                + " a DisableSource, state: Enabled}}");
    CmdStatus seen = RecordCodec.decode(CmdStatus.class, status);
    store.editStatus(Kinds.CMD, "with-status", old -> seen);
  }

  private static ApiObject<?, ?> put(ObjectStore store, Kind<?, ?> kind, String yaml, String owner)
      throws Exception {
    JsonObject tree = dev.camber.model.yaml.Yaml.readKubernetes(yaml).asObject().orElseThrow();
    if (!owner.isEmpty()) {
      JsonObject reference =
          dev.camber.model.yaml.Yaml.readKubernetes(
                  "{apiVersion: tilt.dev/v1alpha1, kind: Tiltfile, name: (Tiltfile), uid: "
                      + owner
                      + ", controller: true, blockOwnerDeletion: true}")
              .asObject()
              .orElseThrow();
      JsonObject metadata = tree.get("metadata").flatMap(Json::asObject).orElseThrow();
      tree =
          tree.with("metadata", metadata.with("ownerReferences", Json.array(List.of(reference))));
    }
    return store.create(kind.decode(tree));
  }
}
