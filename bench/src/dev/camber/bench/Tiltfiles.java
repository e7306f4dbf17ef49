package dev.camber.bench;

import dev.camber.model.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Evaluating a large generated Tiltfile, in a fresh process and again in a running session. */
final class Tiltfiles implements Bench.Part {
  private static final int RESOURCES = 300;
  private static final int LOADED = 30;

  @Override
  public void measure(Lab lab, Report report) throws Exception {
    lab.namespace(); // the context has to be there
    Path dir = lab.project("large", "big.yaml", fiveMegabytes(), "yaml.Tiltfile", "k8s_yaml('big.yaml')\n");
    generate(lab);
    Sample cold = new Sample();
    Sample yaml = new Sample();
    Sample empty = new Sample();
    Files.writeString(dir.resolve("empty.Tiltfile"), "local_resource('a', 'true')\n");
    for (int i = 0; i < 5; i++) {
      empty.add(result(lab, dir, "empty.Tiltfile"));
      cold.add(result(lab, dir, "Tiltfile"));
      yaml.add(result(lab, dir, "yaml.Tiltfile"));
    }
    report.line("Tiltfile of 300 resources, fresh process", "ms").against("a Tiltfile of one line", empty).is(cold);
    report.line("5 MB of YAML, fresh process", "ms").against("a Tiltfile of one line", empty).is(yaml);
    reload(lab, report, dir);
  }

  private static double result(Lab lab, Path dir, String file) throws Exception {
    return lab.time(dir, false, lab.camber(), "alpha", "tiltfile-result", "-f", file);
  }

  private static void reload(Lab lab, Report report, Path dir) throws Exception {
    Sample whole = new Sample();
    Sample load = new Sample();
    try (Session session = lab.up(dir)) {
      Wire api = session.api();
      session.await("the first load", 60, 20, () -> api.list("uiresources").size() > RESOURCES);
      Thread.sleep(3000);
      for (int i = 0; i < 20; i++) {
        Instant saved = Instant.now();
        Files.writeString(dir.resolve("Tiltfile"), "# " + i + "\n", StandardOpenOption.APPEND);
        Instant[] finished = new Instant[1];
        session.await("the reload", 30, 2, () -> {
          Json status = api.get("tiltfiles", "(Tiltfile)");
          Instant started = status.stringAt("status", "terminated", "startedAt").map(Instant::parse).orElse(Instant.EPOCH);
          Instant ended = status.stringAt("status", "terminated", "finishedAt").map(Instant::parse).orElse(Instant.EPOCH);
          if (started.isBefore(saved)) {
            return false;
          }
          load.add(Duration.between(started, ended).toNanos() / 1e6);
          finished[0] = ended;
          return true;
        });
        whole.add(Duration.between(saved, finished[0]).toNanos() / 1e6);
        Thread.sleep(500);
      }
    }
    report.line("reload of 300 resources, evaluation", "ms").atMost(200).is(load);
    report.line("reload of 300 resources, save → loaded", "ms").is(whole);
  }

  /** 300 images, 600 objects, 30 loaded files; nothing of it is built or deployed by itself. */
  private static void generate(Lab lab) throws Exception {
    StringBuilder main = new StringBuilder();
    StringBuilder resources = new StringBuilder();
    for (int f = 0; f < LOADED; f++) {
      StringBuilder text = new StringBuilder("def services_" + f + "():\n");
      StringBuilder objects = new StringBuilder();
      for (int i = f * RESOURCES / LOADED; i < (f + 1) * RESOURCES / LOADED; i++) {
        String name = "service-" + i;
        text.append("    docker_build('bench/" + name + "', 'src/" + name + "', dockerfile_contents='FROM busybox\\nCOPY . /app\\n', live_update=[sync('src/" + name + "', '/app'), run('true')])\n");
        text.append("    k8s_resource('" + name + "', auto_init=False, trigger_mode=TRIGGER_MODE_MANUAL, labels=['group" + f + "'], port_forwards=" + (20000 + i) + ")\n");
        objects.append(Generated.deployment(name, "bench/" + name, "sleep 1"));
        objects.append("apiVersion: v1\nkind: Service\nmetadata: {name: " + name + "}\nspec: {selector: {app: " + name + "}, ports: [{port: 80}]}\n---\n");
        Files.createDirectories(lab.base.resolve("large/src/" + name));
      }
      lab.project("large", "yaml/" + f + ".yaml", objects.toString(), "load/" + f + ".star", "k8s_yaml('../yaml/" + f + ".yaml')\n" + text);
      main.append("load('./load/" + f + ".star', 'services_" + f + "')\n");
      resources.append("services_" + f + "()\n");
    }
    lab.project("large", "Tiltfile", main.append(resources).toString().replace("src/", "src/"));
  }

  private static String fiveMegabytes() {
    Random random = new Random(Lab.SEED);
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; yaml.length() < 5 << 20; i++) {
      yaml.append("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: map-" + i + "\n  labels: {app: bench}\ndata:\n");
      for (int k = 0; k < 20; k++) {
        yaml.append("  key-" + k + ": \"" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()) + "\"\n");
      }
      yaml.append("---\n");
    }
    return yaml.toString();
  }
}
