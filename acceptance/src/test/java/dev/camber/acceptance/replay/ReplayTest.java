package dev.camber.acceptance.replay;

import static org.junit.jupiter.api.Assertions.fail;

import dev.camber.acceptance.replay.Scenario.Step;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays recorded sessions on the built program: each step is a test. {@code -Dcamber.replay=DIR}
 * names other scenarios than those beside the checkout, {@code -Dcamber.replay.only=A,B} or {@code
 * all} which of them, {@code -Dcamber.replay.out=DIR} a directory for what was found.
 */
class ReplayTest {
  private static final Path ROOT = Path.of(System.getProperty("camber.root"));
  private static final Path SCENARIOS =
      Path.of(
          System.getProperty(
              "camber.replay", System.getProperty("camber.shared") + "/golden/sessions"));

  /** Those whose list of differences has settled; the others run when they are named. */
  private static final List<String> ONLY =
      List.of(
          System.getProperty("camber.replay.only", "local-console,local-objects,http-api,http-web")
              .split(","));

  private static final Optional<Path> OUT =
      Optional.ofNullable(System.getProperty("camber.replay.out")).map(Path::of);
  private static final int STEP_MINUTES = 10;

  /** Scenarios wait more than they work, so some run at once. */
  private static final Semaphore PLACES =
      new Semaphore(Integer.getInteger("camber.replay.parallel", 3));

  @TestFactory
  Stream<DynamicContainer> withoutCluster() throws Exception {
    return replays(/* cluster= */ false);
  }

  @TestFactory
  @Tag("cluster")
  Stream<DynamicContainer> onTheCluster() throws Exception {
    Kubeconfig.makeNamespace();
    return replays(/* cluster= */ true);
  }

  private static Stream<DynamicContainer> replays(boolean cluster) throws Exception {
    List<DynamicContainer> out = new ArrayList<>();
    List<Path> directories;
    try (Stream<Path> files = Files.list(SCENARIOS)) {
      directories = files.filter(d -> Files.exists(d.resolve("scenario.json"))).sorted().toList();
    }
    CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
    for (Path directory : directories) {
      Scenario scenario = Scenario.read(directory);
      boolean wanted = ONLY.contains("all") || ONLY.contains(scenario.name());
      if (wanted && scenario.needsCluster() == cluster) {
        Run run = new Run(scenario);
        // On the cluster they share a namespace, so one comes after the other.
        before = run.start(cluster ? before : CompletableFuture.completedFuture(null));
        out.add(DynamicContainer.dynamicContainer(scenario.name(), run.tests()));
      }
    }
    return out.stream();
  }

  /** One scenario: a thread does its steps, its tests wait for them. */
  private static final class Run {
    private final Scenario scenario;
    private final OpenDifferences open;
    private final Comparison.Pages pages = new Comparison.Pages();
    private String recordedBefore = "";
    private String foundBefore = "";
    private final List<CompletableFuture<Map<String, String>>> results = new ArrayList<>();

    Run(Scenario scenario) throws IOException {
      this.scenario = scenario;
      this.open = OpenDifferences.of(scenario.name());
      scenario.steps().forEach(s -> results.add(new CompletableFuture<>()));
    }

    CompletableFuture<Void> start(CompletableFuture<Void> before) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      Thread.ofVirtual()
          .name(scenario.name())
          .start(() -> {
            before.join();
            PLACES.acquireUninterruptibly();
            try {
              replay();
            } catch (Exception e) {
              results.forEach(r -> r.completeExceptionally(e));
            } finally {
              PLACES.release();
              done.complete(null);
            }
          });
      return done;
    }

    private void replay() throws Exception {
      Path base = Files.createTempDirectory("replay-").toRealPath();
      Path kubeconfig = Kubeconfig.write(base.resolve("kubeconfig.yaml"));
      try (Replayer replayer =
          new Replayer(
              scenario, ROOT.resolve("camber"), base, freePort(), freePort(), kubeconfig)) {
        for (Step step : scenario.steps()) {
          CompletableFuture<Map<String, String>> result = results.get(step.number() - 1);
          try {
            long begin = System.nanoTime();
            Transcript found = replayer.perform(step, consoleDiffers(step));
            Map<String, String> differences = compared(step, found);
            keep(step, found, differences, Duration.ofNanos(System.nanoTime() - begin));
            result.complete(differences);
          } catch (IOException | RuntimeException e) {
            result.completeExceptionally(e);
          }
        }
      }
    }

