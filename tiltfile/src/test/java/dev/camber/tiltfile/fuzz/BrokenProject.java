package dev.camber.tiltfile.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A recorded project, broken in small ways: words of its Tiltfile are exchanged for values of other
 * types and for other builtins, lines of other projects are mixed in, and the files that it reads
 * get bytes and scalars that nobody would write. The same seed and corpus give the same project.
 */
final class BrokenProject {
  private static final Pattern WORD =
      Pattern.compile(
          "\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*'|[A-Za-z_][A-Za-z0-9_.]*|[0-9][0-9.]*|"
              + "\\[\\]|\\{\\}|[-+*/%=<>|&^~!]+");

  /** What stands where a word stood. */
  private static final List<String> VALUES =
      List.of(
          "None",
          "True",
          "0",
          "-1",
          "1.5",
          "1 << 70",
          "float('nan')",
          "\"\"",
          "' '",
          "\"a\\nb\"",
          "\"\\x00\"",
          "\"é🐋\"",
          "b\"\\xff\"",
          "[]",
          "[[]]",
          "[None]",
          "{}",
          "{1: 2}",
          "{'': ''}",
          "()",
          "(1, \"a\")",
          "set([1])",
          "range(3)",
          "lambda x: x",
          "lambda *a: [][0]",
          "print",
          "blob('')",
          "blob('a: b')",
          "blob('---\\n')",
          "os.environ",
          "os",
          "TRIGGER_MODE_MANUAL",
          "link('http://a', 'b')",
          "port_forward(8000)",
          "sync('.', '/a')",
          "run('x', trigger='.')",
          "restart_container()",
          "initial_sync()",
          "fall_back_on('x')",
          "struct(a = 1)",
          "probe(exec = exec_action(['a']))",
          "decode_yaml('a: [1, {b: c}]')",
          "read_file('x', '')",
          "__file__",
          "'.'",
          "'..'",
          "'./'",
          "'Tiltfile'",
          "'/'+'x'",
          "'a/../../b'",
          "'*'",
          "'**/x'",
          "'!x'",
          "'('",
          "'a:b:c:d'",
          "'{.spec'",
          "'{..*}'",
          "'{range .a}x'",
          "'a'*70",
          "'x'*5000",
          "v1alpha1.probe()",
          "config.parse()",
          "local('x')",
          "helm('.')",
          "kustomize('.')",
          "filter_yaml('x.yaml', kind='(')",
          "'99999999999999999999'",
          "'1h'",
          "'busybox:'",
          "'A/b'",
          "custom_build('x', 'y', ['.'])",
          "load_dynamic('./Tiltfile')",
          "exit()",
          "'ext://a/b'");

  /** What stands where a scalar of a data file stood. */
  private static final List<String> SCALARS =
      List.of(
          "",
          "null",
          "~",
          "-1",
          "1e400",
          "0x1F",
          "0o17",
          ".inf",
          ".nan",
          "99999999999999999999",
          "[]",
          "{}",
          "[a, [b, {c: d}]]",
          "{a: {b: c}}",
          "yes",
          "\"\\x00\"",
          "\"\\uD800\"",
          "'it''s'",
          "!!binary aGk=",
          "!!int x",
          "!!timestamp 2001-12-14",
          "&a [*a]",
          "&b x",
          "*a",
          "*b",
          "<<: *a",
          "|\n  x",
          ">-\n   y\n",
          "${X}",
          "${X:-${Y:-z}}",
          "${X?}",
          "$",
          "$$",
          "${",
          "é🐋",
          "1Gi",
          "-5m",
          "1e3k",
          "2001-01-01T00:00:00Z",
          "a:b",
          "::",
          "8000-8010:9000/udp",
          "1:2:3:4",
          "./x:/y:ro",
          "/var/run",
          "FROM",
          "$X",
          "# c",
          "? a",
          "- - - a",
          "a".repeat(300),
          "[".repeat(200),
          "{a: ".repeat(150),
          "- ".repeat(120) + "x",
          "\t",
          "%YAML 1.2",
          "...",
          "---");

  private static final Pattern SCALAR = Pattern.compile("(?<=[:=\\-] )[^\n]+|(?<==)[^\n ]+");

  private final Random random;
  private final Corpus corpus;

