package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlDocuments;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects of {@code -f}, {@code -R} and {@code -k}. */
final class Manifests {
  private static final List<String> EXTENSIONS = List.of(".json", ".yaml", ".yml");

  private Manifests() {}

  /**
   * One object.
   *
   * @param source the file it stands in, as messages name it
   */
  record Manifest(JsonObject object, String source) {
    String name() {
      return object.stringAt("metadata", "name").orElse("");
    }
  }

  /** Whether the command line names files. */
  static boolean given(ParsedFlags flags) {
    return flags.wasGiven("filename") || has(flags, "kustomize");
  }

  private static boolean has(ParsedFlags flags, String name) {
    return flags.values().containsKey(name) && !flags.string(name).isEmpty();
  }

  /** All objects of all files, in order. */
  static List<Manifest> read(ParsedFlags flags, Surroundings surroundings) throws Refused {
    List<String> files = flags.strings("filename");
    if (has(flags, "kustomize")) {
      if (!files.isEmpty()) {
        throw Refused.plain("error: only one of -f or -k can be specified");
      }
      return kustomized(flags.string("kustomize"), surroundings);
    }
    List<Manifest> out = new ArrayList<>();
    for (String file : files) {
      if (file.equals("-")) {
        add(standardInput(surroundings), "STDIN", out);
      } else if (file.startsWith("http://") || file.startsWith("https://")) {
        add(fetched(file), file, out);
      } else {
        for (Path path : paths(file, flags.bool("recursive"), surroundings.directory())) {
          add(text(path), shown(path, surroundings.directory(), file), out);
        }
      }
    }
    return out;
  }

  private static String shown(Path path, Path directory, String given) {
    return Path.of(given).isAbsolute() || !path.startsWith(directory)
        ? path.toString()
        : directory.relativize(path).toString();
  }

  private static List<Path> paths(String file, boolean recursive, Path directory) throws Refused {
    Path path = directory.resolve(file);
    if (!Files.exists(path)) {
      throw Refused.plain("error: the path \"" + file + "\" does not exist");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> below = Files.walk(path, recursive ? Integer.MAX_VALUE : 1)) {
      List<Path> found =
          below
              .filter(Files::isRegularFile)
              .filter(p -> EXTENSIONS.stream().anyMatch(e -> p.toString().endsWith(e)))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw Refused.plain(
            "error: error reading ["
                + file
                + "]: recognized file extensions are [.json .yaml .yml]");
      }
      return found;
    } catch (IOException | UncheckedIOException e) {
      throw Refused.plain("error: error reading [" + file + "]: " + e.getMessage());
    }
  }

  private static String text(Path path) throws Refused {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw Refused.plain("error: error reading [" + path + "]: " + e.getMessage());
    }
  }

  private static String standardInput(Surroundings surroundings) throws Refused {
    try {
      return new String(surroundings.in().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Refused.plain("error: error reading standard input: " + e.getMessage());
    }
  }

  private static String fetched(String address) throws Refused {
    try (InputStream in = URI.create(address).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      throw Refused.plain("error: unable to read URL \"" + address + "\": " + e.getMessage());
    }
  }

  private static List<Manifest> kustomized(String directory, Surroundings surroundings)
      throws Refused {
    List<Manifest> out = new ArrayList<>();
    Optional<String> problem = Optional.empty();
    for (List<String> command :
        List.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))) {
      List<String> argv = new ArrayList<>(command);
      argv.add(directory);
      Programs.Result result = Programs.capture(argv, surroundings);
      if (result.started()) {
        if (result.exit() != 0) {
          throw Refused.plain("error: " + String.join(" ", argv) + ": " + result.err().strip());
        }
        add(result.out(), directory, out);
        return out;
      }
      problem = Optional.of(result.err());
    }
    throw Refused.plain(
        "error: -k needs kustomize or kubectl on the PATH: " + problem.orElse("none was found"));
  }

  /** Adds the objects of a text; lists are opened. */
  static void add(String text, String source, List<Manifest> out) throws Refused {
    YamlDocuments documents = new YamlDocuments(text);
    try {
      for (Optional<String> next = documents.next(); next.isPresent(); next = documents.next()) {
        Json value = Yaml.read(next.get(), YamlSchema.KUBERNETES);
        if (value != JsonNull.NULL) {
          addValue(value, source, out);
        }
      }
    } catch (YamlException e) {
      throw Refused.plain(
          "error: error parsing " + source + ": error converting YAML to JSON: " + e.getMessage());
    }
  }

  private static void addValue(Json value, String source, List<Manifest> out) throws Refused {
    JsonObject object =
        value
            .asObject()
            .orElseThrow(() ->
                Refused.plain(
                    "error: error validating \""
                        + source
                        + "\": found "
                        + value.typeName()
                        + ", wanted an object with apiVersion and kind"));
    if (object.stringAt("kind").orElse("").equals("List")) {
      for (Json item : object.at("items").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        addValue(item, source, out);
      }
      return;
    }
    for (String field : List.of("apiVersion", "kind")) {
      if (object.stringAt(field).orElse("").isEmpty()) {
        throw Refused.plain(
            "error: error validating \""
                + source
                + "\": error validating data: "
                + field
                + " not set; if you choose to ignore these errors, turn validation off with"
                + " --validate=false");
      }
    }
    out.add(new Manifest(object, source));
  }

  /** Whether the object carries the labels that a selector of equalities asks for. */
  static boolean matches(JsonObject object, String selector) throws Refused {
    for (String term : selector.split(",", -1)) {
      String t = term.strip();
      if (t.isEmpty()) {
        continue;
      }
      boolean negative = t.contains("!=");
      int equals = t.indexOf('=');
      if (equals < 0) {
        boolean absent = t.startsWith("!");
        String key = absent ? t.substring(1) : t;
        if (key.contains(" ") || key.contains("(")) {
          throw Refused.plain(
              "error: the selector \""
                  + selector
                  + "\" is too much for objects of files; wanted a=b, a!=b, a or !a");
        }
        if (object.at("metadata", "labels", key).isPresent() == absent) {
          return false;
        }
        continue;
      }
      String key = t.substring(0, negative ? t.indexOf("!=") : equals).strip();
      String value = t.substring(t.lastIndexOf('=') + 1).strip();
      boolean same = object.stringAt("metadata", "labels", key).map(value::equals).orElse(false);
      if (same == negative) {
        return false;
      }
    }
    return true;
  }
}
