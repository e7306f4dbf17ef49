package dev.camber.server.web;

import dev.camber.engine.log.LogSlice;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.Selectors;
import dev.camber.model.UserError;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.cli.Suggestions;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.json.Json;
import dev.camber.model.text.Quoted;
import dev.camber.server.http.Handler;
import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import dev.camber.server.page.PageApi;
import dev.camber.server.rest.ObjectTexts;
import dev.camber.server.security.Secret;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Routes of the web server, for callers that the doors let in; what is below {@code /api} and
 * {@code /proxy} they have checked for the token. Thread-safe.
 */
public final class WebServer implements Handler {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int DEFAULT_PAGE = 1_000;
  private static final int LARGEST_PAGE = 10_000;

  private final ObjectStore store;
  private final LogStore log;
  private final ViewText view;
  private final Actions actions;
  private final Handler api;
  private final InstantSource clock;
  private final Secret webToken;
  private final Secret csrf;
  private final PageApi page;
  private final ExecApi exec;
  private final PageFiles files = new PageFiles();

  /**
   * @param api the API server, for {@code /proxy}
   * @param startedAt when the session began
   * @param webToken what the page's calls must carry
   * @param csrf what opens a WebSocket, new in every session
   */
  public WebServer(
      ObjectStore store,
      LogStore log,
      ObjectTexts texts,
      Controls controls,
      Handler api,
      InstantSource clock,
      MicroTime startedAt,
      Secret webToken,
      Secret csrf) {
    this.store = store;
    this.log = log;
    this.view = new ViewText(log, texts, startedAt);
    this.actions = new Actions(store, controls);
    this.api = api;
    this.clock = clock;
    this.page = new PageApi(store, log, startedAt, clock);
    this.exec = new ExecApi(controls.exec());
    this.webToken = webToken;
    this.csrf = csrf;
  }

  /**
   * Whether a request must carry the session's token. Looks at the decoded path, as the routes do:
   * {@code /%61pi} leads to the same place as {@code /api}.
   */
  public static boolean needsToken(Request request) {
    List<String> path = request.segments().orElse(List.of(""));
    return switch (path.getFirst()) {
      case "api" -> path.size() > 1;
      case "proxy" -> true;
      default -> false;
    };
  }

  @Override
  public Response handle(Request request) {
    Optional<List<String>> decoded = request.segments();
    if (decoded.isEmpty()) {
      return Response.text(400, "the path cannot be decoded");
    }
    Optional<String> cleaned = cleaned(request.path());
    if (cleaned.isPresent()) {
      return Response.of(301).with("Location", cleaned.get());
    }
    List<String> path = decoded.get();
    return switch (path.getFirst()) {
      case "api" -> api(request, path);
      case "ws" -> webSocket(request);
      case "proxy" -> proxy(request, path);
      case "debug" -> Response.text(404, "404 page not found");
      default -> page(request, path);
    };
  }

  /** The path without dot segments and double slashes, if it has any. */
  private static Optional<String> cleaned(String path) {
    List<String> out = new ArrayList<>();
    boolean dirty = path.contains("//");
    for (String piece : path.substring(1).split("/", -1)) {
      switch (piece) {
        case "." -> dirty = true;
        case ".." -> {
          dirty = true;
          if (!out.isEmpty()) {
            out.removeLast();
          }
        }
        default -> out.add(piece);
      }
    }
    out.removeIf(String::isEmpty);
    return dirty ? Optional.of("/" + String.join("/", out)) : Optional.empty();
  }

  private Response api(Request request, List<String> path) {
    String name = String.join("/", path.subList(1, path.size()));
    if (name.startsWith("snapshot/")) {
      return snapshot();
    }
    if (name.startsWith("page/")) {
      return page.handle(name.substring("page/".length()), request)
          .orElseGet(() -> Response.text(404, "404 page not found"));
    }
    return switch (name) {
      case "view" -> json(view.whole(store.snapshot()).text());
      case "websocket_token" ->
          Response.of(200, "text/plain", csrf.reveal().getBytes(StandardCharsets.UTF_8));
      case "dump/engine" -> actions.dump();
      case "trigger" -> actions.trigger(request);
      case "restart" -> actions.restart(request);
      case "override/trigger_mode" -> actions.overrideTriggerMode(request);
      case "analytics" -> actions.analytics(request);
      case "analytics_opt" -> actions.analyticsOpt(request);
      case "logs" -> logs(request);
      case "log" -> logPage(request);
      case "exec" -> exec.targets(request.query());
      case "set_tiltfile_args" ->
          request.method().equals("POST") ? actions.setTiltfileArgs(request) : page(request, path);
      default -> page(request, path);
    };
  }

  private static Response json(String text) {
    return Response.of(200, "application/json", (text + "\n").getBytes(StandardCharsets.UTF_8))
        .with("Transfer-Encoding", "chunked");
  }

  private Response snapshot() {
    return json(snapshot(view, store, clock));
  }

