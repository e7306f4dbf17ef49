package dev.camber.acceptance.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts names for what differs from run to run, in the order in which the recordings had it done.
 */
final class Normalizer {
  private static final String DURATION = "(?:\\d+(?:\\.\\d+)?(?:h|ms|m|µs|ns|s))+";

  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String regex, String replacement) {
      return new Rule(Pattern.compile(regex, Pattern.MULTILINE), quoted(replacement));
    }

    String apply(String text) {
      return pattern.matcher(text).replaceAll(replacement);
    }

    /** Only {@code $1} and the like are references. */
    private static String quoted(String replacement) {
      return replacement
          .replaceAll("\\\\(?!\\d)", "\\\\\\\\")
          .replaceAll("\\$(?!\\d)", Matcher.quoteReplacement("\\$"))
          .replaceAll("\\\\(\\d)", "\\$$1");
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of("(certificate-authority-data|token): [A-Za-z0-9+/=_-]{16,}", "$1: ${DATA}"),
          Rule.of("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "${UID}"),
          Rule.of("sha256:[0-9a-f]{64}", "sha256:${DIGEST}"),
          Rule.of("\\b[0-9a-f]{64}\\b", "${HASH64}"),
          Rule.of("\\b[0-9a-f]{40}\\b", "${HASH40}"),
          Rule.of("tilt-[0-9a-f]{16}\\b", "tilt-${IMAGEHASH}"),
          Rule.of("tilt-build-\\d+", "tilt-build-${N}"),
          Rule.of("((?:│|^) +)[0-9a-f]{12}: ", "$1${LAYER}: "),
          Rule.of("((?:[Cc]ontainer|container:) \\[?)[0-9a-f]{10,12}\\b", "$1${SHORTID}"),
          Rule.of("(container\\(s\\): \\[)[0-9a-f]{10,12}\\b", "$1${SHORTID}"),
          Rule.of("(pod-template-hash\"?[:=] ?\"?)[0-9a-z]{6,10}\\b", "$1${PODHASH}"),
          Rule.of(
              "(tilt\\.dev/pod-template-hash\\\\?\"?: ?\\\\?\"?|podTemplateSpecHash: |Pod Template Spec Hash: +)"
                  + "[0-9a-f]{20}\\b",
              "$1${PODHASH}"),
          Rule.of(
              "((?:appliedInputHash|Applied Input Hash|uibuttonspec-hash)\"?: *\"?)[0-9a-f]+={0,2}",
              "$1${HASH}"),
          Rule.of("(appliedInputHash: )\\S+", "$1${HASH}"),
          Rule.of("-[0-9a-z]{8,10}-[0-9a-z]{5}\\b(?=[/\"\\s:,.)\\]]|$)", "-${RS}-${POD}"),
          Rule.of(
              "((?:kind: ReplicaSet\\n +name: |Kind: +ReplicaSet\\n +Name: +)[a-z-]+)-[0-9a-z]{8,10}$",
              "$1-${RS}"),
          // Pods of jobs have no replica set; the alphabet of their suffix has no vowels.
          Rule.of(
              "((?:Pod \\\\?\"?|podName: |pod:[a-z-]+:)[a-z]+(?:-[a-z]+)*)-[b-df-hj-np-tv-xz24-9]{5}\\b",
              "$1-${POD}"),
          Rule.of("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z", "${MICROTIME}"),
          Rule.of(
              "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?[+-]\\d\\d:\\d\\d",
              "${NANOTIME}"),
          Rule.of("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z", "${NANOTIME}"),
          Rule.of("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "${TIME}"),
          Rule.of("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d", "${LOGTIME}"),
          Rule.of(
              "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT",
              "${HTTPTIME}"),
          Rule.of("(built |[\"']?[dD]ate[\"']?: *[\"']?)\\d{4}-\\d\\d-\\d\\d", "$1${DATE}"),
          Rule.of("\\(" + DURATION + "\\)", "(T)"),
          Rule.of("(DONE IN: |Step \\d+ - |\\[done: |[┊┃] [A-Z]\\w+ +- )" + DURATION, "$1${DUR}"),
          Rule.of("([┊┃] [A-Z]\\w+ +- )\\(…\\) Pending", "$1(…) Pending"),
          Rule.of(
              "(Successfully pulled image \\S+ in )" + DURATION + " \\(" + DURATION,
              "$1${DUR} (${DUR}"),
          Rule.of("(Image size: )\\d+", "$1${N}"),
          Rule.of("(read source files )[\\d.]+ ?[kMG]?i?B", "$1${SIZE}"),
          Rule.of("(\"resourceVersion\": ?)\"\\d+\"", "$1\"${RV}\""),
          Rule.of("(resourceVersion: )\"\\d+\"", "$1\"${RV}\""),
          Rule.of("(Resource Version: +)\\d+", "$1${RV}"),
          Rule.of("(\"pid\": ?|\\bpid: |Pid: +|Process )\\d+", "$1${PID}"),
          Rule.of("((?:localhost|127\\.0\\.0\\.1):)(?!5000\\b)\\d{5}\\b", "$1${ANYPORT}"),
          Rule.of("\\b10\\.\\d+\\.\\d+\\.\\d+\\b", "${IP}"),
          Rule.of("/run/user/\\d+", "${XDG_RUNTIME_DIR}"),
          Rule.of("\\b0x[0-9a-f]+\\b", "0xADDR"),
          // Which resolver answers is the machine's.
          Rule.of("(lookup \\S+) on \\S+:53: ", "$1: "),
          // Each program says its own version.
          Rule.of("(\\b[vV]ersion\"?: *\"?)\\d+\\.\\d+\\.\\d+(?=\"|,|$)", "$1${VERSION}"),
          Rule.of("\\bv?\\d+\\.\\d+\\.\\d+(-dev)?, built ", "v0.37.6-dev, built "));

  private static final Rule USAGE = Rule.of("(?s)^Usage:.*", "${USAGE}");

  private final Map<String, String> variables = new LinkedHashMap<>();

  /**
   * Says what a variable stands for; short values are used in steps but not looked for in answers.
   */
  void set(String name, String value) {
    variables.put(name, value);
  }

  /** The text of a step with its variables filled in. */
  String filled(String text) {
    String out = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      out = out.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    return out;
  }

  /** What is recorded of a text. */
  String normal(String text, List<List<String>> also) {
    String out = ruled(named(text));
    if (out.startsWith("Usage:") || out.contains("\nUsage:")) {
      out = USAGE.apply(out) + "\n";
    }
    for (List<String> rule : also) {
      out = Rule.of(rule.getFirst(), rule.getLast()).apply(out);
    }
    return out;
  }

  /** The rules that need no variables; recordings are put through them too, some left gaps. */
  static String ruled(String text) {
    String out = text;
    for (Rule rule : RULES) {
      out = rule.apply(out);
    }
    return out;
  }

  private String named(String text) {
    String out = text;
    for (String port : List.of("PORT", "PORT2")) {
      String value = variables.get(port);
      if (value != null) {
        out =
            out.replaceAll(
                "(?<![0-9])" + value + "(?![0-9])", Matcher.quoteReplacement("${" + port + "}"));
      }
    }
    List<Map.Entry<String, String>> byLength = new ArrayList<>(variables.entrySet());
    byLength.sort(Comparator.comparingInt((Map.Entry<String, String> e) -> -e.getValue().length()));
    for (Map.Entry<String, String> variable : byLength) {
      if (variable.getValue().length() > 5) {
        out = out.replace(variable.getValue(), "${" + variable.getKey() + "}");
      }
    }
    return out;
  }
}
