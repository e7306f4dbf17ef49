package dev.camber.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starlark that computes, against starlark-go, the interpreter of the reference. */
final class Compute implements Bench.Part {
  private static final int ROUNDS = 3;

  @Override
  public void measure(Lab lab, Report report) throws Exception {
    Path go = lab.base.resolve("starlark-go");
    ProcessBuilder build =
        lab.command(lab.root.resolve("bench/starlark-go"), List.of("go", "build", "-o", go.toString(), "."))
            .redirectErrorStream(true);
    build.environment().putAll(Map.of("GOFLAGS", "-buildvcs=false -mod=mod"));
    build.environment().remove("XDG_CACHE_HOME");
    Process process = build.start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new java.io.IOException("starlark-go does not build: " + said.strip());
    }
    for (String name : List.of("numbers", "strings", "calls")) {
      Path file = lab.root.resolve("bench/starlark/" + name + ".star");
      // The same text is a Tiltfile: a resource at its end makes it a valid one.
      Path dir = lab.project(name, "Tiltfile", Files.readString(file) + "\nlocal_resource('a', 'true')\n");
      Sample camber = new Sample();
      Sample reference = new Sample();
      Sample camberCpu = new Sample();
      Sample referenceCpu = new Sample();
      for (int i = 0; i < ROUNDS; i++) {
        reference.add(lab.time(dir, false, go.toString(), file.toString()));
        camber.add(lab.time(dir, false, lab.camber(), "alpha", "tiltfile-result"));
        referenceCpu.add(lab.cpu(dir, go.toString(), file.toString()));
        camberCpu.add(lab.cpu(dir, lab.camber(), "alpha", "tiltfile-result"));
      }
      report.line("Starlark, " + name + ", fresh process", "ms").against("starlark-go", reference).ratioAtMost(1).is(camber);
      report.line("Starlark, " + name + ", processor time", "ms").against("starlark-go", referenceCpu).is(camberCpu);
    }
  }
}
