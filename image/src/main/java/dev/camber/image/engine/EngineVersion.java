package dev.camber.image.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What runs at an engine.
 *
 * @param version of the server, as it prints it
 * @param apiVersion newest API it speaks
 * @param os as in {@code linux}
 * @param arch as in {@code amd64}
 * @param builder the builder it prefers: {@code 1} classic, {@code 2} BuildKit; empty if unsaid
 */
public record EngineVersion(
    String version, String apiVersion, String os, String arch, String builder) {

  /** Whether the API is at least {@code wanted}, as in {@code 1.39}. */
  public boolean apiAtLeast(String wanted) {
    List<Integer> have = numbers(apiVersion);
    List<Integer> want = numbers(wanted);
    for (int i = 0; i < want.size(); i++) {
      int mine = i < have.size() ? have.get(i) : 0;
      if (mine != want.get(i)) {
        return mine > want.get(i);
      }
    }
    return true;
  }

  private static List<Integer> numbers(String version) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : version.split("\\.", -1)) {
      String digits = part.replaceAll("[^0-9].*", "");
      numbers.add(digits.isEmpty() ? 0 : Integer.parseInt(digits));
    }
    return numbers;
  }
}
