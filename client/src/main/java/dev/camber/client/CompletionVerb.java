package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** {@code completion}: the script of a shell. Source: spec CLI and API, section 5. */
final class CompletionVerb implements Verb {
  private final String shell;

  CompletionVerb(String shell) {
    this.shell = shell;
  }

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws IOException {
    String name = "completion/" + shell + ".txt";
    try (InputStream in = CompletionVerb.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      String program = surroundings.programName();
      surroundings
          .out()
          .print(
              new String(in.readAllBytes(), StandardCharsets.UTF_8)
                  .replace("@PROGRAM@", program)
                  .replace("@FUNCTION@", program.replaceAll("\\W", "_"))
                  .replace(
                      "@COMPLETE@",
                      flags.bool("no-descriptions") ? "__completeNoDesc" : "__complete"));
      return 0;
    }
  }
}
