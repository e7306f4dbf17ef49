package dev.camber.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.ResourceSpec;
import dev.camber.engine.build.ResourceState;
import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.SessionSpec;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.ShellCommand;
import dev.camber.model.manifest.TriggerMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SessionReconcilerTest {
  private final ManualLoop loop = new ManualLoop();

  private void session() throws Exception {
    loop.store.create(
        Kinds.SESSION.object(
            ObjectMeta.named(SessionReconciler.NAME),
            new SessionSpec("/Tiltfile", "manual", Optional.empty())));
  }

  private void resource(int number) throws Exception {
    String name = "local-" + number;
    LocalTarget local =
        new LocalTarget(
            name,
            new ShellCommand(List.of("true"), "/", List.of(), false),
            ShellCommand.NONE,
            List.of(),
            List.of(),
            false,
            List.of(),
            true,
            Optional.empty(),
            false);
    Manifest manifest =
        new Manifest(name, List.of(), local, TriggerMode.AUTO, List.of(), "", Map.of());
    loop.store.create(
        EngineKinds.RESOURCE
            .object(ObjectMeta.named(name), new ResourceSpec(manifest, number, "(Tiltfile)"))
            .withStatus(ResourceState.FRESH));
  }

  /** The targets of the session's status, its Tiltfile's included. */
  private int targets() {
    return loop.store
        .get(Kinds.SESSION, SessionReconciler.NAME)
        .map(s -> s.status().targets().size())
        .orElse(0);
  }

  private void start() {
    loop.start(new SessionReconciler(loop.store, 1, loop.instant()));
  }

  @Test
  void everyChangeOfFewResourcesIsSeenAtOnce() throws Exception {
    session();
    start();
    for (int i = 0; i < 20; i++) {
      resource(i);
      loop.settle();
      assertThat(targets()).isEqualTo(i + 2);
    }
  }

  @Test
  void changesOfManyResourcesAreLookedAtTogether() throws Exception {
    session();
    for (int i = 0; i < 300; i++) {
      resource(i);
    }
    start();
    assertThat(targets()).isEqualTo(301);

    resource(300);
    loop.settle();
    resource(301);
    loop.settle();
    assertThat(targets()).isEqualTo(301);
    loop.advance(Duration.ofMillis(99));
    assertThat(targets()).isEqualTo(301);

    loop.advance(Duration.ofMillis(1));
    assertThat(targets()).isEqualTo(303);

    // What it wrote is a change too and asks for one more look, which is the last.
    loop.advance(Duration.ofMillis(100));
    assertThat(loop.timers()).isZero();

    loop.advance(Duration.ofSeconds(1));
    resource(302);
    loop.settle();
    assertThat(targets()).isEqualTo(304);
  }
}
