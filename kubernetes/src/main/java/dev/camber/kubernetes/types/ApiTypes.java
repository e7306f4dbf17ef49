package dev.camber.kubernetes.types;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of known kinds: all of client-go's scheme, and CustomResourceDefinition. It is made by
 * {@code dev/kubernetes-types} and loaded once. Immutable.
 */
public final class ApiTypes {
  private static final ApiTypes SHARED = load();

  private final List<ApiType> types = new ArrayList<>();
  private final Map<String, ApiType> kinds = new HashMap<>();

  private ApiTypes(List<String> rows) {
    Set<Integer> statuses = new HashSet<>();
    for (String row : rows) {
      if (row.startsWith("status\t")) {
        statuses.add(Integer.parseInt(row.substring("status\t".length())));
      }
    }
    for (String row : rows) {
      String[] cells = row.split("\t", -1);
      if (cells[0].equals("type")) {
        types.add(type(cells, statuses.contains(types.size())));
      }
    }
    for (String row : rows) {
      String[] cells = row.split("\t", -1);
      if (cells[0].equals("kind")) {
        kinds.put(cells[1] + "\t" + cells[2], types.get(Integer.parseInt(cells[3])));
      }
    }
  }

  public static ApiTypes known() {
    return SHARED;
  }

  private static ApiTypes load() {
    try (InputStream in = ApiTypes.class.getResourceAsStream("types.tsv")) {
      if (in == null) {
        throw new IllegalStateException("types.tsv is missing from the class path");
      }
      return new ApiTypes(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The type of a kind, if it is a known one; case counts. */
  public Optional<ApiType> kind(String apiVersion, String kind) {
    return Optional.ofNullable(kinds.get(apiVersion + "\t" + kind));
  }

  /** The type of a Go name such as {@code v1.PodSpec}; of several, the first. */
  Optional<ApiType> named(String goName) {
    return types.stream().filter(t -> t.goName().equals(goName)).findFirst();
  }

  private ApiType.Ref ref(String row) {
    return new ApiType.Ref(types, Integer.parseInt(row));
  }

  private ApiType type(String[] cells, boolean status) {
    String name = cells[1];
    return switch (cells[2]) {
      case "string" -> new ApiType.Text(name);
      case "bool" -> new ApiType.Bool(name);
      case "int" -> new ApiType.Whole(name, Integer.parseInt(cells[3]), true);
      case "uint" -> new ApiType.Whole(name, Integer.parseInt(cells[3]), false);
      case "float" -> new ApiType.Real(name);
      case "bytes" -> new ApiType.Bytes(name);
      case "pointer" -> new ApiType.Pointer(name, ref(cells[3]));
      case "list" -> new ApiType.ListOf(name, ref(cells[3]));
      case "map" -> new ApiType.MapOf(name, ref(cells[3]));
      case "custom" -> new ApiType.Custom(name, cells[3]);
      case "struct" -> new ApiType.Struct(name, cells[3], status, fields(cells));
      default -> throw new IllegalStateException("no such shape: " + cells[2]);
    };
  }

  private List<ApiType.Field> fields(String[] cells) {
    List<ApiType.Field> fields = new ArrayList<>();
    for (int i = 4; i < cells.length; i++) {
      String[] parts = cells[i].split(" ", -1);
      fields.add(
          new ApiType.Field(
              parts[0], parts[1].equals("o"), ref(parts[2]), parts.length > 3 ? parts[3] : ""));
    }
    return List.copyOf(fields);
  }
}
