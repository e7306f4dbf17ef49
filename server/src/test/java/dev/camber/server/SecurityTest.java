package dev.camber.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.server.Wire.Answer;
import dev.camber.server.jetty.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page of another site, or another program on this machine, tries against a session. */
final class SecurityTest {
  private static final List<String> ROUTES =
      List.of(
          "/",
          "/index.html",
          "/r/web/overview",
          "/static/app.js",
          "/favicon.ico",
          "/manifest.json",
          "/api/view",
          "/api/websocket_token",
          "/api/snapshot/x",
          "/api/nosuch",
          "/ws/view",
          "/proxy/apis/tilt.dev/v1alpha1/uibuttons",
          "/debug/pprof/",
          "/healthz",
          "/nosuch");
  private static final List<String> CHANGING = List.of("POST", "PUT", "PATCH", "DELETE");

  @TempDir Path directory;
  private TestSession session;

  @BeforeEach
  void start() throws IOException {
    session = TestSession.start(directory);
  }

  @AfterEach
  void end() {
    session.close();
  }

  private Answer ask(String method, String path, String body, String... headers)
      throws IOException {
    try (Wire wire = Wire.tcp(session.webPort())) {
      return wire.ask(method, path, body, headers);
    }
  }

  /** Sends bytes as they are; all that is answered until the connection ends. */
  private String raw(String text) throws IOException {
    try (Wire wire = Wire.tcp(session.webPort())) {
      wire.out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      wire.out.flush();
      return new String(wire.in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private String token() throws IOException {
    return "X-Tilt-Token: " + session.webToken();
  }

  @Test
  void aNameThatIsNotOursIsRefusedOnEveryRouteEvenWithTheToken() throws Exception {
    List<String> names =
        List.of(
            "evil.example",
            "evil.example:" + session.webPort(),
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "0.0.0.0",
            "192.168.0.1");
    for (String route : ROUTES) {
      for (String name : names) {
        Answer answer = ask("GET", route, "", "Host: " + name, token());
        assertThat(answer.status()).as(route + " as " + name).isEqualTo(403);
        assertThat(answer.body()).startsWith("forbidden host").doesNotContain(session.webToken());
      }
    }
  }

  @Test
  void aRequestHasOneHostAndItIsTheOneThatIsAsked() throws Exception {
    assertThat(raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(raw("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(
            raw(
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n"
                    + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(
            raw(
                "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .matches("(?s)HTTP/1.1 40[03] .*")
        .doesNotContain(session.webToken());
    assertThat(raw("GET / HTTP/1.1\r\nHost: user@localhost\r\nConnection: close\r\n\r\n"))
        .matches("(?s)HTTP/1.1 40[03] .*");
  }

  @Test
  void aForeignPageChangesNothing() throws Exception {
    String port = ":" + session.webPort();
    List<String> origins =
        List.of(
            "http://evil.example",
            "null",
            "file://",
            "http://localhost:1",
            "http://localhost",
            "http://127.0.0.1" + port,
            "http://localhost" + port + ".evil.example",
            "http://localhost" + port + "@evil.example",
            "");
    for (String method : CHANGING) {
      for (String route : ROUTES) {
        for (String origin : origins) {
          Answer answer =
              ask(method, route, "{}", "Host: localhost" + port, "Origin: " + origin, token());
          assertThat(answer.status()).as(method + " " + route + " from " + origin).isEqualTo(403);
        }
      }
    }
    Answer two =
        ask(
            "POST",
            "/api/trigger",
            "{}",
            "Host: localhost" + port,
            "Origin: http://localhost" + port,
            "Origin: http://evil.example",
            token());
    assertThat(two.status()).isEqualTo(403);
    assertThat(session.asked).isEmpty();
  }

  @Test
  void whereABrowserWouldSayWhereItComesFromItHasTo() throws Exception {
    for (String method : CHANGING) {
      Answer silent = ask(method, "/api/trigger", "{}", "Sec-Fetch-Mode: cors", token());
      assertThat(silent.status()).as(method).isEqualTo(403);
    }
    for (String site : List.of("cross-site", "same-site")) {
      Answer read = ask("GET", "/api/view", "", "Sec-Fetch-Site: " + site, token());
      assertThat(read.status()).as(site).isEqualTo(403);
    }
    assertThat(ask("GET", "/api/view", "", "Sec-Fetch-Site: same-origin", token()).status())
        .isEqualTo(200);
    assertThat(ask("GET", "/", "", "Sec-Fetch-Site: cross-site").status())
        .as("a link to the page")
        .isEqualTo(200);
  }

  @Test
  void aWebSocketOpensForThePageAlone() throws Exception {
    String csrf = ask("GET", "/api/websocket_token", "", token()).body();
    String host = "localhost:" + session.webPort();
    for (String path : List.of("/ws/view", "/ws/page", "/ws/exec")) {
      assertThat(upgrade(path, csrf, host, "Origin: http://evil.example")).isEqualTo(403);
      assertThat(upgrade(path, csrf, host, "Origin: http://localhost:1")).isEqualTo(403);
      assertThat(upgrade(path, csrf, host, "Origin: null")).isEqualTo(403);
      assertThat(upgrade(path, csrf, host, "Sec-Fetch-Mode: websocket")).isEqualTo(403);
      assertThat(upgrade(path, csrf, "evil.example", "Origin: http://evil.example")).isEqualTo(403);
      assertThat(upgrade(path, "wrong", host, "Origin: http://" + host)).isEqualTo(403);
      assertThat(upgrade(path, "", host, "Origin: http://" + host)).isEqualTo(403);
      assertThat(upgrade(path, session.webToken(), host, "Origin: http://" + host)).isEqualTo(403);
      assertThat(upgrade(path, csrf, host, "Origin: http://" + host)).isEqualTo(101);
    }
  }

  private int upgrade(String path, String csrf, String host, String header) throws IOException {
    return ask(
            "GET",
            path + "?resource=web&csrf=" + csrf,
            "",
            "Host: " + host,
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            header)
        .status();
  }

  @Test
  void noCookieIsSetAndNoneOpensAnything() throws Exception {
    String value = session.webToken();
    for (String route : ROUTES) {
      assertThat(ask("GET", route, "", token()).header("Set-Cookie")).as(route).isEmpty();
    }
    for (String name : List.of("Tilt-Token", "X-Tilt-Token", "camber-token")) {
      assertThat(ask("GET", "/api/view", "", "Cookie: " + name + "=" + value).status())
          .isEqualTo(403);
    }
  }

  @Test
  void callsWantTheTokenInItsHeader() throws Exception {
    for (String route : List.of("/api/view", "/api/nosuch", "/proxy/apis", "/proxy")) {
      assertThat(ask("GET", route, "").status()).as(route).isEqualTo(403);
      for (String given : List.of("", "wrong", session.webToken() + "x", session.file.apiToken())) {
        assertThat(ask("GET", route, "", "X-Tilt-Token: " + given).status()).isEqualTo(403);
      }
      assertThat(ask("GET", route + "?token=" + session.webToken(), "").status()).isEqualTo(403);
      assertThat(ask("GET", route, "", "Authorization: Bearer " + session.webToken()).status())
          .isEqualTo(403);
    }
    // Other ways to write the path lead to no call without the token either.
    for (String route :
        List.of(
            "/%61pi/view",
            "//api/view",
            "/./api/view",
            "/x/../api/view",
            "/API/view",
            "/api%2fview",
            "/api;x=y/view",
            "/%2e/api/view",
            "/x/%2e%2e/api/view")) {
      Answer answer = ask("GET", route, "");
      assertThat(answer.body()).as(route).doesNotContain("isComplete");
    }
    ask("POST", "/%61pi/set_tiltfile_args", "[]");
    assertThat(session.asked).isEmpty();
    assertThat(ask("GET", "/%70roxy/apis/tilt.dev/v1alpha1/uibuttons", "").status()).isEqualTo(403);
    try (Wire api = Wire.tls(session.apiPort())) {
      assertThat(api.ask("GET", "/apis", "").status()).isEqualTo(403);
      assertThat(api.ask("GET", "/apis", "", "Authorization: Bearer wrong").status())
          .isEqualTo(403);
      assertThat(
              api.ask("GET", "/apis", "", "Authorization: Bearer " + session.webToken()).status())
          .isEqualTo(403);
    }
  }

  @Test
  void noPathLeadsOutOfThePagesFiles() throws Exception {
    for (String path :
        List.of(
            "/static/../../etc/passwd",
            "/static/..%2f..%2fetc/passwd",
            "/static/%2e%2e/%2e%2e/etc/passwd",
            "/static/%2e%2e%2f%2e%2e%2fSessionServer.class",
            "/static/..%5c..%5cetc%5cpasswd",
            "/static/%252e%252e/etc/passwd",
            "/static/..;/..;/etc/passwd",
            "/static//etc/passwd",
            "/static/%00/etc/passwd",
            "/static/..%c0%af..%c0%afetc/passwd",
            "/static/file:%2f%2f%2fetc%2fpasswd",
            "/..%2fdev%2fcamber%2fserver%2fSessionServer.class",
            "/%2e%2e/dev/camber/server/SessionServer.class",
            "/META-INF/MANIFEST.MF")) {
      Answer answer = ask("GET", path, "");
      assertThat(answer.body()).as(path).doesNotContain("root:").doesNotContain("SessionServer");
      assertThat(answer.header("Content-Type")).as(path).doesNotContain("octet-stream");
    }
    assertThat(ask("GET", "/static/%ff", "").status()).isEqualTo(400);
    assertThat(ask("GET", "/static/%zz", "").status()).isEqualTo(400);
  }

  @Test
  void tooMuchIsRefused() throws Exception {
    // Announced: refused before any of it came.
    try (Wire wire = Wire.tcp(session.webPort())) {
      wire.send("POST", "/api/trigger", "", "Content-Length: 2097152", token());
      assertThat(wire.read().status()).isEqualTo(413);
    }
    // Not announced: refused when it is too much, perhaps while it is still being sent.
    try (Wire wire = Wire.tcp(session.webPort())) {
      wire.send("POST", "/api/trigger", "", "Transfer-Encoding: chunked", token());
      assertThat(statusOfEndless(wire)).isIn(413, 0);
    }
    assertThat(ask("GET", "/", "", "X-Long: " + "x".repeat(40_000)).status()).isEqualTo(431);
    assertThat(ask("GET", "/" + "x".repeat(40_000), "").status()).isEqualTo(414);
    assertThat(session.asked).isEmpty();
  }

  /** Sends one chunk after the other; the status of the answer, 0 if the connection broke first. */
  private static int statusOfEndless(Wire wire) {
    byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try {
      for (int sent = 0; sent < 512; sent++) { // two megabytes
        wire.out.write(chunk);
      }
      wire.out.flush();
      return wire.read().status();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void aRequestCannotBeHiddenInAnother() throws Exception {
    String hidden =
        "POST /api/trigger HTTP/1.1\r\nHost: localhost\r\n"
            + token()
            + "\r\nContent-Length: 27\r\n\r\n{\"manifest_names\":[\"web\"]}\r\n";
    for (String heads :
        List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: +5\r\n",
            "Content-Length: 0x5\r\n",
            "Content-Length: -1\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding : chunked\r\n",
            "X: y\r\n Transfer-Encoding: chunked\r\n")) {
      String answers =
          raw("POST / HTTP/1.1\r\nHost: localhost\r\n" + heads + "\r\n0\r\n\r\n" + hidden);
      assertThat(answers).as(heads).matches("(?s)HTTP/1.1 (400|501) .*");
      assertThat(answers.split("HTTP/1.1 ", -1)).as(heads).hasSize(2);
    }
    assertThat(session.asked).isEmpty();
  }

  @Test
  void beyondLoopbackEverythingIsEncryptedAndWantsTheToken() throws Exception {
    try (TestSession open =
        TestSession.start(directory.resolve("open"), "0.0.0.0", Limits.DEFAULT, 1_000)) {
      for (String route : ROUTES) {
        try (Wire wire = Wire.tls(open.webPort())) {
          Answer answer = wire.ask("GET", route, "");
          assertThat(answer.status()).as(route).isIn(400, 401, 403);
          assertThat(answer.body()).as(route).doesNotContain(open.webToken());
        }
      }
      String pair = "camber:" + open.webToken();
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      try (Wire wire = Wire.tls(open.webPort())) {
        assertThat(wire.ask("GET", "/", "", "Authorization: Basic " + basic).status())
            .isEqualTo(200);
        assertThat(wire.ask("GET", "/api/view", "", "Authorization: Basic " + basic).status())
            .isEqualTo(403);
      }
      try (Wire plain = Wire.tcp(open.webPort())) {
        assertThatThrownBy(() -> plain.ask("GET", "/", "")).isInstanceOf(IOException.class);
      }
    }
  }
}
