package dev.camber.image.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.image.engine.fake.InMemoryDockerEngine;
import dev.camber.model.EnvironmentError;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryDockerEngineTest extends DockerEngineContract {
  private final InMemoryDockerEngine engine = new InMemoryDockerEngine(InstantSource.system());

  @BeforeEach
  void setUp() {
    engine
        .builds()
        .fail(
            b -> b.dockerfile().contains("RUN exit 9"),
            "executor failed running [/bin/sh -c exit 9]: exit code: 9");
    engine
        .containers()
        .onExec((id, argv, input, output) ->
            argv.getLast().startsWith("exit ")
                ? Integer.parseInt(argv.getLast().substring("exit ".length()))
                : 0);
  }

  @Override
  DockerEngine engine() {
    return engine;
  }

  @Test
  void canBeOutOfReach() {
    engine.goAway();
    assertThatThrownBy(() -> engine.version(Duration.ofSeconds(1)))
        .isInstanceOf(EnvironmentError.class);
    engine.comeBack();
  }
}
