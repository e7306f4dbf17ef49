package dev.camber.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long a command takes from its start to its end, against a JVM that does nothing. */
final class CommandStarts implements Bench.Part {
  private static final int ROUNDS = 25;

  private record Command(String what, double budget, boolean mayFail, List<String> words, Sample sample) {}

  @Override
  public void measure(Lab lab, Report report) throws Exception {
    Path dir =
        lab.project(
            "project",
            "Tiltfile",
            "local_resource('a', 'echo one')\nlocal_resource('b', 'echo two', serve_cmd='echo up; sleep 600')\n",
            "Nothing.java",
            "class Nothing { public static void main(String[] a) {} }\n");
    lab.run(dir, System.getProperty("java.home") + "/bin/javac", "Nothing.java");
    Session session = lab.up(dir).listening();
    session.awaitReady(session.api(), 2, 30);
    String port = "--port=" + session.port;
    List<Command> commands = new ArrayList<>();
    commands.add(new Command("help", 40, false, List.of("help"), new Sample()));
    commands.add(new Command("version", 40, false, List.of("version"), new Sample()));
    commands.add(new Command("get --bogus (flag error)", 40, true, List.of("get", "--bogus"), new Sample()));
    commands.add(new Command("get uiresources", 75, false, List.of("get", "uiresources", port), new Sample()));
    commands.add(new Command("describe uiresource a", 75, false, List.of("describe", "uiresource", "a", port), new Sample()));
    commands.add(new Command("trigger a", 75, false, List.of("trigger", "a", port), new Sample()));
    commands.add(new Command("disable b", 75, false, List.of("disable", "b", port), new Sample()));
    commands.add(new Command("enable b", 75, false, List.of("enable", "b", port), new Sample()));
    commands.add(new Command("logs (to the end)", 75, false, List.of("logs", port), new Sample()));
    Sample nothing = new Sample();
    // Round by round, so that a busy moment of the machine hits all of them.
    for (int round = 0; round < ROUNDS; round++) {
      nothing.add(
          lab.time(
              dir, false, System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", ".", "Nothing"));
      for (Command command : commands) {
        List<String> argv = new ArrayList<>(List.of(lab.camber()));
        argv.addAll(command.words());
        command.sample().add(lab.time(dir, command.mayFail(), argv.toArray(String[]::new)));
      }
    }
    for (Command command : commands) {
      report.line(command.what(), "ms").atMost(command.budget()).against("a JVM", nothing).is(command.sample());
    }
  }
}
