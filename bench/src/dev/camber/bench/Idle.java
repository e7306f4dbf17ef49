package dev.camber.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** Sessions that have nothing to do: 300 resources, and 1,000. */
final class Idle implements Bench.Part {
  private static final int LOCAL = 260;
  private static final int DEPLOYED = 40;
  private static final int MANY = 1000;

  @Override
  public void measure(Lab lab, Report report) throws Exception {
    lab.namespace();
    Path mixed = sources(lab.project("mixed", "Tiltfile", "k8s_yaml('all.yaml')\n" + Generated.locals(LOCAL), "all.yaml", Generated.sleepers("idle-", DEPLOYED)));
    Path local = sources(lab.project("local", "Tiltfile", Generated.locals(MANY)));

    Session many = lab.up(local);
    many.awaitReady(many.api(), MANY, 180);
    report.line("1,000 local resources: up to all done", "s").is(Sample.of(many.age() / 1000));
    report.line("1,000 local resources: processor time for it", "s").is(Sample.of(many.cpu()));
    Sample get = new Sample();
    for (int i = 0; i < 15; i++) {
      get.add(lab.time(local, false, lab.camber(), "get", "uiresources", "--port=" + many.port));
    }
    report.line("1,000 resources: get uiresources", "ms").atMost(100).is(get);

    Session some = lab.up(mixed);
    some.awaitReady(some.api(), LOCAL + DEPLOYED, 180);
    // The heap shrinks once a minute; both sessions wait for that together.
    Thread.sleep(75_000);
    double manyCpu = many.cpu();
    double someCpu = some.cpu();
    int seconds = 20;
    Thread.sleep(seconds * 1000L);
    report.line("idle, 300 resources: memory", "MB").atMost(250).is(Sample.of(some.megabytes()));
    report.line("idle, 300 resources: processor", "%").atMost(1).is(Sample.of((some.cpu() - someCpu) / seconds * 100));
    report.line("idle, 1,000 resources: memory", "MB").is(Sample.of(many.megabytes()));
    report.line("idle, 1,000 resources: processor", "%").is(Sample.of((many.cpu() - manyCpu) / seconds * 100));
  }

  private static Path sources(Path dir) throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.createDirectories(dir.resolve("src/" + i));
      Files.writeString(dir.resolve("src/" + i + "/file.txt"), "text\n");
    }
    return dir;
  }
}
