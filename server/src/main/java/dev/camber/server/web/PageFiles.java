package dev.camber.server.web;

import dev.camber.server.http.Headers;
import dev.camber.server.http.Response;
import dev.camber.server.security.PageHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's files, from the class path. Thread-safe. Source: spec CLI and API, section 11.2: what
 * lies under {@code /static/} never changes, everything unknown is the page itself.
 */
final class PageFiles {
  private static final String ROOT = "/web/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final String FOREVER = "public, max-age=31536000";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("png", "image/png"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("woff2", "font/woff2"));

  private static final String NO_PAGE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Camber</title></head>
      <body><h1>Camber runs, but this build has no page</h1>
      <p>The page is built by <code>npm --prefix web run build</code> before the server is. Until
      then, the command line shows everything: <code>camber get uiresources</code>,
      <code>camber logs -f</code>.</p></body></html>
      """;

  private final Map<String, byte[]> loaded = new ConcurrentHashMap<>();

  /** A file below the page's root, or 404. */
  Response file(List<String> path) {
    Optional<byte[]> bytes = load(path);
    if (bytes.isEmpty()) {
      return Response.text(404, "404 page not found");
    }
    return new Response(
            200,
            Headers.of("Cache-Control", FOREVER, "Content-Type", typeOf(path.getLast())),
            new Response.Bytes(bytes.get()))
        .with("X-Content-Type-Options", "nosniff")
        .with("Cross-Origin-Resource-Policy", "same-origin");
  }

  /** Whether there is such a file. */
  boolean has(List<String> path) {
    return load(path).isPresent();
  }

  /**
   * The page.
   *
   * @param token what the page's calls must carry; empty for a page that shall not call
   */
  Response page(String token) {
    String html =
        load(List.of("index.html"))
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElse(NO_PAGE);
    if (!token.isEmpty()) {
      String meta = "<meta name=\"camber-token\" content=\"" + escaped(token) + "\">";
      html = html.replaceFirst("<head>", "<head>" + java.util.regex.Matcher.quoteReplacement(meta));
    }
    return PageHeaders.on(
        new Response(
            200,
            Headers.of(
                "Cache-Control", "no-store, max-age=0", "Content-Type", "text/html; charset=utf-8"),
            new Response.Bytes(html.getBytes(StandardCharsets.UTF_8))));
  }

  private Optional<byte[]> load(List<String> path) {
    // The names are checked before the class path sees them: it would follow "..".
    if (path.isEmpty() || !path.stream().allMatch(p -> NAME.matcher(p).matches())) {
      return Optional.empty();
    }
    String name = ROOT + String.join("/", path);
    byte[] known = loaded.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (!path.getLast().contains(".")) {
      return Optional.empty(); // a directory on the class path reads as a list of its files
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      loaded.put(name, bytes);
      return Optional.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String typeOf(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
