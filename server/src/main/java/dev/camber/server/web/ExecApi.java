package dev.camber.server.web;

import dev.camber.engine.exec.ExecRefused;
import dev.camber.engine.exec.ExecTarget;
import dev.camber.engine.exec.ResourceExec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.server.http.Headers;
import dev.camber.server.http.Query;
import dev.camber.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Commands and shells in containers, for callers that the doors let in. {@code GET /api/exec} lists
 * the containers of a resource; the WebSocket {@code /ws/exec} runs a command in one, see {@link
 * ExecConversation}. Thread-safe.
 */
final class ExecApi {
  private final ResourceExec exec;

  ExecApi(ResourceExec exec) {
    this.exec = exec;
  }

  /** {@code ?resource=R}: its containers, the one that is meant by default first. */
  Response targets(Query query) {
    try {
      List<Json> out =
          exec.targets(query.get("resource")).stream().<Json>map(ExecApi::json).toList();
      return answer(200, JsonObject.builder().put("containers", Json.array(out)).build());
    } catch (ExecRefused e) {
      return answer(
          e.reason() == ExecRefused.Reason.ClusterError ? 502 : 404,
          JsonObject.builder()
              .put("reason", e.reason().name())
              .put("message", String.valueOf(e.getMessage()))
              .put("hint", e.hint())
              .build());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Response.text(503, "the session ends");
    }
  }

  static JsonObject json(ExecTarget target) {
    return JsonObject.builder()
        .put("resource", target.resource())
        .put("cluster", target.cluster())
        .put("namespace", target.namespace())
        .put("pod", target.pod())
        .put("container", target.container())
        .put("image", target.image())
        .put("running", target.running())
        .put("state", target.state())
        .build();
  }

  private static Response answer(int status, JsonObject body) {
    return Response.of(status, "application/json", body.compact().getBytes(StandardCharsets.UTF_8))
        .with("Cache-Control", "no-store")
        .with("X-Content-Type-Options", "nosniff");
  }

  /**
   * Opens a conversation: {@code resource}, and {@code pod}, {@code container}, {@code command}
   * (once per word; none for a shell), {@code tty=true} with {@code columns} and {@code rows}.
   */
  Response connect(Query query) {
    if (query.get("resource").isEmpty()) {
      return Response.text(400, "resource is missing: /ws/exec?resource=NAME");
    }
    ExecConversation.Wish wish =
        new ExecConversation.Wish(
            query.get("resource"),
            query.get("pod"),
            query.get("container"),
            query.all("command"),
            query.isTrue("tty"),
            size(query, "columns", 80),
            size(query, "rows", 24));
    return new Response(101, Headers.NONE, new Response.Dialogue(new ExecConversation(exec, wish)));
  }

  private static int size(Query query, String name, int otherwise) {
    String text = query.get(name);
    return text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : otherwise;
  }
}
