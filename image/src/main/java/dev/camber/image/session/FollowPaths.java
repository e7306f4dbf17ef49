package dev.camber.image.session;

import dev.camber.image.context.ContextEntry;
import dev.camber.image.h2.GrpcCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The part of a context that a build wants: the sources of its {@code COPY} and {@code ADD} steps,
 * and what symbolic links among them lead to. Without wishes it is the whole context.
 */
final class FollowPaths {
  private static final int MAX_LINKS = 255;

  private final List<String> wanted;

  FollowPaths(List<String> wanted) {
    this.wanted = wanted;
  }

  static FollowPaths of(GrpcCall call) {
    List<String> wanted = new ArrayList<>(decoded(call, "followpaths"));
    wanted.addAll(decoded(call, "include-patterns"));
    return new FollowPaths(wanted);
  }

  private static List<String> decoded(GrpcCall call, String name) {
    List<String> values = call.metadata(name);
    if (call.metadata(name + "-encoded").isEmpty()) {
      return values;
    }
    return values.stream()
        .map(v -> URLDecoder.decode(v.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  /** The entries that are wanted, what is below them, and the directories above them. */
  List<ContextEntry> select(List<ContextEntry> all) {
    if (wanted.isEmpty()) {
      return all;
    }
    Map<String, ContextEntry> byPath = new HashMap<>();
    Map<String, List<String>> children = new HashMap<>();
    for (ContextEntry entry : all) {
      byPath.put(entry.path(), entry);
      children.computeIfAbsent(parent(entry.path()), p -> new ArrayList<>()).add(entry.path());
    }
    Set<String> roots = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(wanted);
    Set<String> followed = new HashSet<>();
    while (!open.isEmpty() && followed.size() < MAX_LINKS * (wanted.size() + 1)) {
      String path = clean(open.removeFirst());
      if (followed.add(path)) {
        walk(path, "", byPath, children, roots, open);
      }
    }
    if (roots.contains("")) {
      return all;
    }
    Set<String> ancestors = new HashSet<>();
    for (String root : roots) {
      for (String above = parent(root); !above.isEmpty(); above = parent(above)) {
        ancestors.add(above);
      }
    }
    return all.stream()
        .filter(e -> ancestors.contains(e.path()) || isAtOrBelow(e.path(), roots))
        .toList();
  }

  /** Goes down {@code rest} from {@code base}, a directory; links lead to new walks. */
  private static void walk(
      String rest,
      String base,
      Map<String, ContextEntry> byPath,
      Map<String, List<String>> children,
      Set<String> roots,
      Deque<String> open) {
    if (rest.isEmpty()) {
      roots.add(base);
      return;
    }
    int slash = rest.indexOf('/');
    String name = slash < 0 ? rest : rest.substring(0, slash);
    String further = slash < 0 ? "" : rest.substring(slash + 1);
    if (name.equals("**")) {
      roots.add(base); // anything below may match
      return;
    }
    for (String child : matching(name, base, byPath, children)) {
      ContextEntry entry = byPath.get(child);
      if (entry == null) {
        continue;
      }
      if (entry.type() == ContextEntry.Type.LINK) {
        roots.add(child);
        String target =
            entry.linkTarget().startsWith("/")
                ? entry.linkTarget()
                : parent(child) + "/" + entry.linkTarget();
        open.addLast(further.isEmpty() ? target : target + "/" + further);
      } else {
        walk(further, child, byPath, children, roots, open);
      }
    }
  }

  private static List<String> matching(
      String name,
      String base,
      Map<String, ContextEntry> byPath,
      Map<String, List<String>> children) {
    String literal = base.isEmpty() ? name : base + "/" + name;
    if (!isPattern(name)) {
      return byPath.containsKey(literal) ? List.of(literal) : List.of();
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex(name), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      return children.getOrDefault(base, List.of()); // the builder will complain; send enough
    }
    return children.getOrDefault(base, List.of()).stream()
        .filter(c -> pattern.matcher(c.substring(c.lastIndexOf('/') + 1)).matches())
        .toList();
  }

  private static boolean isPattern(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0;
  }

  private static String regex(String glob) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> out.append("[^/]*");
        case '?' -> out.append("[^/]");
        case '[' -> out.append('[');
        case ']' -> out.append(']');
        case '\\' -> {
          if (++i < glob.length()) {
            out.append(Pattern.quote(String.valueOf(glob.charAt(i))));
          }
        }
        case '-', '^' -> out.append(c);
        default -> out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return out.toString();
  }

  private static boolean isAtOrBelow(String path, Set<String> roots) {
    for (String here = path; !here.isEmpty(); here = parent(here)) {
      if (roots.contains(here)) {
        return true;
      }
    }
    return false;
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The path without {@code .}, {@code ..} and double slashes; it cannot leave the context. */
  private static String clean(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : Arrays.asList(path.split("/", -1))) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
