package dev.camber.server;

import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.ObjectStore;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Time;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.session.SessionFile;
import dev.camber.server.jetty.Listeners;
import dev.camber.server.rest.ApiServer;
import dev.camber.server.rest.ObjectTexts;
import dev.camber.server.security.HostRule;
import dev.camber.server.security.Secret;
import dev.camber.server.session.Certificate;
import dev.camber.server.session.PrivateFiles;
import dev.camber.server.session.Registry;
import dev.camber.server.session.Tokens;
import dev.camber.server.web.Controls;
import dev.camber.server.web.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one session: the web server, the API server and the Unix socket that answers like
 * both; and the files by which clients find them. {@link #start} and {@link #close} are called
 * once, by one thread.
 */
public final class SessionServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SessionServer.class.getName());

  /** Linux takes 108 bytes, macOS 104, each with a zero at the end. */
  private static final int LONGEST_SOCKET_PATH = 103;

  private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;

  private final ObjectStore store;
  private final LogStore log;
  private final Controls controls;
  private final Settings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final MicroTime startedAt;
  private @Nullable Listeners listeners;
  private @Nullable SessionFile file;
  private Registry.@Nullable Entry entry;
  private String address = "";
  private String webToken = "";

  /**
   * @param store all objects
   * @param log all log lines
   * @param controls what the page and the command line can ask for
   * @param random must be one that nobody can guess: tokens are made from it
   */
  public SessionServer(
      ObjectStore store,
      LogStore log,
      Controls controls,
      Settings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.store = store;
    this.log = log;
    this.controls = controls;
    this.settings = settings;
    this.clock = clock;
    this.startedAt = new MicroTime(clock.instant());
    this.random = random;
  }

  /**
   * Opens the servers, then writes the files.
   *
   * @return what was written for the command line
   * @throws IOException if a port or a file cannot be had; nothing stays open then
   */
  public SessionFile start() throws IOException {
    String instance = SessionFile.instanceOf(settings.port());
    boolean beyond = !HostRule.isLoopback(settings.host());
    Files.createDirectories(settings.state().path());
    PrivateFiles.directory(settings.state().sessions());
    String apiToken = Tokens.api(random);
    List<Secret> webTokens = webTokens();
    webToken = webTokens.getFirst().reveal();
    Certificate certificate =
        Certificate.kept(
            settings.certificates().resolve(instance),
            "session",
            certificateHosts(beyond),
            clock.instant(),
            random);
    Listeners.Tls tls = new Listeners.Tls(certificate.keyStore(), certificate.password());
    Listeners open =
        new Listeners(handler(new Secret(apiToken), webTokens, beyond), settings.limits());
    listeners = open;
    open.listenWeb(settings.host(), settings.port(), beyond ? Optional.of(tls) : Optional.empty());
    open.listenApi(tls);
    Path socket = socketPath(instance);
    open.listenSocket(socket);
    try {
      open.start();
      address = "127.0.0.1:" + open.apiPort();
      String scheme = beyond ? "https" : "http";
      SessionFile written =
          new SessionFile(
              instance,
              settings.pid(),
              settings.directory(),
              settings.tiltfile(),
              scheme + "://" + shownHost() + ":" + open.webPort(),
              "https://" + address,
              socket.toString(),
              apiToken,
              Optional.of(new Time(clock.instant())));
      file = written;
      entry = new Registry.Entry(instance, written.apiUrl(), certificate.pem(), apiToken);
      for (Path registry : settings.registries()) {
        new Registry(registry).add(entry);
      }
      PrivateFiles.write(settings.state().session(instance), written.toText());
      return written;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private FrontDoor handler(Secret apiToken, List<Secret> webTokens, boolean beyond) {
    ObjectTexts texts = new ObjectTexts();
    ApiServer api =
        new ApiServer(store, texts, clock, this::suffix, settings.version(), () -> address);
    WebServer web =
        new WebServer(
            store,
            log,
            texts,
            controls,
            api,
            clock,
            startedAt,
            webTokens.getFirst(),
            new Secret(Tokens.uuid(random)));
    return new FrontDoor(
        api,
        web,
        HostRule.listeningOn(settings.host(), settings.machineNames()),
        apiToken,
        webTokens,
        beyond);
  }

  /** The address of the page as a person types it; from other machines it wants the token. */
  public String webUrl() {
    SessionFile written = file;
    return written == null ? "" : written.webUrl();
  }

  /** What the page shows now: a snapshot, indented. Source: spec CLI and API, section 11.4. */
  public String snapshot() {
    ObjectTexts texts = new ObjectTexts();
    String text = WebServer.snapshot(store, log, texts, clock, startedAt);
    try {
      return Json.parse(text).pretty() + "\n";
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException("a snapshot that is no JSON", e);
    }
  }

  /** The token that pages beyond loopback ask for. */
  public String webToken() {
    return webToken;
  }

  private List<Secret> webTokens() throws IOException {
    List<Secret> out = new ArrayList<>();
    String own = Tokens.web(settings.state().token(), random);
    out.add(new Secret(own));
    for (Path other : settings.otherTokens()) {
      Path parent = other.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      out.add(new Secret(Tokens.web(other, random)));
    }
    return out;
  }

  private TreeSet<String> certificateHosts(boolean beyond) {
    TreeSet<String> hosts = new TreeSet<>(List.of("localhost", "127.0.0.1", "::1"));
    if (beyond) {
      hosts.addAll(settings.machineNames());
    }
    return hosts;
  }

  private String shownHost() {
    return switch (settings.host()) {
      case "0.0.0.0", "::", "" -> "127.0.0.1";
      default -> settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    };
  }

  private String suffix() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      out.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
    }
    return out.toString();
  }

  /** In the state directory, or, if that is too long a path, in the runtime directory. */
  private Path socketPath(String instance) throws IOException {
    String name = instance + "-" + settings.pid() + ".sock";
    Path here = settings.state().sessions().resolve(name).toAbsolutePath();
    if (fits(here)) {
      return here;
    }
    PrivateFiles.directory(settings.runtime());
    Path there = settings.runtime().resolve(name).toAbsolutePath();
    if (!fits(there)) {
      throw new IOException(
          "the path of the session's socket is too long: "
              + there
              + " has more than "
              + LONGEST_SOCKET_PATH
              + " bytes; set XDG_RUNTIME_DIR to a shorter directory");
    }
    return there;
  }

  private static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH;
  }

  /** Takes the files away, ends all connections and closes the ports. */
  @Override
  public void close() {
    removeFiles();
    Listeners open = listeners;
    if (open != null) {
      open.close();
      listeners = null;
    }
  }

  private void removeFiles() {
    SessionFile written = file;
    Registry.Entry own = entry;
    file = null;
    entry = null;
    try {
      if (own != null) {
        for (Path registry : settings.registries()) {
          new Registry(registry).remove(own);
        }
      }
      if (written != null) {
        Path path = settings.state().session(written.instance());
        if (Files.readString(path).equals(written.toText())) {
          Files.deleteIfExists(path);
        }
      }
    } catch (NoSuchFileException e) {
      // Somebody took it away already.
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the session's files stay behind", e);
    }
  }
}
