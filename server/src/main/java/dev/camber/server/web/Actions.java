package dev.camber.server.web;

import dev.camber.engine.store.ObjectStore;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.UIResourceSpec;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.manifest.TriggerMode;
import dev.camber.model.text.Quoted;
import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the page and the command line ask for by POST. Source: spec CLI and API, section 11.2. */
final class Actions {
  private static final String DISABLED = "Disabled";

  private final ObjectStore store;
  private final Controls controls;

  Actions(ObjectStore store, Controls controls) {
    this.store = store;
    this.controls = controls;
  }

  Response dump() {
    byte[] text = (controls.engineDump().dump().compact() + "\n").getBytes(StandardCharsets.UTF_8);
    return Response.of(200, "text/plain; charset=utf-8", text).with("Transfer-Encoding", "chunked");
  }

  private static Optional<Response> onlyPost(Request request) {
    return request.method().equals("POST")
        ? Optional.empty()
        : Optional.of(Response.text(400, "must be POST request"));
  }

  Response trigger(Request request) {
    Optional<Response> refused = onlyPost(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      JsonObject body = Payloads.object(request, "server.triggerPayload");
      List<String> names = names(body);
      if (names.size() != 1) {
        throw new Payloads.Bad(
            "/api/trigger currently supports exactly one manifest name, got " + names.size());
      }
      int reason = number(body, "build_reason");
      String name = names.getFirst();
      Optional<ApiObject<UIResourceSpec, UIResourceStatus>> resource =
          store.get(Kinds.UI_RESOURCE, name);
      if (resource.isEmpty()) {
        throw new Payloads.Bad(404, "resource " + Quoted.go(name) + " does not exist");
      }
      if (resource.get().status().disableStatus().state().equals(DISABLED)) {
        return Response.of(
            200,
            "text/plain; charset=utf-8",
            ("resource " + Quoted.go(name) + " is currently disabled")
                .getBytes(StandardCharsets.UTF_8));
      }
      controls.trigger().trigger(name, reason);
      return Response.of(200);
    } catch (Payloads.Bad e) {
      return bad(e);
    }
  }

  /** Ours: starts anew what resources run. */
  Response restart(Request request) {
    Optional<Response> refused = onlyPost(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      List<String> names = names(Payloads.object(request, "server.restartPayload"));
      for (String name : names) {
        if (store.get(Kinds.UI_RESOURCE, name).isEmpty()) {
          throw new Payloads.Bad(404, "resource " + Quoted.go(name) + " does not exist");
        }
      }
      for (String name : names) {
        controls.restart().restart(name);
      }
      return Response.of(200);
    } catch (Payloads.Bad e) {
      return bad(e);
    } catch (UserError e) {
      return Response.text(400, String.valueOf(e.getMessage()));
    } catch (EnvironmentError e) {
      return Response.text(502, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Response.text(503, "the session ends");
    }
  }

  Response overrideTriggerMode(Request request) {
    Optional<Response> refused = onlyPost(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      JsonObject body = Payloads.object(request, "server.overrideTriggerModePayload");
      for (String member : body.members().keySet()) {
        if (!Set.of("manifest_names", "trigger_mode").contains(member)) {
          throw new Payloads.Bad(
              "error parsing JSON payload: json: unknown field " + Quoted.go(member));
        }
      }
      List<String> names = names(body);
      for (String name : names) {
        if (store.get(Kinds.UI_RESOURCE, name).isEmpty()) {
          throw new Payloads.Bad("no manifest found with name '" + name + "'");
        }
      }
      int mode = number(body, "trigger_mode");
      if (mode < 0 || mode >= TriggerMode.values().length) {
        throw new Payloads.Bad("invalid trigger mode: " + mode);
      }
      controls.triggerModes().override(names, TriggerMode.values()[mode]);
      return Response.of(200);
    } catch (Payloads.Bad e) {
      return bad(e);
    }
  }

  Response setTiltfileArgs(Request request) {
    try {
      controls.tiltfileArgs().set(Payloads.strings(request));
      return Response.of(200);
    } catch (Payloads.Bad e) {
      return bad(e);
    }
  }

  /** Accepted and forgotten: nothing is ever sent anywhere. */
  Response analytics(Request request) {
    Optional<Response> refused = onlyPost(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      for (Json event : Payloads.array(request, "[]server.analyticsPayload")) {
        if (!event.stringAt("verb").orElse("").equals("incr")) {
          throw new Payloads.Bad("error parsing payloads: only incr verbs are supported");
        }
      }
      return Response.of(200);
    } catch (Payloads.Bad e) {
      return bad(e);
    }
  }

  /** Accepted and forgotten, whatever the choice. */
  Response analyticsOpt(Request request) {
    Optional<Response> refused = onlyPost(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      String choice =
          Payloads.object(request, "server.analyticsOptPayload").stringAt("opt").orElse("");
      if (!List.of("opt-in", "opt-out", "default").contains(choice)) {
        throw new Payloads.Bad(
            "error parsing opt '" + choice + "': unknown analytics opt: " + Quoted.go(choice));
      }
      return Response.of(200);
    } catch (Payloads.Bad e) {
      return bad(e);
    }
  }

  private static List<String> names(JsonObject body) throws Payloads.Bad {
    List<String> out = new ArrayList<>();
    for (Json name : body.get("manifest_names").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
      out.add(
          name.asString()
              .orElseThrow(() ->
                  new Payloads.Bad(
                      "error parsing JSON payload: manifest_names: found "
                          + name.typeName()
                          + ", wanted a list of names")));
    }
    return out;
  }

  private static int number(JsonObject body, String member) throws Payloads.Bad {
    Json value = body.get(member).orElse(JsonNumber.of(0));
    long number =
        value instanceof JsonNumber n ? n.asLong().orElse(Long.MIN_VALUE) : Long.MIN_VALUE;
    if (number != (int) number) {
      throw new Payloads.Bad(
          "error parsing JSON payload: "
              + member
              + ": found "
              + value.compact()
              + ", wanted a whole number");
    }
    return (int) number;
  }

  private static Response bad(Payloads.Bad e) {
    return Response.text(e.status(), String.valueOf(e.getMessage()));
  }
}
