package dev.camber.client;

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
import java.util.Map;
import java.util.Optional;

/** The running session that the connect flags name. Source: spec CLI and API, section 7. */
final class Session {
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
    int port = (int) flags.integer("port");
    String host = flags.string("host");
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
    boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    return new Session(local ? file : Optional.empty(), host, port, instance, surroundings);
  }

  /** The API server, by its own token. */
  Http api() throws Refused {
    SessionFile session =
        file.orElseThrow(() -> Refused.error("No tilt apiserver found: " + instance));
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

  Surroundings surroundings() {
    return surroundings;
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
