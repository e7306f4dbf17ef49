package dev.camber.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.exec.ResourceExec;
import dev.camber.engine.log.LogLimits;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.ThreadScheduler;
import dev.camber.engine.rules.SpecRules;
import dev.camber.engine.store.ObjectStore;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.session.Version;
import dev.camber.server.http.Headers;
import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import dev.camber.server.rest.ApiServer;
import dev.camber.server.rest.ObjectTexts;
import dev.camber.server.security.HostRule;
import dev.camber.server.security.Secret;
import dev.camber.server.web.Controls;
import dev.camber.server.web.WebServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The HTTP steps of the recorded scenario {@code http-web} against this server. What differs on
 * purpose stands in {@code http-web-differences.tsv} with the status that we give and the reason.
 * What the objects and the log say comes from the engine and is compared where there is one; here,
 * of those answers, status and headers.
 */
final class GoldenWebTest {
  private static final Path CASE =
      Path.of(System.getProperty("camber.shared"), "golden", "sessions", "http-web");
  private static final Set<String> OF_THE_ENGINE =
      Set.of("view", "view-post", "view-query", "engine", "snapshot");
  private static final String TOKEN = "11111111-2222-3333-4444-555555555555";
  private static final String ADDRESS = "127.0.0.1:10350";

  @TempDir Path logs;
  private final List<String> asked = new ArrayList<>();

  @Test
  void everyAnswerIsTheRecordedOneOrAListedDifference() throws Exception {
    InstantSource clock = InstantSource.system();
    try (ThreadScheduler scheduler = new ThreadScheduler();
        LogStore log = new LogStore(clock, scheduler, logs, LogLimits.DEFAULT)) {
      ObjectStore store =
          new ObjectStore(clock, () -> UUID.randomUUID().toString(), SpecRules.standard(), 10_000);
      GoldenApiTest.prepare(store);
      for (String name : List.of("(Tiltfile)", "hello", "manual", "server")) {
        store.create(
            Kinds.UI_RESOURCE.object(ObjectMeta.named(name), Kinds.UI_RESOURCE.emptySpec()));
      }
      replay(door(store, log, clock));
    }
    assertThat(asked)
        .containsExactly(
            "trigger hello 16",
            "trigger hello 0",
            "trigger manual 32",
            "trigger (Tiltfile) 16",
            "trigger hello 0",
            "trigger hello 16",
            "mode [hello] MANUAL",
            "mode [hello] AUTO",
            "args [hello]",
            "args []");
  }

  private FrontDoor door(ObjectStore store, LogStore log, InstantSource clock) {
    ObjectTexts texts = new ObjectTexts();
    ApiServer api =
        new ApiServer(
            store,
            texts,
            clock,
            () -> "x7f2k",
            new Version("0.1.0", true, "2026-01-01"),
            () -> "127.0.0.1:34567");
    Controls controls =
        new Controls(
            (resource, reason) -> asked.add("trigger " + resource + " " + reason),
            resource -> asked.add("restart " + resource),
            (resources, mode) -> asked.add("mode " + resources + " " + mode),
            args -> asked.add("args " + args),
            () -> JsonObject.EMPTY,
            ResourceExec.NONE);
    WebServer web =
        new WebServer(
            store,
            log,
            texts,
            controls,
            api,
            clock,
            new MicroTime(Instant.EPOCH),
            new Secret(TOKEN),
            new Secret("99999999-2222-3333-4444-555555555555"));
    return new FrontDoor(
        api, web, HostRule.loopback(), new Secret("api"), List.of(new Secret(TOKEN)), false);
  }

  private static void replay(FrontDoor door) throws Exception {
    Map<String, GoldenApiTest.Difference> differences = GoldenApiTest.differences("http-web");
    Map<String, String> variables = new LinkedHashMap<>(Map.of("PORT", "10350", "WEBTOKEN", TOKEN));
    List<String> faults = new ArrayList<>();
    int matched = 0;
    JsonArray steps =
        Json.parse(Files.readString(CASE.resolve("scenario.json")))
            .at("steps")
            .flatMap(Json::asArray)
            .orElseThrow();
    for (int i = 0; i < steps.size(); i++) {
      Json step = steps.items().get(i);
      if (!step.stringAt("do").orElse("").equals("http")) {
        continue;
      }
      String id = step.stringAt("id").orElse("");
      Path record = CASE.resolve("out").resolve(String.format("%03d-%s.txt", i + 1, id));
      Map<String, String> wanted = GoldenText.sections(Files.readString(record));
      wanted.remove("console");
      // No cookie is ever set: see docs/differences.md.
      wanted.computeIfPresent("headers", (title, text) -> text.replaceAll("Set-Cookie: .*\n", ""));
      Map<String, String> got = answer(door, step, variables);
      if (OF_THE_ENGINE.contains(id)) {
        assertThat(got.remove("body")).as(id).isNotBlank();
        wanted.remove("body");
      }
      GoldenApiTest.Difference listed = differences.remove(id);
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
    assertThat(String.join("\n", faults)).isEmpty();
    assertThat(differences).as("listed but never seen").isEmpty();
    assertThat(matched).isGreaterThan(40);
  }

  private static Map<String, String> answer(
      FrontDoor door, Json step, Map<String, String> variables) throws Exception {
    Headers headers = Headers.of("Host", ADDRESS, "User-Agent", "golden");
    boolean signed = step.at("token").map(t -> t.compact().equals("true")).orElse(true);
    if (signed) {
      headers = headers.with("X-Tilt-Token", TOKEN);
    }
    Response response =
        door.handle(GoldenApiTest.request(spaced(step), headers, Request.Door.WEB, variables));
    String body = response.bodyText();
    for (Map.Entry<String, Json> entry :
        step.at("set").flatMap(Json::asObject).orElse(JsonObject.EMPTY).members().entrySet()) {
      String[] path = entry.getValue().asString().orElse("").split("\\.");
      Json.parse(body).stringAt(path).ifPresent(v -> variables.put(entry.getKey(), v));
    }
    Map<String, String> out = new TreeMap<>(GoldenApiTest.head(response));
    boolean isHead = step.stringAt("method").orElse("").equals("HEAD");
    String shown = isHead ? "" : GoldenApiTest.shown(step, body);
    if (step.stringAt("body_as").orElse("").equals("none")) {
      shown = body.isEmpty() ? "(empty)\n" : "(not recorded)\n";
    }
    if (!shown.isEmpty()) {
      out.put("body", GoldenApiTest.normal(step, shown, variables));
    }
    out.values().removeIf(String::isEmpty);
    return out;
  }

  /** The step with its body as the recorder wrote it: a space after each colon and comma. */
  private static Json spaced(Json step) {
    JsonObject whole = step.asObject().orElseThrow();
    return step.at("body").orElse(Json.of("")) instanceof JsonObject body
        ? whole.with("body", Json.of(body.compact().replace("\":", "\": ").replace(",\"", ", \"")))
        : whole;
  }
}
