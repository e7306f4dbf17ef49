package dev.camber.image.session;

import dev.camber.host.env.Environment;
import dev.camber.image.ImageBuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A secret that {@code RUN --mount=type=secret} may read.
 *
 * @param id the name the Dockerfile uses
 * @param source where its value is
 */
public record BuildSecret(String id, BuildSecret.Source source) {
  private static final int LIMIT = 500 * 1024;

  /** Where a secret's value is. */
  public sealed interface Source {
    record File(Path path) implements Source {}

    record Variable(String name) implements Source {}
  }

  /**
   * Reads {@code id=…,src=…} or {@code id=…,env=…} as {@code docker build --secret} does. Without
   * either, a variable of that name counts, then a file of that name.
   *
   * @param directory against which a relative path counts
   */
  public static BuildSecret parse(String text, Path directory, Environment environment)
      throws ImageBuildException {
    String id = "";
    String file = "";
    String variable = "";
    String type = "";
    for (String field : text.split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw new ImageBuildException(
            "invalid secret \"" + text + "\": \"" + field + "\" is not key=value");
      }
      String key = field.substring(0, equals);
      String value = field.substring(equals + 1);
      switch (key.toLowerCase(java.util.Locale.ROOT)) {
        case "id" -> id = value;
        case "source", "src" -> file = value;
        case "env" -> variable = value;
        case "type" -> type = value;
        default ->
            throw new ImageBuildException(
                "invalid secret \"" + text + "\": unexpected key \"" + key + "\"",
                "id, src, env and type are known");
      }
    }
    if (id.isEmpty()) {
      throw new ImageBuildException(
          "invalid secret \"" + text + "\": no id", "write id=NAME,src=PATH");
    }
    if (!type.isEmpty() && !type.equals("file") && !type.equals("env")) {
      throw new ImageBuildException(
          "invalid secret \"" + text + "\": unsupported type \"" + type + "\"");
    }
    if (type.equals("env") && variable.isEmpty()) {
      variable = file;
      file = "";
    }
    if (!variable.isEmpty()) {
      return new BuildSecret(id, new Source.Variable(variable));
    }
    if (file.isEmpty() && !type.equals("file") && environment.get(id).isPresent()) {
      return new BuildSecret(id, new Source.Variable(id));
    }
    return new BuildSecret(id, new Source.File(directory.resolve(file.isEmpty() ? id : file)));
  }

  /** The value now, or empty if there is none. */
  Optional<byte[]> read(Environment environment) throws IOException {
    return switch (source) {
      case Source.Variable(String name) ->
          environment
              .get(name)
              .map(value -> value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case Source.File(Path path) -> {
        if (!Files.exists(path)) {
          yield Optional.empty();
        }
        if (Files.size(path) > LIMIT) {
          throw new IOException("secret " + id + ": " + path + " is larger than 500 kB");
        }
        yield Optional.of(Files.readAllBytes(path));
      }
    };
  }
}
