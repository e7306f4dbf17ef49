package dev.camber.image.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A path with a query, put together. Not thread-safe. */
public final class Query {
  private final String path;
  private final List<String> parameters = new ArrayList<>();

  private Query(String path) {
    this.path = path;
  }

  /** {@code path} is used as it stands; see {@link #segment} for parts that come from outside. */
  public static Query of(String path) {
    return new Query(path);
  }

  /** One segment of a path, escaped; slashes stay, since image names have them. */
  public static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  public Query with(String name, String value) {
    parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    return this;
  }

  /** Adds the parameter only if {@code value} is not empty. */
  public Query withIfSet(String name, String value) {
    return value.isEmpty() ? this : with(name, value);
  }

  @Override
  public String toString() {
    return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
  }
}