    /**
     * What a session says while nobody waits for it may come with one step or the next: it is
     * compared where a step waits, and where the session ends.
     */
    private Map<String, String> compared(Step step, Transcript found) throws IOException {
      Transcript wanted = recorded(step);
      recordedBefore += wanted.text("console");
      foundBefore += found.text("console");
      boolean waits =
          step.settle().isPresent() || step.does().equals("stop") || step.does().equals("up");
      boolean equal = ConsoleText.difference(recordedBefore, foundBefore).isEmpty();
      Transcript w = wanted.with("console", equal || !waits ? "" : recordedBefore);
      Transcript f = found.with("console", equal || !waits ? "" : foundBefore);
      if (!equal && step.does().equals("stop")) {
        // The rest of the console is what the program printed to its end.
        w = wanted.with("stdout", recordedBefore + wanted.text("stdout"));
        f = found.with("stdout", foundBefore + found.text("stdout"));
      }
      if (equal || waits) {
        recordedBefore = "";
        foundBefore = "";
      }
      return Comparison.differences(w, f, pages);
    }

    private boolean consoleDiffers(Step step) {
      return open.of(step)
              .filter(e -> e.sections().contains("console") && !e.mayBeEqual())
              .isPresent()
          && !step.does().equals("up"); // a session that starts must get so far
    }

    private Transcript recorded(Step step) throws IOException {
      if (step.does().equals("finish") && startsAnotherProgram(step)) {
        return Transcript.EMPTY;
      }
      return step.does().equals("cli-tables")
          ? CommandTables.recorded(scenario.directory())
          : scenario.recorded(step);
    }

    /** How another program than ours ends is not ours to compare. */
    private boolean startsAnotherProgram(Step finish) {
      return scenario.steps().stream()
          .anyMatch(s ->
              s.does().equals("start")
                  && s.text("name").equals(finish.text("name"))
                  && s.text("cmd").isPresent());
    }

    /** What was found, how it differs, and how long each step took, for who mends it. */
    private void keep(
        Step step, Transcript found, Map<String, String> differences, Duration duration)
        throws IOException {
      if (OUT.isEmpty()) {
        return;
      }
      Path directory = Files.createDirectories(OUT.get().resolve(scenario.name()));
      String name = "%03d-%s".formatted(step.number(), step.id());
      Files.writeString(directory.resolve(name + ".txt"), found.print());
      Files.deleteIfExists(directory.resolve(name + ".diff"));
      if (!differences.isEmpty()) {
        Files.writeString(directory.resolve(name + ".diff"), shown(differences));
      }
      Files.writeString(
          directory.resolve("times.tsv"),
          "%d\t%s\t%s%n"
              .formatted(duration.toMillis(), name, String.join(",", differences.keySet())),
          step.number() == 1
              ? new StandardOpenOption[] {
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE
              }
              : new StandardOpenOption[] {StandardOpenOption.APPEND});
    }

    private static String shown(Map<String, String> differences) {
      StringBuilder text = new StringBuilder("- recorded, + found\n");
      differences.forEach((name, diff) -> text.append(name).append(":\n").append(diff));
      return text.toString();
    }

    Stream<DynamicTest> tests() {
      return Stream.concat(
          Stream.of(DynamicTest.dynamicTest("the list of differences", this::listIsOfThisScenario)),
          scenario.steps().stream()
              .map(step ->
                  DynamicTest.dynamicTest(
                      "%03d %s".formatted(step.number(), step.id()), () -> check(step))));
    }

    private void listIsOfThisScenario() {
      TreeSet<String> unknown = new TreeSet<>(open.entries().keySet());
      scenario.steps().forEach(s -> unknown.remove(s.id()));
      if (!unknown.isEmpty()) {
        fail(
            "replay/" + scenario.name() + ".tsv lists steps that the scenario has not: " + unknown);
      }
    }

    private void check(Step step) throws Exception {
      Map<String, String> found = result(step);
      Optional<OpenDifferences.Entry> known = open.of(step);
      if (known.isPresent()) {
        if (found.isEmpty() && !known.get().mayBeEqual()) {
          fail("comes out equal now: take it from replay/" + scenario.name() + ".tsv");
        }
        found.keySet().removeAll(known.get().sections());
      }
      if (!found.isEmpty()) {
        fail(shown(found));
      }
    }

    private Map<String, String> result(Step step) throws Exception {
      try {
        return new java.util.LinkedHashMap<>(
            results.get(step.number() - 1).get(STEP_MINUTES, TimeUnit.MINUTES));
      } catch (ExecutionException e) {
        Map<String, String> out = new java.util.LinkedHashMap<>();
        out.put("step", "could not be done: " + e.getCause() + "\n");
        return out;
      } catch (TimeoutException e) {
        throw new AssertionError("not done within " + STEP_MINUTES + " minutes", e);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
