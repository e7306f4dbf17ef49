package dev.camber.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.model.api.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session whose Tiltfile registers an extension without loading it. */
class ExtensionSessionTest {
  @TempDir Path directory;

  @Test
  void itsResourcesComeAndGoWithTheExtension() throws Exception {
    Path project = Files.createDirectories(directory.toRealPath().resolve("project"));
    Path greet = Files.createDirectories(project.resolve("exts/greet")).resolve("Tiltfile");
    Files.writeString(
        greet,
        """
        config.define_string('who')
        local_resource('hello', 'echo hello ' + config.parse()['who'])
        """);
    Path tiltfile = project.resolve("Tiltfile");
    String own = "local_resource('own', 'echo own')\n";
    Files.writeString(
        tiltfile,
        own
            + "v1alpha1.extension_repo(name='mine', url='file://' + os.getcwd() + '/exts')\n"
            + "v1alpha1.extension(name='greet', repo_name='mine', repo_path='greet',"
            + " args=['--who=world'])\n");
    try (TestSession session =
        new TestSession(directory, SessionSettings.up(tiltfile, project, List.of()))) {
      session.engine.start();
      eventually(() -> session.console().contains("hello │ hello world\n"));
      assertThat(session.engine.store().get(Kinds.UI_RESOURCE, "hello").orElseThrow().metadata())
          .satisfies(m -> assertThat(m.labels()).containsKey("extension.greet"));
      assertThat(session.engine.store().get(Kinds.UI_BUTTON, "greet-stopbuild")).isPresent();

      Files.writeString(greet, Files.readString(greet).replace("hello '", "bye '"));
      eventually(() -> session.console().contains("hello │ bye world\n"));

      Files.writeString(tiltfile, own);
      eventually(() -> session.engine.store().get(Kinds.UI_RESOURCE, "hello").isEmpty());
      assertThat(session.engine.store().get(Kinds.TILTFILE, "greet")).isEmpty();
    }
  }

  @Test
  void ciWaitsForWhatExtensionsBring() throws Exception {
    assertThat(ci("local_resource('slow', 'sleep 0.3; exit 3')\n", "greet"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.error()).contains("exit status 3"));
    assertThat(ci("local_resource('quick', 'true')\n", "greet"))
        .isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void ciFailsWithAnExtensionThatIsNotThere() throws Exception {
    assertThat(ci("", "absent"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.error())
                    .startsWith("extension greet: no extension tiltfile found at "));
    assertThat(ci("fail('no tools here')\n", "greet"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.error()).contains("extension greet: ", "no tools here"));
  }

  /** How a ci session ends whose one extension is this file. */
  private Outcome ci(String extension, String path) throws Exception {
    Path project = Files.createDirectories(directory.toRealPath().resolve("ci"));
    Files.writeString(
        Files.createDirectories(project.resolve("exts/greet")).resolve("Tiltfile"), extension);
    Path tiltfile =
        Files.writeString(
            project.resolve("Tiltfile"),
            "local_resource('own', 'true')\n"
                + "v1alpha1.extension_repo(name='mine', url='file://' + os.getcwd() + '/exts')\n"
                + "v1alpha1.extension(name='greet', repo_name='mine', repo_path='"
                + path
                + "')\n");
    SessionSettings settings =
        SessionSettings.ci(tiltfile, project, List.of(), Duration.ofMinutes(1));
    try (TestSession session = new TestSession(directory, settings)) {
      session.engine.start();
      return session.engine.await();
    }
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(30)).until(condition);
  }
}
