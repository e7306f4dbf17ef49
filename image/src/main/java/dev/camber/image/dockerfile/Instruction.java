package dev.camber.image.dockerfile;

import dev.camber.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One instruction of a Dockerfile, continuation lines joined.
 *
 * @param keyword in lower case: {@code from}, {@code copy}
 * @param flags words that begin with {@code --}, without their quotes
 * @param rawFlags the same as written
 * @param args the rest as words; the whole rest as one word for instructions that take a line
 * @param rest what follows the flags, as written
 * @param json whether the arguments are a JSON array
 * @param startLine counted from 1
 * @param endLine last line, heredocs included
 */
public record Instruction(
    String keyword,
    List<String> flags,
    String rawFlags,
    List<String> args,
    String rest,
    boolean json,
    List<Heredoc> heredocs,
    int startLine,
    int endLine) {
  public Instruction {
    flags = List.copyOf(flags);
    args = List.copyOf(args);
    heredocs = List.copyOf(heredocs);
  }

  /** The value of {@code --name=value}; empty if the flag is missing. */
  public String flag(String name) {
    String prefix = "--" + name + "=";
    return flags.stream()
        .filter(f -> f.startsWith(prefix))
        .map(f -> f.substring(prefix.length()))
        .reduce("", (first, last) -> last);
  }

  Instruction withFirstArg(String value) {
    List<String> changed = new ArrayList<>(args);
    changed.set(0, value);
    return new Instruction(
        keyword, flags, rawFlags, changed, rest, json, heredocs, startLine, endLine);
  }

  Instruction withFlag(String name, String value) {
    String prefix = "--" + name + "=";
    List<String> changed =
        flags.stream().map(f -> f.startsWith(prefix) ? prefix + value : f).toList();
    return new Instruction(
        keyword,
        changed,
        String.join(" ", changed),
        args,
        rest,
        json,
        heredocs,
        startLine,
        endLine);
  }

  /** The instruction on one line, heredocs on the lines below; ends with a line end. */
  String print() {
    StringBuilder out = new StringBuilder(keyword.toUpperCase(Locale.ROOT));
    if (!rawFlags.isEmpty()) {
      out.append(' ').append(rawFlags);
    }
    String arguments = printArguments();
    if (!arguments.isEmpty()) {
      out.append(' ').append(arguments);
    }
    out.append('\n');
    for (Heredoc heredoc : heredocs) {
      out.append(heredoc.content()).append(heredoc.name()).append('\n');
    }
    return out.toString();
  }

  private String printArguments() {
    if (json) {
      List<String> words = args;
      String before = "";
      if (keyword.equals("healthcheck")) {
        before = args.getFirst() + " ";
        words = args.subList(1, args.size());
      }
      return words.stream()
          .map(w -> Json.of(w).compact())
          .collect(Collectors.joining(", ", before + "[", "]"));
    }
    return switch (keyword) {
      case "from", "copy", "add", "expose", "volume", "arg" -> String.join(" ", args);
      default -> rest;
    };
  }
}
