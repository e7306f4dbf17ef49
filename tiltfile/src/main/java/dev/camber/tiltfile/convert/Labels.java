package dev.camber.tiltfile.convert;

import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Labels of resources. Source: spec Tiltfile, section 2.5; the texts are the API server's. */
public final class Labels {
  private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final Pattern NAME_FORM = Pattern.compile(NAME);
  private static final String PREFIX =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final Pattern PREFIX_FORM = Pattern.compile(PREFIX);
  private static final int MAX_NAME = 63;
  private static final int MAX_PREFIX = 253;
  private static final String NAME_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '"
          + NAME
          + "')";

  private Labels() {}

  /** The converter {@code labels}: label to itself, in the order given. */
  public static final Converter<Map<String, String>> LABELS =
      value -> {
        if (value instanceof StarlarkNone) {
          return Map.of();
        }
        List<Value> elements =
            value instanceof StarlarkString
                ? List.of(value)
                : Convert.listOrTuple(value)
                    .orElseThrow(() ->
                        new EvalException(
                            "value should be a label or List or Tuple of labels, but is of type "
                                + value.type()));
        Map<String, String> labels = new LinkedHashMap<>();
        for (Value element : elements) {
          String label = Convert.STRLIKE.convert(element);
          check(label);
          labels.put(label, label);
        }
        return labels;
      };

  private static void check(String label) {
    List<String> problems = keyProblems(label);
    if (problems.isEmpty()) {
      problems = valueProblems(label);
    }
    if (!problems.isEmpty()) {
      throw new EvalException(
          "Invalid label " + Starlark.quote(label) + ": " + String.join(", ", problems));
    }
  }

  private static List<String> keyProblems(String key) {
    List<String> problems = new ArrayList<>();
    String[] parts = key.split("/", -1);
    String name = parts[parts.length - 1];
    if (parts.length > 2) {
      return List.of(
          "a valid label key "
              + NAME_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    if (parts.length == 2) {
      String prefix = parts[0];
      if (prefix.isEmpty()) {
        problems.add("prefix part must be non-empty");
      } else {
        if (bytes(prefix) > MAX_PREFIX) {
          problems.add("prefix part must be no more than " + MAX_PREFIX + " bytes");
        }
        if (!PREFIX_FORM.matcher(prefix).matches()) {
          problems.add(
              "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                  + " characters, '-' or '.', and must start and end with an alphanumeric character"
                  + " (e.g. 'example.com', regex used for validation is '"
                  + PREFIX
                  + "')");
        }
      }
    }
    if (name.isEmpty()) {
      problems.add("name part must be non-empty");
    } else if (bytes(name) > MAX_NAME) {
      problems.add("name part must be no more than " + MAX_NAME + " bytes");
    }
    if (!NAME_FORM.matcher(name).matches()) {
      problems.add("name part " + NAME_RULE);
    }
    return problems;
  }

  private static List<String> valueProblems(String value) {
    List<String> problems = new ArrayList<>();
    if (bytes(value) > MAX_NAME) {
      problems.add("must be no more than " + MAX_NAME + " bytes");
    }
    if (!value.isEmpty() && !NAME_FORM.matcher(value).matches()) {
      problems.add(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
              + " 'my_value',  or '12345', regex used for validation is '("
              + NAME
              + ")?')");
    }
    return problems;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
