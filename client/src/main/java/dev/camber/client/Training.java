package dev.camber.client;

import dev.camber.model.session.LaunchEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the commands it reads, one a line, in one process: what the AOT cache of the client is
 * trained with. A cache holds what a single process did, so one command would leave the classes of
 * all others to be loaded the slow way.
 */
final class Training {
  private Training() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            LaunchEnvironment.original(System.getenv()),
            Path.of("").toAbsolutePath(),
            System.getProperty("camber.command", "camber"),
            nowhere,
            nowhere,
            InputStream.nullInputStream());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      int code = Main.run(List.of(line.strip().split(" ", -1)), surroundings);
      System.out.println(code + " " + line);
    }
  }
}
