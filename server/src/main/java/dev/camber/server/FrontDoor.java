package dev.camber.server;

import dev.camber.server.http.Handler;
import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import dev.camber.server.rest.ApiServer;
import dev.camber.server.security.HostRule;
import dev.camber.server.security.OriginRule;
import dev.camber.server.security.PageHeaders;
import dev.camber.server.security.Secret;
import dev.camber.server.web.WebServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Lets requests in or not, and to where they belong. Every rule holds on every route: the name that
 * is called, the origin that calls, the token. No cookie is ever set or read, so nothing that a
 * browser sends by itself carries authority. Thread-safe.
 */
final class FrontDoor implements Handler {
  private static final String CROSS_ORIGIN = "cross-origin request forbidden";
  private static final String TOKEN_HEADER = "X-Tilt-Token";
  private static final String COOKIE = "Tilt-Token";

  private final Handler api;
  private final Handler web;
  private final HostRule hosts;
  private final Secret apiToken;
  private final List<Secret> webTokens;
  private final boolean pagesNeedToken;

  /**
   * @param pagesNeedToken whether the web server can be reached from other machines
   */
  FrontDoor(
      Handler api,
      Handler web,
      HostRule hosts,
      Secret apiToken,
      List<Secret> webTokens,
      boolean pagesNeedToken) {
    this.api = api;
    this.web = web;
    this.hosts = hosts;
    this.apiToken = apiToken;
    this.webTokens = List.copyOf(webTokens);
    this.pagesNeedToken = pagesNeedToken;
  }

  @Override
  public Response handle(Request request) {
    List<String> names = request.headers().all("Host");
    if (names.size() != 1 || !hosts.allows(names.getFirst())) {
      return Response.text(
          403,
          "forbidden host \""
              + printable(String.join(",", names))
              + "\": this session answers to "
              + String.join(", ", new TreeSet<>(hosts.names()))
              + "; start it with --host to use another name");
    }
    boolean upgrades = request.headers().has("Upgrade");
    boolean data = upgrades || WebServer.needsToken(request) || isApi(request);
    if (!OriginRule.allows(request, !request.isSafe() || upgrades)
        || data && OriginRule.isFromElsewhere(request)) {
      return Response.text(403, CROSS_ORIGIN);
    }
    return switch (request.door()) {
      case API -> isCommandLine(request) ? api.handle(request) : ApiServer.refuse(request);
      case SOCKET -> socket(request);
      case WEB -> web(request);
    };
  }

  private static boolean isApi(Request request) {
    return request.door() == Request.Door.API || ApiServer.owns(request.path());
  }

  private Response socket(Request request) {
    boolean ownedByApi = ApiServer.owns(request.path());
    if (isCommandLine(request)) {
      return ownedByApi ? api.handle(request) : web.handle(request);
    }
    return ownedByApi ? ApiServer.refuse(request) : tokenRefusal(request).orElse(forbidden());
  }

  private static Response forbidden() {
    return Response.text(403, "the socket wants the session's bearer token");
  }

  private Response web(Request request) {
    if (WebServer.needsToken(request)) {
      Optional<Response> refusal = tokenRefusal(request);
      return refusal.isPresent() ? refusal.get() : web.handle(request);
    }
    boolean isWebSocket = request.path().startsWith("/ws/"); // it has its own proof
    if (pagesNeedToken && !isWebSocket && !isSignedIn(request)) {
      return PageHeaders.on(
          Response.text(401, "this session wants its token: user \"camber\", password: the token")
              .with("WWW-Authenticate", "Basic realm=\"Camber\", charset=\"UTF-8\""));
    }
    return web.handle(request);
  }

  private Optional<Response> tokenRefusal(Request request) {
    Optional<String> given = request.headers().first(TOKEN_HEADER);
    if (given.isEmpty()) {
      // A cookie of this name opens nothing; who sends one is told that it was seen.
      boolean hasCookie = request.header("Cookie").contains(COOKIE + "=");
      return Optional.of(
          Response.text(403, (hasCookie ? "invalid" : "missing") + " session token"));
    }
    return isWebToken(given.get())
        ? Optional.empty()
        : Optional.of(Response.text(403, "invalid session token"));
  }

  private boolean isWebToken(String given) {
    boolean found = false;
    for (Secret token : webTokens) {
      found |= token.is(given);
    }
    return found;
  }

  private boolean isCommandLine(Request request) {
    String header = request.header("Authorization");
    return header.regionMatches(true, 0, "Bearer ", 0, 7)
        && apiToken.is(header.substring(7).strip());
  }

  /**
   * Pages of a server that others can reach: the token as password, which browsers keep for this
   * port alone (cookies go to every port of a host). It opens pages, never calls.
   */
  private boolean isSignedIn(Request request) {
    if (isWebToken(request.query().get("token"))) {
      return true;
    }
    String header = request.header("Authorization");
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return false;
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      return isWebToken(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String printable(String text) {
    String shown = text.length() > 100 ? text.substring(0, 100) : text;
    return shown.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
