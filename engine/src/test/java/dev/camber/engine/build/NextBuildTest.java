package dev.camber.engine.build;

import static dev.camber.engine.build.Views.kubernetes;
import static dev.camber.engine.build.Views.local;
import static dev.camber.engine.build.Views.parallel;
import static dev.camber.engine.build.Views.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.manifest.TriggerMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of spec engine, section 1.10: what is chosen and why others wait. */
class NextBuildTest {
  private static final ResourceView.Live HANDLED = ResourceView.Live.HANDLED;
  private static final ResourceView.Live COMING = ResourceView.Live.WAITING_FOR_CONTAINER;

  /**
   * One row: resources in the order of definition; what is next, and holds as {@code
   * name=reason[on]}.
   */
  record Row(String rule, String next, List<String> holds, List<Views> resources) {
    @Override
    public String toString() {
      return rule;
    }
  }

  private static Row row(String rule, String next, List<String> holds, Views... resources) {
    return new Row(rule, next, holds, List.of(resources));
  }

  private static Row row(String rule, String next, Views... resources) {
    return row(rule, next, List.of(), resources);
  }

  static Stream<Row> rows() {
    return Stream.of(
        row("nothing to do", "", local("a").built()),
        row("first builds in the order of definition", "a", local("a"), local("b")),
        row("local resources first", "b", kubernetes("a"), local("b")),
        row(
            "then uncategorized",
            "uncategorized",
            kubernetes("web", "img"),
            kubernetes("db"),
            kubernetes("uncategorized")),
        row(
            "what needs no image before what does",
            "db",
            kubernetes("web", "img"),
            kubernetes("db")),
        row(
            "no first build without auto_init",
            "",
            local("a").mode(TriggerMode.MANUAL),
            local("b").mode(TriggerMode.AUTO_AFTER_INITIAL)),
        row(
            "manual after initial does begin",
            "a",
            local("a").mode(TriggerMode.MANUAL_AFTER_INITIAL)),
        row(
            "a change does not start a manual resource",
            "",
            local("a").built().mode(TriggerMode.MANUAL_AFTER_INITIAL).changed(1)),
        row(
            "a trigger starts a manual resource that never ran",
            "a",
            local("a").mode(TriggerMode.MANUAL).triggered()),
        row(
            "a change starts a resource without auto_init",
            "a",
            local("a").mode(TriggerMode.AUTO_AFTER_INITIAL).changed(1)),
        row(
            "the oldest change first",
            "b",
            local("a").built().changed(5),
            local("b").built().changed(3)),
        row(
            "a trigger before a change",
            "b",
            local("a").built().changed(1),
            local("b").built().triggered()),
        row("a failed build is not tried again by itself", "", local("a").failed()),
        row("a changed definition is a change", "a", local("a").built().configChanged(1)),
        row(
            "a changed dependency is a change",
            "a",
            kubernetes("a", "img").built().dependencyChanged()),
        row("a disabled resource is no candidate", "b", local("a").disable("Disabled"), local("b")),
        row(
            "nothing begins while somebody's state is unknown",
            "",
            List.of("a=tiltfile-reload", "b=tiltfile-reload"),
            local("a").disable(""),
            local("b")),
        row("an unreadable state counts as enabled", "a", local("a").disable("Error")),
        row(
            "a local command alone holds all others",
            "",
            List.of("b=waiting-for-local[a]", "c=waiting-for-local[a]"),
            local("a").building(),
            parallel("b"),
            kubernetes("c")),
        row(
            "a parallel command holds nobody but those that want to be alone",
            "c",
            List.of("b=is-unparallelizable-local[a]"),
            parallel("a").building(),
            local("b"),
            parallel("c")),
        row(
            "a server without update command runs beside others",
            "b",
            parallel("a").building(),
            server("b")),
        row(
            "uncategorized holds other deployments",
            "job",
            List.of("web=waiting-for-uncategorized[uncategorized]"),
            kubernetes("uncategorized").building(),
            kubernetes("web"),
            parallel("job")),
        row(
            "a shared image is built once",
            "",
            List.of("b=building-component[img]"),
            kubernetes("a", "img").building(),
            kubernetes("b", "img")),
        row(
            "a shared image that is built is reused",
            "b",
            kubernetes("a", "img").built().building(),
            kubernetes("b", "img").built().changed(1)),
        row(
            "an image of its own does not wait",
            "b",
            kubernetes("a", "img").building(),
            kubernetes("b", "other")),
        row("what is building is not held", "", parallel("a").built().changed(3).building()),
        row(
            "the first build waits for what it depends on",
            "",
            List.of("b=waiting-for-dep[a]"),
            local("a").failed(),
            local("b").dependsOn("a")),
        row("once ready is enough", "b", local("a").failed().ready(), local("b").dependsOn("a")),
        row(
            "later builds do not wait for dependencies",
            "b",
            local("a").failed(),
            local("b").dependsOn("a").built().changed(1)),
        row("unknown dependencies are no reason to wait", "b", local("b").dependsOn("nosuch")),
        row(
            "a trigger waits for dependencies too",
            "",
            List.of("b=waiting-for-dep[a]"),
            local("a").failed(),
            local("b").mode(TriggerMode.MANUAL).dependsOn("a").triggered()),
        row(
            "no deployment without a cluster",
            "job",
            List.of("web=waiting-for-cluster[default]"),
            kubernetes("web").withoutCluster(),
            local("job").built().changed(9)),
        row(
            "live update takes changed files",
            "",
            List.of("a=reconciling"),
            kubernetes("a", "img").built().imageChanged("img", 1).live(HANDLED)),
        row(
            "live update does not take a first build",
            "a",
            kubernetes("a", "img").imageChanged("img", 1).live(HANDLED)),
        row(
            "live update does not take a trigger of an automatic resource",
            "a",
            kubernetes("a", "img").built().imageChanged("img", 1).live(HANDLED).triggered()),
        row(
            "live update takes the trigger of a manual resource",
            "",
            List.of("a=reconciling"),
            kubernetes("a", "img")
                .built()
                .mode(TriggerMode.MANUAL_AFTER_INITIAL)
                .imageChanged("img", 1)
                .live(HANDLED)
                .triggered()),
        row(
            "live update does not take a changed definition",
            "a",
            kubernetes("a", "img").built().imageChanged("img", 1).configChanged(1).live(HANDLED)),
        row(
            "live update does not take files of the deployment itself",
            "a",
            kubernetes("a", "img").built().imageChanged("img", 1).changed(2).live(HANDLED)),
        row(
            "a container that comes up is waited for",
            "",
            List.of("a=waiting-for-deploy"),
            kubernetes("a", "img").built().imageChanged("img", 1).live(COMING)),
        row(
            "a pod in error is not waited for",
            "a",
            kubernetes("a", "img").built().imageChanged("img", 1).live(COMING).runtime("error")),
        row(
            "a container is not waited for after a failed build",
            "a",
            kubernetes("a", "img").failed().imageChanged("img", 1).live(COMING)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void chooses(Row row) {
    Decision decision = NextBuild.decide(graph(row.resources(), List.of(), 3));
    assertThat(decision.next().map(Decision.Next::resource).orElse("")).isEqualTo(row.next());
    assertThat(holds(decision)).isEqualTo(row.holds());
  }

  private static GraphView graph(List<Views> resources, List<String> tiltfiles, int maxParallel) {
    List<ResourceView> views = resources.stream().map(Views::view).toList();
    return new GraphView(
        views,
        tiltfiles,
        views.stream().filter(v -> v.trigger().isPresent()).map(ResourceView::name).toList(),
        maxParallel);
  }

  private static List<String> holds(Decision decision) {
    List<String> out = new ArrayList<>();
    new TreeMap<>(decision.holds())
        .forEach((name, hold) ->
            out.add(
                name
                    + "="
                    + hold.reason().wireValue()
                    + (hold.on().isEmpty()
                        ? ""
                        : hold.on().stream().map(Hold.On::name).toList().toString())));
    return out;
  }

  @Test
  void nothingBeginsWhileATiltfileIsPending() {
    Decision decision =
        NextBuild.decide(
            graph(
                List.of(local("a"), local("b").built(), local("c").built().changed(1)),
                List.of("(Tiltfile)"),
                3));
    assertThat(decision.next()).isEmpty();
    assertThat(holds(decision))
        .containsExactly("a=tiltfile-reload[(Tiltfile)]", "c=tiltfile-reload[(Tiltfile)]");
  }

  @Test
  void slotsLimitWhatBeginsAndLiveUpdatesTakeOne() {
    List<Views> resources =
        List.of(
            kubernetes("a", "i").built().building(BuildSource.LIVE_UPDATE),
            parallel("b").building(),
            parallel("c"));
    assertThat(NextBuild.decide(graph(resources, List.of(), 2)).next()).isEmpty();
    assertThat(NextBuild.decide(graph(resources, List.of(), 3)).next()).isPresent();
  }

  @Test
  void theTriggerQueueIsServedInItsOrder() {
    List<ResourceView> views =
        List.of(local("a").built().triggered().view(), local("b").built().triggered().view());
    Decision decision = NextBuild.decide(new GraphView(views, List.of(), List.of("b", "a"), 3));
    assertThat(decision.next().orElseThrow().resource()).isEqualTo("b");
  }

  @Test
  void aTriggerForcesWhatHasNothingForLiveUpdateToDo() {
    assertThat(forced(kubernetes("a", "i").built().triggered())).isTrue();
    assertThat(forced(kubernetes("a", "i").built().imageChanged("i", 1).triggered())).isTrue();
    TriggerMode manual = TriggerMode.MANUAL_AFTER_INITIAL;
    assertThat(forced(kubernetes("a", "i").built().mode(manual).imageChanged("i", 1).triggered()))
        .isFalse();
    assertThat(forced(kubernetes("a", "i").built().mode(manual).triggered())).isTrue();
    assertThat(forced(kubernetes("a", "i").mode(TriggerMode.MANUAL).triggered())).isFalse();
  }

  private static boolean forced(Views resource) {
    return NextBuild.decide(graph(List.of(resource), List.of(), 3)).next().orElseThrow().forced();
  }

  @Test
  void saysWhyInTheReferencesWords() {
    assertThat(local("a").triggered().changed(1).view().reason()).hasToString("CLI Trigger");
    assertThat(local("a").changed(1).view().reason()).hasToString("Initial Build");
    assertThat(local("a").built().changed(1).configChanged(2).view().reason())
        .hasToString("Changed Files | Config Changed");
    assertThat(new BuildReason(512)).hasToString("Dependency Updated");
  }

  @Test
  void theUpdateStatusFollowsItsRules() {
    assertThat(local("a").view().updateStatus()).isEqualTo("pending");
    assertThat(local("a").mode(TriggerMode.MANUAL).view().updateStatus()).isEqualTo("none");
    assertThat(local("a").building().view().updateStatus()).isEqualTo("in_progress");
    assertThat(local("a").built().view().updateStatus()).isEqualTo("ok");
    assertThat(local("a").failed().view().updateStatus()).isEqualTo("error");
    assertThat(local("a").failed().changed(1).view().updateStatus()).isEqualTo("pending");
    assertThat(server("a").built().view().updateStatus()).isEqualTo("not_applicable");
    assertThat(server("a").building().view().updateStatus()).isEqualTo("pending");
  }

  @Test
  void theHeaderShowsFiveFilesAtMost() {
    List<String> files = List.of("/p/a", "/p/b", "/p/c", "/p/d", "/p/e", "/q/f");
    Path directory = Path.of("/p");
    assertThat(BuildText.header(BuildReason.CHANGED_FILES, files, directory))
        .isEqualTo("6 Files Changed: [a b c d e ...]");
    assertThat(BuildText.header(BuildReason.CHANGED_FILES, List.of("/q/f"), directory))
        .isEqualTo("1 File Changed: [/q/f]");
    assertThat(BuildText.header(BuildReason.INIT, files, directory)).isEqualTo("Initial Build");
    assertThat(BuildText.header(BuildReason.TRIGGER_CLI, List.of(), directory))
        .isEqualTo("CLI Trigger");
  }
}
