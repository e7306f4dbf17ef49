package dev.camber.image.dockerfile;

import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.image.InvalidReferenceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A parsed Dockerfile.
 *
 * @param directives the {@code # name = value} lines at its top
 * @param instructions in their order
 * @param escape the character that continues a line
 */
public record Dockerfile(
    Map<String, String> directives, List<Instruction> instructions, char escape) {
  public Dockerfile {
    directives = Collections.unmodifiableMap(new TreeMap<>(directives));
    instructions = List.copyOf(instructions);
  }

  /**
   * @throws DockerfileSyntaxException if it cannot be split into instructions
   */
  public static Dockerfile parse(String text) throws DockerfileSyntaxException {
    return DockerfileParser.parse(text);
  }

  /**
   * The images that {@code FROM} and {@code COPY --from} name, in their order, each time they are
   * named. Names of stages are among them; malformed instructions and references are not.
   *
   * @param buildArgs {@code KEY=VALUE} or {@code KEY}, as they are given to the build
   */
  public List<ImageReference> images(List<String> buildArgs) {
    List<ImageReference> found = new ArrayList<>();
    Variables variables = new Variables(buildArgs, escape);
    for (Instruction instruction : instructions) {
      variables.see(instruction);
      image(instruction, variables).ifPresent(found::add);
    }
    return found;
  }

  /**
   * This file with every image that {@code selector} stands for replaced, or empty if it names none
   * of them.
   */
  public Optional<Dockerfile> inject(
      ImageSelector selector, ImageReference replacement, List<String> buildArgs) {
    List<Instruction> changed = new ArrayList<>();
    Variables variables = new Variables(buildArgs, escape);
    boolean any = false;
    for (Instruction instruction : instructions) {
      variables.see(instruction);
      boolean matches = image(instruction, variables).filter(selector::matches).isPresent();
      any |= matches;
      if (!matches) {
        changed.add(instruction);
      } else if (instruction.keyword().equals("from")) {
        changed.add(instruction.withFirstArg(replacement.familiar()));
      } else {
        changed.add(instruction.withFlag("from", replacement.familiar()));
      }
    }
    return any ? Optional.of(new Dockerfile(directives, changed, escape)) : Optional.empty();
  }

  private static Optional<ImageReference> image(Instruction instruction, Variables variables) {
    try {
      return switch (instruction.keyword()) {
        case "from" ->
            isFrom(instruction)
                ? Optional.of(ImageReference.parse(variables.expand(instruction.args().getFirst())))
                : Optional.empty();
        case "copy" ->
            instruction.args().size() >= 2
                ? Optional.of(ImageReference.parse(instruction.flag("from")))
                : Optional.empty();
        default -> Optional.empty();
      };
    } catch (InvalidReferenceException | DockerfileSyntaxException e) {
      return Optional.empty(); // the builder will say what is wrong with it
    }
  }

  private static boolean isFrom(Instruction instruction) {
    List<String> args = instruction.args();
    return args.size() == 1 || (args.size() == 3 && args.get(1).equalsIgnoreCase("as"));
  }

  /**
   * The file as text: directives first, each instruction on its line, without comments. Line
   * numbers are kept where continuations and directives allow, so that a builder's errors point to
   * them.
   */
  public String print() {
    StringBuilder out = new StringBuilder();
    int line = 1;
    for (Map.Entry<String, String> directive : directives.entrySet()) {
      out.append("# ").append(directive.getKey()).append(" = ").append(directive.getValue());
      out.append('\n');
      line++;
    }
    for (Instruction instruction : instructions) {
      while (line < instruction.startLine()) {
        out.append('\n');
        line++;
      }
      String printed = instruction.print();
      out.append(printed);
      line += (int) printed.chars().filter(c -> c == '\n').count();
    }
    return out.toString();
  }

  /**
   * The variables that {@code FROM} may use. Source: spec Tiltfile, section 7.2: build arguments
   * win; of several declarations of one name the first counts; they are evaluated last to first.
   */
  private static final class Variables {
    private final Map<String, String> given = new HashMap<>();
    private final List<Map.Entry<String, Optional<String>>> declared = new ArrayList<>();
    private final char escape;

    Variables(List<String> buildArgs, char escape) {
      this.escape = escape;
      for (String arg : buildArgs) {
        int equals = arg.indexOf('=');
        given.put(
            equals < 0 ? arg : arg.substring(0, equals),
            equals < 0 ? "" : arg.substring(equals + 1));
      }
    }

    void see(Instruction instruction) {
      if (!instruction.keyword().equals("arg")) {
        return;
      }
      Optional<String> inherited = Optional.empty();
      for (String word : instruction.args()) {
        int equals = word.indexOf('=');
        if (equals >= 0) {
          inherited = Optional.of(word.substring(equals + 1));
        }
        declared.add(Map.entry(equals < 0 ? word : word.substring(0, equals), inherited));
      }
    }

    String expand(String word) throws DockerfileSyntaxException {
      Map<String, String> values = new LinkedHashMap<>(given);
      for (Map.Entry<String, Optional<String>> arg : declared.reversed()) {
        if (!given.containsKey(arg.getKey())) {
          String raw = arg.getValue().orElse("");
          values.put(arg.getKey(), WordExpansion.expand(raw, escape, values));
        }
      }
      return WordExpansion.expand(word, escape, values);
    }
  }
}
