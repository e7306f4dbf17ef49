package dev.camber.kubernetes.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.ObjectSelector;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InjectionTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            volumes: [{name: v, image: {reference: shop/web}}]
            initContainers: [{name: i, image: busybox}]
            containers:
            - {name: c, image: "shop/web:1", args: [x], env: [{name: A, value: shop/web}]}
      """;

  private static final String MENU =
      """
      apiVersion: e.org/v1
      kind: Menu
      metadata: {name: lunch}
      spec:
        chef: shop/web
        imagePullPolicy: Never
        courses: [{repo: shop/web, tag: v1}, {repo: other}]
      """;

  private static K8sEntity entity(String yaml) throws ManifestException {
    return ManifestReader.read(yaml).getFirst();
  }

  private static ImageReference image(String text) throws Exception {
    return ImageReference.parse(text);
  }

  private static ImageSelector selector(String text) throws Exception {
    return ImageSelector.parse(text);
  }

  private static ImageLocator locator(String path, String... fields) throws Exception {
    return ImageLocator.of(
        new KubernetesApplySpec.ImageLocator(
            new ObjectSelector("", "menu", "", ""),
            path,
            fields.length == 0
                ? Optional.empty()
                : Optional.of(new KubernetesApplySpec.ImageObject(fields[0], fields[1]))));
  }

  @Test
  void imagesAreFoundInTheOrderOfTheReference() throws Exception {
    assertThat(ImageFinder.find(entity(DEPLOYMENT), List.of(), List.of(selector("shop/web"))))
        .extracting(ImageReference::familiar)
        .containsExactly("busybox", "shop/web:1", "shop/web");
  }

  @Test
  void aBuiltImageTakesThePlaceOfItsReferences() throws Exception {
    Injected injected =
        Injection.image(
            entity(DEPLOYMENT),
            selector("shop/web"),
            image("localhost:5000/shop_web:tilt-1"),
            List.of(),
            true,
            Injection.IF_NOT_PRESENT);
    assertThat(injected.changed()).isTrue();
    Json pod = injected.entity().tree().at("spec", "template", "spec").orElseThrow();
    assertThat(pod.compact())
        .contains("\"image\":\"localhost:5000/shop_web:tilt-1\"")
        .contains(
            "\"reference\":\"localhost:5000/shop_web:tilt-1\",\"pullPolicy\":\"IfNotPresent\"")
        .contains("\"value\":\"localhost:5000/shop_web:tilt-1\"")
        .contains("\"image\":\"busybox\"");
  }

  @Test
  void anImageThatNothingUsesChangesNothing() throws Exception {
    K8sEntity entity = entity(DEPLOYMENT);
    Injected injected =
        Injection.image(
            entity, selector("shop/db"), image("shop/db:1"), List.of(), false, "Always");
    assertThat(injected).isEqualTo(new Injected(entity, false));
  }

  @Test
  void imagesAreReplacedAtThePathsOfALocator() throws Exception {
    Injected injected =
        Injection.image(
            entity(MENU),
            selector("shop/web"),
            image("reg.io/web:t2"),
            List.of(locator("{.spec.chef}"), locator("{.spec.courses[*]}", "repo", "tag")),
            false,
            Injection.IF_NOT_PRESENT);
    assertThat(injected.entity().tree().at("spec").orElseThrow().compact())
        .isEqualTo(
            "{\"chef\":\"reg.io/web:t2\",\"courses\":[{\"repo\":\"reg.io/web\",\"tag\":\"t2\"},"
                + "{\"repo\":\"other\"}],\"imagePullPolicy\":\"IfNotPresent\"}");
  }

  @Test
  void aPathThatLeadsNowhereIsAnError() {
    assertThatThrownBy(() -> locator("{.spec.waiter}").find(entity(MENU)))
        .hasMessage(
            "finding image in Menu/lunch: Matching (json_path=\"{.spec.waiter}\"): waiter is not"
                + " found");
  }

  @Test
  void aPathToSomethingElseThanAStringIsAnError() {
    assertThatThrownBy(() -> locator("{.metadata}").find(entity(MENU)))
        .hasMessage(
            "finding image in Menu/lunch: May only match strings (json_path=\"{.metadata}\")\n"
                + "Got Type: map[string]interface {}\nGot Value: map[name:lunch]");
  }

  @Test
  void pathsFindFieldsOfKnownKindsByTheirJsonNames() throws Exception {
    JsonPath path = JsonPath.parse("{.spec.template.spec.containers[0].env[0].value}");
    assertThat(path.find(entity(DEPLOYMENT)))
        .extracting(match -> match.value().compact())
        .containsExactly("\"shop/web\"");
  }

  @Test
  void aNewCommandClearsTheArguments() throws Exception {
    K8sEntity changed =
        Injection.command(
            entity(DEPLOYMENT),
            image("shop/web:1"),
            Optional.of(List.of("sh", "-c", "run")),
            Optional.empty());
    assertThat(changed.tree().compact())
        .contains("\"command\":[\"sh\",\"-c\",\"run\"]")
        .doesNotContain("\"args\"");
  }

  @Test
  void aCommandWithoutAContainerIsAnError() {
    assertThatThrownBy(() ->
            Injection.command(
                entity(MENU),
                image("shop/web:1"),
                Optional.of(List.of("a", "b")),
                Optional.empty()))
        .hasMessage(
            "could not inject command [a b] into entity: lunch. No container found matching ref:"
                + " shop/web:1. Note: command overrides only supported on containers with images,"
                + " not on CRDs");
  }

  @Test
  void labelsGoToTheObjectAndItsTemplatesButNotToSelectors() throws Exception {
    K8sEntity labelled = Injection.labels(entity(DEPLOYMENT), Map.of("by", "camber"));
    assertThat(labelled.labels()).containsEntry("by", "camber");
    assertThat(PodTemplates.labels(labelled).getFirst())
        .containsEntry("by", "camber")
        .containsEntry("app", "web");
    assertThat(labelled.strings("spec", "selector", "matchLabels"))
        .containsExactly(Map.entry("app", "web"));
  }

  @Test
  void selectorsThatNameAKeyFollowItsLabel() throws Exception {
    K8sEntity labelled = Injection.labels(entity(DEPLOYMENT), Map.of("app", "other"));
    assertThat(labelled.strings("spec", "selector", "matchLabels")).containsEntry("app", "other");
  }

  @Test
  void volumeClaimsAreNotLabelled() throws Exception {
    K8sEntity claim =
        entity("apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c}\nspec: {}\n");
    assertThat(Injection.labels(claim, Map.of("by", "camber")).labels()).isEmpty();
  }

  @Test
  void oldDeploymentsGetTheSelectorThatWasInferredBefore() throws Exception {
    K8sEntity old =
        entity(
            """
            apiVersion: extensions/v1beta1
            kind: Deployment
            metadata: {name: old}
            spec: {template: {metadata: {labels: {app: old}}, spec: {containers: []}}}
            """);
    assertThat(
            Injection.labels(old, Map.of("by", "camber"))
                .strings("spec", "selector", "matchLabels"))
        .containsExactly(Map.entry("app", "old"));
  }

  @Test
  void podsAreMarkedWithTheHashOfTheirTemplate() throws Exception {
    K8sEntity first = PodTemplateHash.inject(entity(DEPLOYMENT));
    K8sEntity other = PodTemplateHash.inject(Injection.pullPolicy(entity(DEPLOYMENT), "Always"));
    assertThat(PodTemplateHash.of(first).getFirst())
        .matches("[0-9a-f]{20}")
        .isNotEqualTo(PodTemplateHash.of(other).getFirst());
  }

  @Test
  void servicesBelongToThePodsTheySelect() throws Exception {
    String service =
        "apiVersion: v1\nkind: Service\nmetadata: {name: s%s}\nspec: {selector: {%s}}\n";
    K8sEntity workload = entity(DEPLOYMENT);
    assertThat(PodTemplates.serves(entity(service.formatted("", "app: web")), workload)).isTrue();
    assertThat(PodTemplates.serves(entity(service.formatted("", "app: db")), workload)).isFalse();
    assertThat(PodTemplates.serves(entity(service.formatted("", "")), workload)).isFalse();
    assertThat(
            PodTemplates.serves(
                entity(service.formatted(", namespace: far", "app: web")), workload))
        .isFalse();
  }

  @Test
  void theValuesOfSecretsAreFoundAndNeverPrinted() throws Exception {
    List<SecretValue> values =
        SecretValue.of(
            ManifestReader.read(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: vault}
                data: {token: aHVudGVyMg==}
                stringData: {user: admin}
                """));
    assertThat(values)
        .extracting(SecretValue::key, v -> new String(v.value()))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("token", "hunter2"),
            org.assertj.core.groups.Tuple.tuple("user", "admin"));
    assertThat(values.getFirst().replacement()).isEqualTo("[redacted secret vault:token]");
    assertThat(values.getFirst().toString()).doesNotContain("hunter2");
  }
}
