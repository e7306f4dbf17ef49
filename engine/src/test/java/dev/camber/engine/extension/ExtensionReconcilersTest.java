package dev.camber.engine.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.log.LogLimits;
import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.host.process.HostProcesses;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ExtensionRepoSpec;
import dev.camber.model.api.ExtensionRepoStatus;
import dev.camber.model.api.ExtensionSpec;
import dev.camber.model.api.ExtensionStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.TiltfileSpec;
import dev.camber.tiltfile.KubeInfo;
import dev.camber.tiltfile.ProcessEnvironment;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.extension.RepoCheckouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extension objects and their repositories, with real directories and git, on a still clock. */
class ExtensionReconcilersTest {
  private static final String URL = "https://git.test/acme/tools";

  @TempDir Path directory;
  private final ManualLoop loop = new ManualLoop();
  private LogStore log;
  private Path repository;

  @BeforeEach
  void open() throws Exception {
    log = new LogStore(loop, loop, directory, LogLimits.DEFAULT);
    repository = directory.toRealPath().resolve("exts");
    Files.createDirectories(repository.resolve("greet"));
    Files.writeString(repository.resolve("greet/Tiltfile"), "print('hello')\n");
    Map<String, String> env = new HashMap<>(System.getenv());
    env.put("GIT_CONFIG_COUNT", "1");
    env.put("GIT_CONFIG_KEY_0", "url." + repository + ".insteadOf");
    env.put("GIT_CONFIG_VALUE_0", URL);
    RepoCheckouts checkouts =
        new RepoCheckouts(
            new Surroundings(
                directory,
                new ProcessEnvironment(env),
                HostProcesses.create(),
                KubeInfo.NONE,
                Clock.systemUTC(),
                directory.resolve("data"),
                directory,
                "localhost",
                10350,
                List.of(),
                Optional.empty(),
                Surroundings.COMPATIBLE_VERSION));
    loop.start(
        new ExtensionRepoReconciler(loop.store, log, checkouts, loop),
        new ExtensionReconciler(loop.store, log));
  }

  @AfterEach
  void close() throws Exception {
    log.close();
  }

  private void repo(String url, String subpath) throws Exception {
    loop.store.create(
        Kinds.EXTENSION_REPO.object(
            ObjectMeta.named("mine"), new ExtensionRepoSpec(url, "", "", subpath)));
    loop.settle();
  }

  private void extension(String path, Map<String, String> annotations) throws Exception {
    loop.store.create(
        Kinds.EXTENSION.object(
            ObjectMeta.named("greet").withAnnotations(annotations),
            new ExtensionSpec("mine", path, List.of("--loud"))));
    loop.settle();
  }

  private ExtensionRepoStatus repoStatus() {
    return loop.store.get(Kinds.EXTENSION_REPO, "mine").orElseThrow().status();
  }

  private ExtensionStatus status() {
    return loop.store.get(Kinds.EXTENSION, "greet").orElseThrow().status();
  }

  private String logged() {
    return log.read(0).segments().stream().map(LogSegment::text).collect(Collectors.joining());
  }

  private void git(String... arguments) throws Exception {
    List<String> argv = new java.util.ArrayList<>(List.of("git", "-c", "user.name=test"));
    argv.addAll(List.of("-c", "user.email=test@example.com"));
    argv.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(argv).directory(repository.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void anExtensionThatNobodyLoadsRunsAsATiltfileOfItsOwn() throws Exception {
    extension("greet", Map.of());
    assertThat(status()).isEqualTo(new ExtensionStatus("extension repo not found: mine", ""));
    repo("file://" + repository, "");

    assertThat(repoStatus().path()).isEqualTo(repository.toString());
    assertThat(repoStatus().lastFetchedAt()).isPresent();
    String file = repository.resolve("greet/Tiltfile").toString();
    assertThat(status()).isEqualTo(new ExtensionStatus("", file));
    TiltfileSpec tiltfile = loop.store.get(Kinds.TILTFILE, "greet").orElseThrow().spec();
    assertThat(tiltfile.path()).isEqualTo(file);
    assertThat(tiltfile.args()).containsExactly("--loud");
    assertThat(tiltfile.labels()).isEqualTo(Map.of("extension.greet", "extension.greet"));
    assertThat(logged()).isEmpty();

    loop.store.delete(Kinds.EXTENSION, "greet");
    loop.settle();
    assertThat(loop.store.get(Kinds.TILTFILE, "greet")).isEmpty();
  }

  @Test
  void anExtensionThatATiltfileLoadsIsOnlyLookedUp() throws Exception {
    repo("file://" + repository, "");
    extension("greet", Map.of(Annotations.MANAGED_BY, "tiltfile.loader"));

    assertThat(status().path()).endsWith("greet/Tiltfile");
    assertThat(loop.store.get(Kinds.TILTFILE, "greet")).isEmpty();
  }

  @Test
  void pathsStayInTheirRepository() throws Exception {
    repo("file://" + directory.toRealPath(), "exts");
    extension("../../greet", Map.of());
    assertThat(status().error()).isEqualTo("invalid repo path: ../../greet");
    loop.store.edit(
        Kinds.EXTENSION,
        "greet",
        old -> old.withSpec(new ExtensionSpec("mine", "absent", List.of())));
    loop.settle();
    assertThat(status().error())
        .isEqualTo("no extension tiltfile found at " + repository.resolve("absent/Tiltfile"));
    assertThat(logged())
        .contains("extension greet: invalid repo path: ../../greet\n")
        .contains("extension greet: no extension tiltfile found at ");
  }

  @Test
  void aDirectoryThatIsNotThereIsSaidOnce() throws Exception {
    repo("file:///no/such/exts", "");
    assertThat(repoStatus().error())
        .isEqualTo("loading: stat /no/such/exts: no such file or directory");
    loop.advance(Duration.ofMinutes(5));
    assertThat(logged())
        .containsOnlyOnce("extensionrepo mine: loading: stat /no/such/exts: no such file");
  }

  @Test
  void aDownloadThatFailsIsTriedAgainLaterEachTime() throws Exception {
    repo(URL, "");
    assertThat(repoStatus().error())
        .startsWith("download error: waiting 5s before retrying. Original error: git clone: ");
    loop.advance(Duration.ofSeconds(5));
    assertThat(repoStatus().error()).startsWith("download error: waiting 10s before retrying.");

    git("init", "--quiet", "--initial-branch=main");
    git("add", "-A");
    git("commit", "--quiet", "-m", "first");
    loop.advance(Duration.ofSeconds(9));
    assertThat(repoStatus().path()).isEmpty();
    loop.advance(Duration.ofSeconds(1));
    assertThat(repoStatus().error()).isEmpty();
    assertThat(repoStatus().checkoutRef()).matches("[0-9a-f]{40}");
    assertThat(Path.of(repoStatus().path()).resolve("greet/Tiltfile")).exists();
    loop.store.delete(Kinds.EXTENSION_REPO, "mine");
    loop.settle();
    assertThat(directory.resolve("data/tilt_modules/git.test/acme/tools/greet/Tiltfile"))
        .as("the copy stays for a session without a network")
        .exists();
  }
}
