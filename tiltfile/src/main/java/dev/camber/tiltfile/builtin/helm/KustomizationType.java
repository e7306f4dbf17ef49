package dev.camber.tiltfile.builtin.helm;

import dev.camber.model.yaml.GoType;
import java.util.HashMap;
import java.util.Map;

/** The type that the reference decodes a kustomization into, as far as its fields have a form. */
final class KustomizationType {
  private static final GoType STRING = new GoType.Text("string");
  private static final GoType BOOL = new GoType.Flag("bool");
  private static final GoType ANY = new GoType.Any("interface {}");
  private static final GoType STRINGS = new GoType.ListOf(STRING);
  private static final GoType PAIRS = new GoType.MapOf(STRING);

  private static final GoType PATCH =
      new GoType.Struct(
          "types.Patch",
          Map.of("path", STRING, "patch", STRING, "options", new GoType.MapOf(BOOL)));

  private static final GoType GENERATOR_OPTIONS =
      new GoType.Struct(
          "types.GeneratorOptions",
          Map.of(
              "labels", PAIRS,
              "annotations", PAIRS,
              "disableNameSuffixHash", BOOL,
              "immutable", BOOL));

  private static final Map<String, GoType> GENERATOR =
      Map.of(
          "namespace", STRING,
          "name", STRING,
          "behavior", STRING,
          "literals", STRINGS,
          "files", STRINGS,
          "envs", STRINGS,
          "env", STRING,
          "options", GENERATOR_OPTIONS);

  private static final GoType IMAGE =
      new GoType.Struct(
          "types.Image",
          Map.of(
              "name", STRING,
              "newName", STRING,
              "tagSuffix", STRING,
              "newTag", STRING,
              "digest", STRING));

  private static final GoType REPLICA =
      new GoType.Struct(
          "types.Replica", Map.of("name", STRING, "count", new GoType.Whole("int64")));

  private static final GoType LABEL =
      new GoType.Struct(
          "types.Label",
          Map.of(
              "pairs", PAIRS,
              "includeSelectors", BOOL,
              "includeTemplates", BOOL,
              "fields", new GoType.ListOf(struct("types.FieldSpec"))));

  /** The whole of it. */
  static final GoType KUSTOMIZATION =
      new GoType.Struct(
          "types.Kustomization",
          Map.ofEntries(
              Map.entry("kind", STRING),
              Map.entry("apiVersion", STRING),
              Map.entry("metadata", struct("types.ObjectMeta")),
              Map.entry("openapi", PAIRS),
              Map.entry("namePrefix", STRING),
              Map.entry("nameSuffix", STRING),
              Map.entry("namespace", STRING),
              Map.entry("commonLabels", PAIRS),
              Map.entry("labels", new GoType.ListOf(LABEL)),
              Map.entry("commonAnnotations", PAIRS),
              Map.entry(
                  "patchesStrategicMerge",
                  new GoType.ListOf(new GoType.Text("types.PatchStrategicMerge"))),
              Map.entry("patchesJson6902", new GoType.ListOf(PATCH)),
              Map.entry("patches", new GoType.ListOf(PATCH)),
              Map.entry("images", new GoType.ListOf(IMAGE)),
              Map.entry("imageTags", new GoType.ListOf(IMAGE)),
              Map.entry("replacements", new GoType.ListOf(struct("types.ReplacementField"))),
              Map.entry("replicas", new GoType.ListOf(REPLICA)),
              Map.entry("vars", new GoType.ListOf(struct("types.Var"))),
              Map.entry("sortOptions", struct("types.SortOptions")),
              Map.entry("resources", STRINGS),
              Map.entry("components", STRINGS),
              Map.entry("crds", STRINGS),
              Map.entry("bases", STRINGS),
              Map.entry("configMapGenerator", generators("types.ConfigMapArgs", Map.of())),
              Map.entry("secretGenerator", generators("types.SecretArgs", Map.of("type", STRING))),
              Map.entry("helmGlobals", struct("types.HelmGlobals")),
              Map.entry("helmCharts", new GoType.ListOf(struct("types.HelmChart"))),
              Map.entry(
                  "helmChartInflationGenerator", new GoType.ListOf(struct("types.HelmChartArgs"))),
              Map.entry("generatorOptions", GENERATOR_OPTIONS),
              Map.entry("configurations", STRINGS),
              Map.entry("generators", STRINGS),
              Map.entry("transformers", STRINGS),
              Map.entry("validators", STRINGS),
              Map.entry("buildMetadata", STRINGS)));

  private KustomizationType() {}

  /** A struct whose fields nobody looks at here. */
  private static GoType struct(String name) {
    return new GoType.Struct(name, Map.of("", ANY));
  }

  private static GoType generators(String name, Map<String, GoType> more) {
    Map<String, GoType> fields = new HashMap<>(GENERATOR);
    fields.putAll(more);
    return new GoType.ListOf(new GoType.Struct(name, fields));
  }
}
