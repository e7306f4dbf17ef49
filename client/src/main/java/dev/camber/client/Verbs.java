package dev.camber.client;

import dev.camber.model.cli.Invocation;
import dev.camber.model.session.Version;
import java.io.IOException;

/** Which class answers which command. */
final class Verbs {
  private Verbs() {}

  static int run(Invocation.Run run, Surroundings surroundings) {
    // A switch instead of a map: only the class of the command that runs is loaded.
    Verb verb =
        switch (run.path()) {
          case "version" -> Verbs::version;
          case "get" -> new GetVerb();
          case "describe" -> new DescribeVerb();
          case "logs" -> new LogsVerb();
          case "trigger" -> new TriggerVerb();
          case "enable" -> new EnableVerb(true);
          case "disable" -> new EnableVerb(false);
          case "status" -> new StatusVerb();
          case "why" -> new WhyVerb();
          case "sessions" -> new SessionsVerb();
          default ->
              throw new IllegalStateException(
                  "the launcher sent `" + run.path() + "` to the client, which does not know it");
        };
    try {
      return verb.run(run.flags(), surroundings);
    } catch (Refused e) {
      surroundings.out().flush();
      surroundings.err().println(e.line());
      return 1;
    } catch (IOException e) {
      surroundings.out().flush();
      surroundings
          .err()
          .println("Error: the connection to the session broke: " + String.valueOf(e.getMessage()));
      return 1;
    }
  }

  private static int version(dev.camber.model.flags.ParsedFlags flags, Surroundings surroundings) {
    surroundings.out().println(Version.current().stamp());
    return 0;
  }
}
