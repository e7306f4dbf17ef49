package dev.camber.client;

import dev.camber.client.print.JsonPathTemplate;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonString;
import dev.camber.model.jsonpath.JsonPathException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code --sort-by}. Stateless. */
final class SortBy {
  private record Keyed<T>(T item, Optional<Json> key) {}

  private SortBy() {}

  /** The items by the value at a path of their object; those without one come first. */
  static <T> List<T> sorted(List<T> items, Function<T, Json> object, String path) throws Refused {
    if (path.isEmpty() || items.isEmpty()) {
      return items;
    }
    List<Keyed<T>> keyed = new ArrayList<>();
    try {
      JsonPathTemplate template = JsonPathTemplate.ofPath(path);
      for (T item : items) {
        keyed.add(new Keyed<>(item, template.find(object.apply(item), true).stream().findFirst()));
      }
    } catch (JsonPathException e) {
      throw Refused.plain("error: " + e.getMessage());
    }
    if (keyed.stream().noneMatch(k -> k.key().isPresent())) {
      throw Refused.plain(
          "error: couldn't find any field with path \"" + path + "\" in the list of objects");
    }
    Comparator<Keyed<T>> order = (a, b) -> compare(a.key(), b.key());
    return keyed.stream().sorted(order).map(Keyed::item).toList();
  }

  private static int compare(Optional<Json> left, Optional<Json> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isPresent(), right.isPresent());
    }
    if (left.get() instanceof JsonNumber l && right.get() instanceof JsonNumber r) {
      return Double.compare(l.doubleValue(), r.doubleValue());
    }
    return natural(text(left.get()), text(right.get()));
  }

  private static String text(Json value) {
    return value instanceof JsonString s ? s.value() : value.compact();
  }

  /** Numbers within texts count as numbers: {@code web2} stands before {@code web10}. */
  static int natural(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      if (Character.isDigit(left.charAt(i)) && Character.isDigit(right.charAt(j))) {
        int a = digits(left, i);
        int b = digits(right, j);
        String x = left.substring(i, a).replaceFirst("^0+(?=.)", "");
        String y = right.substring(j, b).replaceFirst("^0+(?=.)", "");
        int order = x.length() != y.length() ? x.length() - y.length() : x.compareTo(y);
        if (order != 0) {
          return order;
        }
        i = a;
        j = b;
      } else {
        int order = Character.compare(left.charAt(i++), right.charAt(j++));
        if (order != 0) {
          return order;
        }
      }
    }
    return (left.length() - i) - (right.length() - j);
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
