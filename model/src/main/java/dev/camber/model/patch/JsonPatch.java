package dev.camber.model.patch;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** RFC 6902. Stateless. */
public final class JsonPatch {
  private static final int MOST_OPERATIONS = 10_000;

  private JsonPatch() {}

  /** A change of the value that a path's last step names within its parent. */
  private interface Change {
    Json in(Json parent, String step) throws PatchException;
  }

  /** The document after all operations, in order. */
  public static Json apply(Json document, Json patch) throws PatchException {
    if (!(patch instanceof JsonArray operations)) {
      throw PatchException.malformed(
          "a JSON patch is a list of operations, found " + patch.typeName());
    }
    if (operations.size() > MOST_OPERATIONS) {
      throw PatchException.malformed(
          "the patch has " + operations.size() + " operations, at most " + MOST_OPERATIONS);
    }
    Json out = document;
    for (Json operation : operations) {
      out = one(out, operation);
    }
    return out;
  }

  private static Json one(Json document, Json operation) throws PatchException {
    String name = operation.stringAt("op").orElse("");
    String path =
        operation
            .stringAt("path")
            .orElseThrow(() -> PatchException.malformed("an operation without path"));
    return switch (name) {
      case "add" -> add(document, path, value(operation));
      case "replace" -> {
        get(document, path);
        yield path.isEmpty()
            ? value(operation)
            : change(document, steps(path), 0, replace(value(operation)));
      }
      case "remove" -> change(document, steps(path), 0, JsonPatch::remove);
      case "test" -> {
        Json expected = operation.at("value").orElse(Json.ofNull());
        if (!get(document, path).equals(expected)) {
          throw PatchException.doesNotFit("test failed at " + path);
        }
        yield document;
      }
      case "copy" -> add(document, path, get(document, from(operation)));
      case "move" -> {
        String from = from(operation);
        if (path.startsWith(from + "/")) {
          throw PatchException.doesNotFit("cannot move " + from + " into itself");
        }
        Json moved = get(document, from);
        yield add(change(document, steps(from), 0, JsonPatch::remove), path, moved);
      }
      default -> throw PatchException.malformed("unknown operation \"" + name + "\"");
    };
  }

  private static Json value(Json operation) throws PatchException {
    return operation
        .at("value")
        .orElseThrow(() -> PatchException.malformed("an operation without value"));
  }

  private static String from(Json operation) throws PatchException {
    return operation
        .stringAt("from")
        .orElseThrow(() -> PatchException.malformed("an operation without from"));
  }

  private static List<String> steps(String path) throws PatchException {
    if (!path.startsWith("/")) {
      throw PatchException.malformed("a path begins with /, found \"" + path + "\"");
    }
    List<String> out = new ArrayList<>();
    for (String step : path.substring(1).split("/", -1)) {
      out.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return out;
  }

  private static Json get(Json document, String path) throws PatchException {
    Json here = document;
    if (path.isEmpty()) {
      return here;
    }
    for (String step : steps(path)) {
      Optional<Json> next =
          switch (here) {
            case JsonObject o -> o.get(step);
            case JsonArray a -> {
              int index = index(step, a.size() - 1);
              yield Optional.of(a.items().get(index));
            }
            default -> Optional.empty();
          };
      here = next.orElseThrow(() -> PatchException.doesNotFit("there is nothing at " + path));
    }
    return here;
  }

  private static Json add(Json document, String path, Json value) throws PatchException {
    return path.isEmpty() ? value : change(document, steps(path), 0, insert(value));
  }

  private static Json change(Json here, List<String> steps, int at, Change change)
      throws PatchException {
    String step = steps.get(at);
    if (at == steps.size() - 1) {
      return change.in(here, step);
    }
    return switch (here) {
      case JsonObject o -> {
        Json child =
            o.get(step).orElseThrow(() -> PatchException.doesNotFit("there is no member " + step));
        yield o.with(step, change(child, steps, at + 1, change));
      }
      case JsonArray a -> {
        int index = index(step, a.size() - 1);
        List<Json> copy = new ArrayList<>(a.items());
        copy.set(index, change(copy.get(index), steps, at + 1, change));
        yield new JsonArray(copy);
      }
      default -> throw PatchException.doesNotFit("there is nothing below " + step);
    };
  }

  private static Change insert(Json value) {
    return (parent, step) ->
        switch (parent) {
          case JsonObject o -> o.with(step, value);
          case JsonArray a -> {
            int index = step.equals("-") ? a.size() : index(step, a.size());
            List<Json> copy = new ArrayList<>(a.items());
            copy.add(index, value);
            yield new JsonArray(copy);
          }
          default -> throw PatchException.doesNotFit("cannot add " + step + " here");
        };
  }

  private static Change replace(Json value) {
    return (parent, step) ->
        switch (parent) {
          case JsonObject o -> o.with(step, value);
          case JsonArray a -> {
            List<Json> copy = new ArrayList<>(a.items());
            copy.set(index(step, a.size() - 1), value);
            yield new JsonArray(copy);
          }
          default -> throw PatchException.doesNotFit("cannot replace " + step + " here");
        };
  }

  private static Json remove(Json parent, String step) throws PatchException {
    return switch (parent) {
      case JsonObject o when o.has(step) -> o.without(step);
      case JsonArray a -> {
        List<Json> copy = new ArrayList<>(a.items());
        copy.remove(index(step, a.size() - 1));
        yield new JsonArray(copy);
      }
      default -> throw PatchException.doesNotFit("there is no " + step + " to remove");
    };
  }

  private static int index(String step, int most) throws PatchException {
    boolean plain = step.matches("0|[1-9][0-9]{0,8}");
    int index = plain ? Integer.parseInt(step) : -1;
    if (index < 0 || index > most) {
      throw PatchException.doesNotFit("there is no item " + step);
    }
    return index;
  }
}
