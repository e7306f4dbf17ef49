package dev.camber.tiltfile.fuzz;

import dev.camber.host.process.fake.InMemoryProcess;
import dev.camber.host.process.fake.InMemoryProcesses;
import dev.camber.model.json.JsonWriter;
import dev.camber.tiltfile.Cancellation;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.ProcessEnvironment;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.load.KubeconfigInfo;
import dev.camber.tiltfile.load.StarlarkTiltfileLoader;
import dev.camber.tiltfile.result.ResultJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Loads one project and says what is wrong with the way that ends: any end but a result or an error
 * for the person is a finding, and so is a load that does not end when it is cancelled. No program
 * is run: they print what the seed says.
 */
final class FuzzedLoad {
  private static final long CANCEL_AFTER_SECONDS = 10;
  private static final long HANG_AFTER_SECONDS = 30;

  private static final List<String> PROGRAMS =
      List.of("helm", "kustomize", "kubectl", "git", "docker", "docker-compose");

  private final Path directory;
  private final Map<String, byte[]> files;
  private final long seed;
  private final AtomicReference<String> finding = new AtomicReference<>("");
  private volatile boolean cancelled; // set by the thread that waits, read by none before the end

  /**
   * @param directory empty, for this load alone
   * @param seed of what programs print
   */
  FuzzedLoad(Path directory, Map<String, byte[]> files, long seed) {
    this.directory = directory;
    this.files = files;
    this.seed = seed;
  }

  /** Empty if all is well. */
  String finding() throws IOException, InterruptedException {
    Path project = write();
    Cancellation cancellation = new Cancellation();
    CountDownLatch done = new CountDownLatch(1);
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .name("seed-" + seed)
            .start(() -> {
              try {
                load(project, cancellation);
              } catch (InterruptedException e) {
                // cancelled, which is how an endless loop ends
              } catch (Throwable t) {
                finding.set(trace(t));
              } finally {
                done.countDown();
              }
            });
    if (!done.await(CANCEL_AFTER_SECONDS, TimeUnit.SECONDS)) {
      cancelled = true;
      cancellation.cancel();
      if (!done.await(HANG_AFTER_SECONDS, TimeUnit.SECONDS)) {
        return "hangs: " + stacks();
      }
    }
    return finding.get();
  }

  /** Whether it had to be cancelled. */
  boolean wasCancelled() {
    return cancelled;
  }

  private static String trace(Throwable t) {
    StringWriter trace = new StringWriter();
    t.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static String stacks() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(e -> Arrays.toString(e.getValue()).contains("dev.camber"))
        .map(e ->
            e.getKey()
                + "\n"
                + Arrays.stream(e.getValue())
                    .limit(40)
                    .map(f -> "  " + f)
                    .collect(Collectors.joining("\n")))
        .collect(Collectors.joining("\n"));
  }

  private Path write() throws IOException {
    Path project = Files.createDirectory(directory.resolve("case"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = project.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Path bin = Files.createDirectory(directory.resolve("bin"));
    for (String program : PROGRAMS) {
      Files.createFile(bin.resolve(program)).toFile().setExecutable(true);
    }
    return project;
  }

  private void load(Path project, Cancellation cancellation) throws InterruptedException {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("PATH", directory.resolve("bin").toString());
    env.put("HOME", directory.toString());
    env.put("KUBECONFIG", project.resolve("kubeconfig.yaml").toString());
    Surroundings surroundings =
        new Surroundings(
            project,
            new ProcessEnvironment(env),
            new InMemoryProcesses().when(spec -> true, new Played(files, seed)::play),
            new KubeconfigInfo(project, "", ""),
            Clock.systemUTC(),
            directory.resolve("data"),
            directory.resolve("scratch"),
            "localhost",
            10350,
            List.of("camber", "up"),
            Optional.empty(),
            Surroundings.COMPATIBLE_VERSION,
            seed % 2 == 0);
    List<String> args = seed % 5 == 0 ? List.of("a", "--foo", "bar", "--x=1") : List.of();
    LoadResult result =
        new StarlarkTiltfileLoader(surroundings, seed % 3 == 0)
            .load(
                new LoadRequest(
                    "Tiltfile", args, "up", "", (level, text, fields) -> {}, cancellation));
    if (result.error().isEmpty()) {
      String json =
          JsonWriter.prettyHtmlSafe(new ResultJson(Clock.systemUTC().instant()).of(result), "  ");
      if (json.isEmpty()) {
        finding.set("no result");
      }
    }
  }

  /** Programs that print files of the project, or fail. */
  private static final class Played {
    private final List<byte[]> outputs;
    private final Random random;

    Played(Map<String, byte[]> files, long seed) {
      this.outputs = List.copyOf(files.values());
      this.random = new Random(seed);
    }

    void play(InMemoryProcess process) {
      List<String> argv = process.spec().argv();
      if (argv.contains("version")) {
        process.print(random.nextInt(4) == 0 ? "v3.0.1\n" : "v3.14.0+g3fc9f4b\n");
      } else {
        process.print(
            new String(outputs.get(random.nextInt(outputs.size())), StandardCharsets.UTF_8));
      }
      process.printError("warning: seed\n");
      process.exitWith(random.nextInt(8) == 0 ? 1 : 0);
    }
  }
}
