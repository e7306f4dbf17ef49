package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code alpha tree-view}. Source: spec CLI and API, section 6.2. */
final class TreeViewVerb implements Verb {
  /** A resource: those it depends on, and how it is. */
  private record Node(String name, List<String> parents, String status) {}

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    Map<String, JsonObject> objects = new LinkedHashMap<>();
    for (JsonObject object : api.list(api.type("uiresources"), "")) {
      objects.put(object.stringAt("metadata", "name").orElse(""), object);
    }
    JsonObject dump = WebVerbs.json(flags, surroundings, "/api/dump/engine");
    Map<String, Node> nodes = new LinkedHashMap<>();
    dump.at("ManifestTargets")
        .flatMap(Json::asObject)
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((name, target) -> {
          List<String> parents = new ArrayList<>();
          target
              .at("Manifest", "ResourceDependencies")
              .flatMap(Json::asArray)
              .orElse(JsonArray.EMPTY)
              .forEach(p -> p.asString().ifPresent(parents::add));
          JsonObject object = objects.getOrDefault(name, JsonObject.EMPTY);
          nodes.put(
              name,
              new Node(
                  name,
                  parents,
                  status(
                      object.stringAt("status", "updateStatus").orElse("none"),
                      object.stringAt("status", "runtimeStatus").orElse("none"))));
        });
    String path = dump.stringAt("DesiredTiltfilePath").orElse("");
    new Drawing(nodes, flags.bool("blockers"), flags.bool("dedupe"), surroundings.out())
        .print(path);
    return 0;
  }

  /** The words for two statuses; the first that fits. */
  static String status(String update, String runtime) {
    if (update.equals("error") && runtime.equals("error")) {
      return "error";
    }
    if (update.equals("error")) {
      return "build error";
    }
    if (runtime.equals("error")) {
      return "runtime error";
    }
    if (update.equals("in_progress")) {
      return "building";
    }
    if (update.equals("pending")) {
      return runtime.equals("pending") ? "pending" : "build pending";
    }
    if (runtime.equals("pending")) {
      return "starting";
    }
    if (runtime.equals("unknown")) {
      return "unknown";
    }
    return update.equals("none") || runtime.equals("none") ? "not started" : "ok";
  }

  /** One picture. */
  private static final class Drawing {
    private final Map<String, Node> nodes;
    private final boolean blockers;
    private final boolean dedupe;
    private final PrintStream out;
    private final Set<String> shown = new HashSet<>();

    Drawing(Map<String, Node> nodes, boolean blockers, boolean dedupe, PrintStream out) {
      this.nodes = nodes;
      this.blockers = blockers;
      this.dedupe = dedupe;
      this.out = out;
    }

    void print(String path) {
      if (nodes.isEmpty()) {
        out.println("No resources found.");
        return;
      }
      List<Node> roots =
          ordered(nodes.values().stream().filter(n -> n.parents().isEmpty()).toList());
      if (blockers) {
        if (nodes.values().stream().allMatch(n -> n.status().equals("ok"))) {
          out.println("No blocked resources found. All resources are OK.");
          return;
        }
        roots = roots.stream().filter(n -> unwell(n) && !n.status().equals("not started")).toList();
        if (roots.isEmpty()) {
          out.println("No root blockers found.");
          return;
        }
      }
      out.println((blockers ? "Blocked resources for Tiltfile: " : "Tiltfile: ") + path);
      draw(roots, "", "");
      out.println();
      out.println("---");
      out.println(footer());
    }

    private static boolean unwell(Node node) {
      return !node.status().equals("ok");
    }

    private List<Node> children(Node node) {
      return ordered(
          nodes.values().stream().filter(n -> n.parents().contains(node.name())).toList());
    }

    private static List<Node> ordered(List<Node> some) {
      return some.stream().sorted(Comparator.comparing(Node::name)).toList();
    }

    private void draw(List<Node> siblings, String indent, String parent) {
      for (int i = 0; i < siblings.size(); i++) {
        Node node = siblings.get(i);
        boolean last = i == siblings.size() - 1;
        boolean again = !shown.add(node.name());
        out.println(
            indent
                + (last ? "└── " : "├── ")
                + node.name()
                + " ("
                + node.status()
                + ")"
                + others(node, parent));
        if (!again || !dedupe) {
          draw(children(node), indent + (last ? "    " : "│   "), node.name());
        }
      }
    }

    private String others(Node node, String parent) {
      List<String> others =
          node.parents().stream().filter(p -> !p.equals(parent)).sorted().toList();
      return !dedupe || others.isEmpty()
          ? ""
          : " [also depends on: " + String.join(", ", others) + "]";
    }

    private String footer() {
      List<Node> counted = nodes.values().stream().filter(n -> shown.contains(n.name())).toList();
      StringBuilder text = new StringBuilder("Resources: " + counted.size() + " total");
      count(text, "ok", counted.stream().filter(n -> n.status().equals("ok")).count());
      count(text, "building", counted.stream().filter(n -> n.status().equals("building")).count());
      count(text, "pending", counted.stream().filter(Drawing::isPending).count());
      count(text, "errors", counted.stream().filter(n -> n.status().endsWith("error")).count());
      return text.toString();
    }

    private static boolean isPending(Node node) {
      return !List.of("ok", "building").contains(node.status()) && !node.status().endsWith("error");
    }

    private static void count(StringBuilder text, String what, long n) {
      if (n > 0) {
        text.append(", ").append(n).append(' ').append(what);
      }
    }
  }
}