  BrokenProject(long seed, Corpus corpus) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 11);
    this.corpus = corpus;
  }

  /** Contents by path within the project. */
  Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>(pick().files());
    List<String> paths = new ArrayList<>(files.keySet());
    int changes = 1 + random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      boolean other = random.nextInt(3) == 0;
      String path = other ? paths.get(random.nextInt(paths.size())) : "Tiltfile";
      String text = text(files.getOrDefault(path, new byte[0]));
      String changed = path.contains("Tiltfile") ? changedCode(text) : changedData(text);
      files.put(path, changed.getBytes(StandardCharsets.ISO_8859_1));
    }
    return files;
  }

  /** Bytes as chars, so that nothing is lost whatever they are. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private Corpus.Project pick() {
    return corpus.projects().get(random.nextInt(corpus.projects().size()));
  }

  private String changedCode(String text) {
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> withWord(text, latin(VALUES.get(random.nextInt(VALUES.size()))));
      case 3 -> withWord(text, corpus.names().get(random.nextInt(corpus.names().size())));
      case 4 -> withArgument(text);
      case 5 -> withLine(text, line(text(pick().files().get("Tiltfile"))));
      case 6 -> withLine(text, line(text));
      case 7 -> wrapped(text);
      default -> withBytes(text);
    };
  }

  private String changedData(String text) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> replaced(text, SCALAR, latin(SCALARS.get(random.nextInt(SCALARS.size()))));
      case 2 -> withLine(text, line(text));
      case 3 -> {
        Map<String, byte[]> others = pick().files();
        List<String> paths = new ArrayList<>(others.keySet());
        yield withLine(text, line(text(others.get(paths.get(random.nextInt(paths.size()))))));
      }
      case 4 -> {
        int at = text.lastIndexOf('\n', random.nextInt(text.length() + 1)) + 1;
        yield text.substring(0, at) + "  ".repeat(1 + random.nextInt(3)) + text.substring(at);
      }
      default -> withBytes(text);
    };
  }

  private static String latin(String text) {
    return text(text.getBytes(StandardCharsets.UTF_8));
  }

  private String withWord(String text, String word) {
    return replaced(text, WORD, word);
  }

  private String replaced(String text, Pattern what, String by) {
    List<MatchResult> found = what.matcher(text).results().toList();
    if (found.isEmpty()) {
      return text + by;
    }
    MatchResult match = found.get(random.nextInt(found.size()));
    return text.substring(0, match.start()) + by + text.substring(match.end());
  }

  private String withArgument(String text) {
    List<Integer> calls = new ArrayList<>();
    for (int i = text.indexOf('('); i >= 0; i = text.indexOf('(', i + 1)) {
      calls.add(i + 1);
    }
    if (calls.isEmpty()) {
      return text;
    }
    int at = calls.get(random.nextInt(calls.size()));
    String value = latin(VALUES.get(random.nextInt(VALUES.size())));
    String argument =
        switch (random.nextInt(4)) {
          case 0 -> value + ", ";
          case 1 -> "*[" + value + "], ";
          default ->
              corpus.parameters().get(random.nextInt(corpus.parameters().size()))
                  + "="
                  + value
                  + ", ";
        };
    return text.substring(0, at) + argument + text.substring(at);
  }

  private String wrapped(String text) {
    List<MatchResult> found = WORD.matcher(text).results().toList();
    if (found.isEmpty()) {
      return text;
    }
    MatchResult match = found.get(random.nextInt(found.size()));
    String before =
        List.of("blob(", "[", "str(", "read_file(", "(", "{'a': ").get(random.nextInt(6));
    String after = before.equals("[") ? "]" : before.startsWith("{") ? "}" : ")";
    return text.substring(0, match.start())
        + before
        + match.group()
        + after
        + text.substring(match.end());
  }

  private String line(String text) {
    int at = text.lastIndexOf('\n', random.nextInt(text.length() + 1) - 1) + 1;
    int end = text.indexOf('\n', at);
    return end < 0 ? text.substring(at) + "\n" : text.substring(at, end + 1);
  }

  private String withLine(String text, String line) {
    int at = text.lastIndexOf('\n', random.nextInt(text.length() + 1) - 1) + 1;
    return text.substring(0, at) + line + text.substring(at);
  }

  private String withBytes(String text) {
    StringBuilder out = new StringBuilder(text);
    int from = random.nextInt(out.length() + 1);
    int to = Math.min(out.length(), from + random.nextInt(12));
    switch (random.nextInt(4)) {
      case 0 -> out.delete(from, to);
      case 1 -> out.insert(from, out.substring(from, to));
      case 2 -> out.insert(from, (char) random.nextInt(256));
      default -> {
        if (from < out.length()) {
          out.setCharAt(from, (char) random.nextInt(256));
        }
      }
    }
    return out.toString();
  }
}