  private static String snapshot(ViewText view, ObjectStore store, InstantSource clock) {
    return "{\"view\":"
        + view.whole(store.snapshot()).text()
        + ",\"createdAt\":"
        + Json.of(new MicroTime(clock.instant()).toString()).compact()
        + "}";
  }

  /** What the page shows now, for a file. */
  public static String snapshot(
      ObjectStore store,
      LogStore log,
      ObjectTexts texts,
      InstantSource clock,
      MicroTime startedAt) {
    return snapshot(new ViewText(log, texts, startedAt), store, clock);
  }

  private Response webSocket(Request request) {
    boolean upgrades = request.header("Upgrade").equalsIgnoreCase("websocket");
    String path = request.path();
    boolean isOwn = path.equals("/ws/page");
    boolean isExec = path.equals("/ws/exec");
    if (!isOwn && !isExec && !path.equals("/ws/view")) {
      return Response.text(404, "404 page not found");
    }
    if (!upgrades) {
      return Response.text(400, "Bad Request: this address speaks WebSocket only");
    }
    boolean trusted = request.door() == Request.Door.SOCKET;
    if (!trusted && !csrf.is(request.query().get("csrf"))) {
      return Response.text(
          403,
          "Forbidden\nError upgrading websocket: websocket: request origin not allowed by"
              + " Upgrader.CheckOrigin");
    }
    if (isOwn) {
      return page.connect(request.query());
    }
    if (isExec) {
      return exec.connect(request.query());
    }
    return new Response(
        101,
        dev.camber.server.http.Headers.NONE,
        new Response.Socket(new ViewStream(store, log, view)));
  }

  /** The page's way to buttons. Source: spec CLI and API, section 11.2. */
  private Response proxy(Request request, List<String> path) {
    boolean buttons =
        request.path().startsWith("/proxy/") // what is handed on is cut from the path as sent
            && path.size() >= 5
            && path.get(1).equals("apis")
            && path.get(2).equals(Kinds.GROUP)
            && path.get(4).startsWith("uibuttons");
    if (!buttons) {
      return Response.text(403, "Forbidden");
    }
    return api.handle(request.withPath(request.path().substring("/proxy".length())));
  }

  private Response page(Request request, List<String> path) {
    String first = path.getFirst();
    if (first.equals("static") || first.equals("favicon.ico") || first.equals("manifest.json")) {
      return files.file(path);
    }
    if (!request.isSafe() || request.method().equals("HEAD")) {
      return files.page("").without("Cache-Control");
    }
    boolean isFile = path.size() == 1 && !first.equals("index.html") && files.has(path);
    return isFile ? files.file(path) : files.page(webToken.reveal());
  }

  private Response logs(Request request) {
    try {
      LogQuery query = LogQuery.of(request.query(), clock.instant(), this::labelled);
      Optional<String> unknown = unknown(query.filter().resources());
      if (unknown.isPresent()) {
        return Response.text(404, noSuch(unknown.get()));
      }
      return Response.live(query.json() ? "application/x-ndjson" : TEXT, new LogStream(log, query))
          .with("Cache-Control", "no-store")
          .with("X-Content-Type-Options", "nosniff");
    } catch (UserError e) {
      return Response.text(400, String.valueOf(e.getMessage()));
    }
  }

  private Set<String> labelled(String selector) throws UserError {
    Predicate<ObjectMeta> wanted = Selectors.labels(selector);
    Set<String> out = new TreeSet<>();
    store.list(Kinds.UI_RESOURCE).stream()
        .filter(o -> wanted.test(o.metadata()))
        .forEach(o -> out.add(o.name()));
    return out;
  }

  /** Names of resources that exist or have left lines. */
  private Set<String> known() {
    Set<String> out = new TreeSet<>(log.memoryByResource().keySet());
    store.list(Kinds.UI_RESOURCE).forEach(o -> out.add(o.name()));
    out.add("(Tiltfile)");
    out.remove("");
    return out;
  }

  private Optional<String> unknown(Set<String> names) {
    Set<String> known = known();
    return names.stream().filter(n -> !known.contains(n)).sorted().findFirst();
  }

  private String noSuch(String name) {
    List<String> near = Suggestions.near(name, known());
    return "no such resource "
        + Quoted.go(name)
        + (near.isEmpty() ? "" : "; did you mean " + Quoted.go(near.getFirst()) + "?");
  }

  private Response logPage(Request request) {
    List<String> resources = request.query().all("resource");
    long before = number(request, "before", log.end());
    int limit = (int) Math.max(1, Math.min(LARGEST_PAGE, number(request, "limit", DEFAULT_PAGE)));
    if (before < 0) {
      return Response.text(400, "before and limit are whole numbers that are not negative");
    }
    LogSlice slice =
        LogPages.before(
            log, name -> resources.isEmpty() || resources.contains(name), before, limit);
    return json(ViewText.logList(slice));
  }

  private static long number(Request request, String name, long otherwise) {
    String text = request.query().get(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }
}
