package dev.camber.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.api.LiveUpdateSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveUpdatePlanTest {
  private final LiveUpdatePlan.Files files =
      new LiveUpdatePlan.Files() {
        private final Set<Path> gone = Set.of(Path.of("/src/web/gone.js"));
        private final Set<Path> directories = Set.of(Path.of("/src/web"), Path.of("/src"));

        @Override
        public boolean exists(Path path) {
          return !gone.contains(path) && !path.toString().contains("missing");
        }

        @Override
        public boolean isDirectory(Path path) {
          return directories.contains(path);
        }
      };

  private static LiveUpdateSpec spec(
      List<LiveUpdateSpec.Sync> syncs, List<LiveUpdateSpec.Exec> execs, String... stops) {
    return new LiveUpdateSpec(
        "/src",
        List.of(),
        new LiveUpdateSpec.Selector(Optional.empty(), Optional.empty()),
        List.of(stops),
        syncs,
        execs,
        "",
        Optional.empty());
  }

  private static LiveUpdateSpec.Sync sync(String local, String container) {
    return new LiveUpdateSpec.Sync(local, container);
  }

  private static LiveUpdateSpec.Exec exec(String command, String... triggers) {
    return new LiveUpdateSpec.Exec(List.of("sh", "-c", command), List.of(triggers), false);
  }

  private LiveUpdatePlan ready(LiveUpdateSpec spec, String... paths) {
    LiveUpdatePlan.Verdict verdict = verdict(spec, paths);
    assertThat(verdict).isInstanceOf(LiveUpdatePlan.Ready.class);
    return ((LiveUpdatePlan.Ready) verdict).plan();
  }

  private LiveUpdatePlan.Verdict verdict(LiveUpdateSpec spec, String... paths) {
    return LiveUpdatePlan.of(spec, List.of(paths).stream().map(Path::of).toList(), files);
  }

  private static List<String> copies(LiveUpdatePlan plan) {
    return plan.copies().stream().map(m -> m.local() + " -> " + m.container()).toList();
  }

  @Test
  void aFileGoesWhereTheFirstMatchingSyncSays() {
    LiveUpdateSpec spec = spec(List.of(sync("web/js", "/app/js/"), sync("web", "/app")), List.of());
    assertThat(copies(ready(spec, "/src/web/js/a.js", "/src/web/index.html")))
        .containsExactly(
            "/src/web/js/a.js -> /app/js/a.js", "/src/web/index.html -> /app/index.html");
  }

  @Test
  void aSingleFileKeepsItsNameUnderATargetThatEndsInASlash() {
    LiveUpdateSpec spec =
        spec(List.of(sync("a.txt", "/app/"), sync("b.txt", "/app/c.txt")), List.of());
    assertThat(copies(ready(spec, "/src/a.txt", "/src/b.txt")))
        .containsExactly("/src/a.txt -> /app/a.txt", "/src/b.txt -> /app/c.txt");
  }

  @Test
  void aVanishedFileIsRemovedEvenIfItWasTheSyncsRoot() {
    LiveUpdatePlan plan = ready(spec(List.of(sync("web", "/app")), List.of()), "/src/web/gone.js");
    assertThat(plan.copies()).isEmpty();
    assertThat(plan.removals())
        .extracting(LiveUpdatePlan.Mapping::container)
        .containsExactly("/app/gone.js");
    LiveUpdatePlan root = ready(spec(List.of(sync("missing", "/app")), List.of()), "/src/missing");
    assertThat(root.removals())
        .extracting(LiveUpdatePlan.Mapping::container)
        .containsExactly("/app");
  }

  @Test
  void aFileThatNoSyncCoversNeedsABuild() {
    assertThat(verdict(spec(List.of(sync("web", "/app")), List.of()), "/src/web/a", "/src/api/b"))
        .isEqualTo(
            new LiveUpdatePlan.Stopped("Found file(s) not matching any sync (files: [api/b])"));
  }

  @Test
  void aStopFileNeedsABuildAndCoversWhatIsBelow() {
    LiveUpdateSpec spec = spec(List.of(sync(".", "/app")), List.of(), "deps");
    assertThat(verdict(spec, "/src/deps/lock"))
        .isEqualTo(new LiveUpdatePlan.Stopped("Detected change to stop file \"/src/deps/lock\""));
    assertThat(copies(ready(spec, "/src/depsy"))).containsExactly("/src/depsy -> /app/depsy");
  }

  @Test
  void commandsWithTriggersRunOnlyForTheirFiles() {
    LiveUpdateSpec spec =
        spec(
            List.of(sync(".", "/app")),
            List.of(exec("always"), exec("deps", "package.json"), exec("tree", "lib")));
    assertThat(ready(spec, "/src/a").execs()).containsExactly(exec("always"));
    assertThat(ready(spec, "/src/package.json", "/src/lib/x").execs()).hasSize(3);
  }

  @Test
  void anInitialSyncTakesEverySyncPathAndIgnoresStopFiles() {
    LiveUpdateSpec spec =
        spec(
            List.of(sync("web", "/app"), sync("missing", "/gone")),
            List.of(exec("deps", "package.json")),
            "web/stop");
    List<Path> missing = new ArrayList<>();
    LiveUpdatePlan plan = LiveUpdatePlan.initial(spec, files, missing);
    assertThat(copies(plan)).containsExactly("/src/web -> /app");
    assertThat(plan.execs()).hasSize(1);
    assertThat(missing).containsExactly(Path.of("/src/missing"));
  }
}
