package dev.camber.client;

import dev.camber.model.cli.Command;
import dev.camber.model.cli.CommandLine;
import dev.camber.model.cli.Commands;
import dev.camber.model.cli.HelpText;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.session.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Commands that need no session. Source: spec CLI and API, section 5. */
final class LocalVerbs {
  private LocalVerbs() {}

  private static Path choice(Surroundings surroundings) {
    return StateDirectory.of(surroundings.environment())
        .path()
        .resolve("analytics/user/choice.txt");
  }

  static int analytics(ParsedFlags flags, Surroundings surroundings) throws Refused {
    Path file = choice(surroundings);
    String status = "default";
    try {
      status = Files.exists(file) ? Files.readString(file).strip() : status;
      byte[] user =
          MessageDigest.getInstance("MD5")
              .digest(
                  surroundings
                      .environment()
                      .getOrDefault("USER", "")
                      .getBytes(StandardCharsets.UTF_8));
      surroundings.out().println("analytics status : " + status);
      surroundings.out().println("analytics user id: " + HexFormat.of().formatHex(user));
      return 0;
    } catch (IOException e) {
      throw Refused.error("cannot read " + file + ": " + e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static int analyticsOpt(ParsedFlags flags, Surroundings surroundings) throws Refused {
    List<String> words = flags.positional();
    String word = words.isEmpty() ? "" : words.getFirst();
    String stored =
        switch (word) {
          case "in", "opt-in" -> "opt-in";
          case "out", "opt-out" -> "opt-out";
          case "default" -> "default";
          default -> {
            surroundings.out().println("choice can be one of {opt-in, opt-out}");
            throw Refused.error(
                word.isEmpty()
                    ? "no choice given; pass it as first arg: <tool> analytics opt <choice>"
                    : "unknown analytics opt: \"" + word + "\"");
          }
        };
    Path file = choice(surroundings);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, stored);
      file.toFile().setReadable(false, false);
      file.toFile().setReadable(true, true);
      file.toFile().setWritable(false, false);
      file.toFile().setWritable(true, true);
      file.toFile().setExecutable(true, true);
    } catch (IOException e) {
      throw Refused.error("cannot write " + file + ": " + e);
    }
    surroundings.err().println("wrote user collection strategy \"" + word + "\" to file " + file);
    return 0;
  }

  static int docker(ParsedFlags flags, Surroundings surroundings) throws Refused {
    List<String> argv = new ArrayList<>(List.of("docker"));
    argv.addAll(flags.positional());
    surroundings.err().println("Running Docker command as:");
    surroundings.err().println("DOCKER_BUILDKIT=1 " + String.join(" ", argv));
    surroundings.err().println("---");
    int code;
    try {
      code = Programs.foreground(argv, Map.of("DOCKER_BUILDKIT", "1"), surroundings);
    } catch (IOException e) {
      throw Refused.error("docker cannot be started: " + e.getMessage());
    }
    if (code != 0) {
      throw Refused.error("exit status " + code);
    }
    return 0;
  }

  /** A Markdown page per command. */
  static int cliDocs(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Path directory = surroundings.directory().resolve(flags.string("dir"));
    if (!Files.isDirectory(directory)) {
      throw Refused.plain(
          "Provided name " + flags.string("dir") + " doesn't exist or isn't a directory");
    }
    try {
      CommandLine line =
          Commands.commandLine(surroundings.programName(), surroundings.environment());
      page(line, List.of(line.root()), directory);
      return 0;
    } catch (Commands.BadEnvironment e) {
      throw Refused.error(String.valueOf(e.getMessage()));
    }
  }

  private static void page(CommandLine line, List<Command> path, Path directory)
      throws IOException {
    Command command = path.getLast();
    String words = String.join(" ", path.stream().map(Command::name).toList());
    StringBuilder text = new StringBuilder();
    text.append("## ").append(words).append("\n\n").append(command.summary()).append("\n\n");
    text.append("```\n").append(new HelpText(line).help(path).stripTrailing()).append("\n```\n");
    if (!command.children().isEmpty()) {
      text.append("\n### See also\n\n");
    }
    for (Command child : command.children()) {
      String name = words + " " + child.name();
      text.append("* [").append(name).append("](").append(name.replace(' ', '_'));
      text.append(".md): ").append(child.summary()).append('\n');
      List<Command> below = new ArrayList<>(path);
      below.add(child);
      page(line, below, directory);
    }
    Files.writeString(directory.resolve(words.replace(' ', '_') + ".md"), text);
  }
}
