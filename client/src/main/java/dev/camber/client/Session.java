package dev.camber.client;

import dev.camber.model.cli.Commands;
import dev.camber.model.codec.CodecException;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.session.SessionFile;
import dev.camber.model.session.StateDirectory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running session that the connect flags name. Source: spec CLI and API, section 7. */
final class Session {
  /** The session on the default port. */
  static final String DEFAULT_INSTANCE = SessionFile.instanceOf(Commands.DEFAULT_PORT);

  private final Optional<SessionFile> file;
  private final String host;
  private final int port;
  private final String instance;
  private final Surroundings surroundings;

  private Session(
      Optional<SessionFile> file,
      String host,
      int port,
      String instance,
      Surroundings surroundings) {
    this.file = file;
    this.host = host;
    this.port = port;
    this.instance = instance;
    this.surroundings = surroundings;
  }

  static Session of(ParsedFlags flags, Surroundings surroundings) throws Refused {
    String host = flags.string("host");
    boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    if (local && !isPortSaid(flags, surroundings)) {
      Optional<SessionFile> here = ofDirectory(surroundings);
      if (here.isPresent()) {
        return new Session(
            here, host, SessionFiles.port(here.get()), here.get().instance(), surroundings);
      }
    }
    int port = port(flags);
    String instance = SessionFile.instanceOf(port);
    Path path = StateDirectory.of(surroundings.environment()).session(instance);
    Optional<SessionFile> file = Optional.empty();
    try {
      file = Optional.of(SessionFile.parse(Files.readString(path)));
    } catch (NoSuchFileException e) {
      // No session, or one on another machine: the caller decides.
    } catch (IOException | JsonSyntaxException | CodecException e) {
      throw Refused.error(
          "cannot read "
              + path
              + ": "
              + String.valueOf(e.getMessage())
              + "; remove the file if no session runs");
    }
    return new Session(local ? file : Optional.empty(), host, port, instance, surroundings);
  }

  private static boolean isPortSaid(ParsedFlags flags, Surroundings surroundings) {
    return flags.wasGiven("port")
        || StateDirectory.first(surroundings.environment(), "CAMBER_PORT", "TILT_PORT").isPresent();
  }

  private static int port(ParsedFlags flags) throws Refused {
    long port = flags.integer("port");
    if (port < 0 || port > 65_535) {
      throw Refused.error("--port: found " + port + ", wanted a number from 0 to 65535");
    }
    return (int) port;
  }

  private static Optional<SessionFile> ofDirectory(Surroundings surroundings) throws Refused {
    try {
      return SessionFiles.of(
          surroundings.directory(), SessionFiles.running(surroundings.environment()));
    } catch (IOException e) {
      throw Refused.error(
          "cannot read the files of running sessions: "
              + e.getMessage()
              + "; name a session with --port");
    }
  }

  /** No session runs where one was looked for. */
  private Refused none() {
    Refused refused = Refused.error("No tilt apiserver found: " + instance);
    List<SessionFile> others;
    try {
      others = SessionFiles.running(surroundings.environment());
    } catch (IOException e) {
      others = List.of();
    }
    String program = surroundings.programName();
    return refused.withHint(
        others.isEmpty()
            ? "No session runs on this machine: start one with `" + program + " up`."
            : others.size() == 1
                ? "One runs for "
                    + others.getFirst().tiltfile()
                    + ": reach it with `--port "
                    + SessionFiles.port(others.getFirst())
                    + "`, or from its directory."
                : "Others run: see them with `" + program + " sessions`.");
  }

  /** The API server, by its own token. */
  Http api() throws Refused {
    SessionFile session = file.orElseThrow(this::none);
    return Http.overSocket(
        session.socket(), Map.of("Authorization", "Bearer " + session.apiToken()));
  }

  /** The web server: by the session's socket, or by TCP when the session runs elsewhere. */
  Http web() throws Refused {
    if (file.isPresent()) {
      return api();
    }
    String token = "";
    Path tokenFile = StateDirectory.of(surroundings.environment()).token();
    try {
      token = Files.readString(tokenFile).strip();
    } catch (NoSuchFileException e) {
      // The server says that the token is missing.
    } catch (IOException e) {
      throw Refused.error("cannot read " + tokenFile + ": " + String.valueOf(e.getMessage()));
    }
    return Http.overTcp(host, port, Map.of("X-Tilt-Token", token));
  }

  /**
   * Makes sure that a session of another machine is one, before it is asked for something that only
   * Camber's know.
   */
  void requireWebServer() throws Refused, IOException {
    if (file.isPresent()) {
      return;
    }
    String path = "/api/websocket_token";
    try (Http.Answer answer = web().get(path)) {
      if (answer.status() != 200) {
        throw Refused.error(
            "fetching websocket token: request to "
                + webUrl(path)
                + " failed with status \""
                + answer.status()
                + " "
                + answer.reason()
                + "\"");
      }
    }
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** The address of the page for a browser on this machine. */
  String pageUrl() throws Refused {
    if (file.isPresent() && file.get().webUrl().isEmpty()) {
      throw Refused.error("this session has no page: it was started with --port 0");
    }
    if (file.isEmpty()) {
      try {
        web().get("/api/websocket_token").close();
      } catch (IOException e) {
        throw none();
      }
    }
    return file.map(f -> f.webUrl() + "/").orElseGet(() -> webUrl("/"));
  }

  String webUrl(String path) {
    return "http://" + host + ":" + port + path;
  }

  /**
   * Why a connection could not be made, in the words of Go's net package, which scripts look for.
   */
  String dialError(IOException e) {
    if (e instanceof UnknownHostException
        || String.valueOf(e.getMessage()).contains("unresolved")) {
      return "dial tcp: lookup " + host + ": no such host";
    }
    if (e instanceof ConnectException || e instanceof NoSuchFileException) {
      String address = host.equals("localhost") ? "127.0.0.1" : host;
      return "dial tcp " + address + ":" + port + ": connect: connection refused";
    }
    return String.valueOf(e.getMessage());
  }
}
