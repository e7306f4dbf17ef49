package dev.camber.bench;

import java.nio.file.Path;

/** From {@code camber up} to a listening server, and to everything ready, against kubectl. */
final class Ups implements Bench.Part {
  private static final int STARTS = 15;

  @Override
  public void measure(Lab lab, Report report) throws Exception {
    Path small = lab.project("small", "Tiltfile", "local_resource('a', 'echo one')\n");
    Sample listening = new Sample();
    Sample cpu = new Sample();
    for (int i = 0; i < STARTS; i++) {
      try (Session session = lab.up(small).listening()) {
        listening.add(session.age());
        session.awaitReady(session.api(), 1, 30);
        cpu.add(session.cpu() * 1000);
      }
    }
    report.line("up: to listening", "ms").atMost(400).is(listening);
    report.line("up: processor time to one resource done", "ms").is(cpu);
    String namespace = lab.namespace();
    ready(lab, report, namespace, 5, 3);
    ready(lab, report, namespace, 50, 1);
  }

  private static void ready(Lab lab, Report report, String namespace, int count, int rounds) throws Exception {
    Sample camber = new Sample();
    Sample kubectl = new Sample();
    for (int round = 0; round < rounds; round++) {
      String own = "c" + count + "r" + round + "-";
      String theirs = "k" + count + "r" + round + "-";
      Path dir =
          lab.project(
              own, "Tiltfile", "k8s_yaml('all.yaml')\n", "all.yaml", Generated.sleepers(own, count),
              "kubectl.yaml", Generated.sleepers(theirs, count));
      try (Session session = lab.up(dir)) {
        session.awaitReady(session.api(), count, 120);
        camber.add(session.age() / 1000);
      }
      lab.run(dir, "kubectl", "-n", namespace, "delete", "-f", "all.yaml", "--wait=true");
      long start = System.nanoTime();
      lab.run(dir, "kubectl", "-n", namespace, "apply", "-f", "kubectl.yaml");
      lab.run(dir, "kubectl", "-n", namespace, "wait", "--for=condition=Available", "--timeout=120s", "deployment", "--all");
      kubectl.add((System.nanoTime() - start) / 1e9);
      lab.run(dir, "kubectl", "-n", namespace, "delete", "-f", "kubectl.yaml", "--wait=true");
    }
    report.line("up: " + count + " deployments ready", "s").against("kubectl apply + wait", kubectl).is(camber);
  }
}
