package dev.camber.kubernetes.entity;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.yaml.GoJsonScanner;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlDocuments;
import dev.camber.model.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a stream that may be JSON or YAML: a text that begins with a brace is first
 * tried as JSON, whose documents may follow each other without separator. Single-threaded.
 */
final class ManifestDocuments {
  /** Only this far is a brace looked for. */
  private static final int GUESS_SIZE = 4096;

  /**
   * A document.
   *
   * @param source its text if it was written as JSON, empty if it was YAML
   */
  record Document(Json value, String source) {
    /** Its JSON text as messages show it. */
    String text() {
      return source.isEmpty() ? HtmlSafe.compact(value) : source;
    }
  }

  private final String source;
  private @Nullable YamlDocuments yaml;
  private int consumed;
  private int jsonDocuments;

  ManifestDocuments(String source) {
    this.source = source;
    int first = firstNonSpace(source);
    if (first >= Math.min(source.length(), GUESS_SIZE) || source.charAt(first) != '{') {
      yaml = new YamlDocuments(source);
    }
  }

  private static int firstNonSpace(String text) {
    int at = 0;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The next document; empty at the end. */
  Optional<Document> next() throws ManifestException {
    YamlDocuments documents = yaml;
    if (documents != null) {
      try {
        return nextYaml(documents);
      } catch (YamlException e) {
        throw new ManifestException(String.valueOf(e.getMessage()));
      }
    }
    int start = GoJsonScanner.skipSpace(source, consumed);
    if (start == source.length()) {
      return Optional.empty();
    }
    try {
      int end = GoJsonScanner.endOfValue(source, start);
      String text = source.substring(start, end);
      consumed = end;
      jsonDocuments++;
      return Optional.of(new Document(Json.parse(text), text));
    } catch (JsonSyntaxException e) {
      throw new ManifestException(String.valueOf(e.getMessage()));
    } catch (GoJsonScanner.SyntaxException e) {
      return yamlAfter(e);
    }
  }

  /** The rest as YAML; if that fails as well, the JSON error is the one that is told. */
  private Optional<Document> yamlAfter(GoJsonScanner.SyntaxException error)
      throws ManifestException {
    if (jsonDocuments > 1) {
      throw new ManifestException(
          error.atEnd() ? "unexpected EOF" : String.valueOf(error.getMessage()));
    }
    YamlDocuments documents = new YamlDocuments(source.substring(afterOneLineOfSpace()));
    yaml = documents;
    try {
      return nextYaml(documents);
    } catch (YamlException e) {
      if (error.atEnd()) {
        throw new ManifestException("unexpected EOF");
      }
      int offset =
          source.substring(0, error.position()).getBytes(StandardCharsets.UTF_8).length + 1;
      throw new ManifestException("json: offset " + offset + ": " + error.getMessage());
    }
  }

  private int afterOneLineOfSpace() {
    int at = consumed;
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      if (source.charAt(at++) == '\n') {
        break;
      }
    }
    return at;
  }

  private static Optional<Document> nextYaml(YamlDocuments documents) throws YamlException {
    Optional<String> text = documents.next();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Json value = sorted(Yaml.readKubernetes(text.get()));
    return Optional.of(new Document(value, ""));
  }

  /** Go prints maps sorted, so the first wrong field of YAML is the first in that order. */
  private static Json sorted(Json value) {
    return switch (value) {
      case JsonObject o -> {
        List<String> names = new ArrayList<>(o.members().keySet());
        names.sort(ManifestDocuments::compareCodePoints);
        Map<String, Json> members = LinkedHashMap.newLinkedHashMap(names.size());
        for (String name : names) {
          members.put(name, sorted(o.members().getOrDefault(name, Json.ofNull())));
        }
        yield new JsonObject(members);
      }
      case JsonArray a -> {
        List<Json> items = new ArrayList<>(a.size());
        a.forEach(item -> items.add(sorted(item)));
        yield Json.array(items);
      }
      default -> value;
    };
  }

  /** In the order of UTF-8 bytes. */
  private static int compareCodePoints(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        return Character.isSurrogate(l) == Character.isSurrogate(r)
            ? Character.compare(l, r)
            : Character.isSurrogate(l) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
