package dev.camber.kubernetes.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityIdentityTest {
  private static List<K8sEntity> objects(String... ids) throws ManifestException {
    StringBuilder yaml = new StringBuilder();
    for (String id : ids) {
      String[] parts = id.split("/", -1);
      yaml.append("---\napiVersion: ")
          .append(parts[0].replace('+', '/'))
          .append("\nkind: ")
          .append(parts[1])
          .append("\nmetadata: {name: '")
          .append(parts[2])
          .append('\'')
          .append(parts.length > 3 ? ", namespace: " + parts[3] : "")
          .append("}\n");
    }
    return ManifestReader.read(yaml.toString());
  }

  @Test
  void onlyNamesThatClashGetLonger() throws Exception {
    assertThat(
            UniqueNames.of(
                objects("v1/Pod/web", "apps+v1/Deployment/web", "v1/Pod/db", "v1/Pod/web/other"),
                1))
        .containsExactly("web:pod:default", "web:deployment", "db", "web:pod:other");
  }

  @Test
  void equalObjectsAreToldApartByTheirPlace() throws Exception {
    assertThat(UniqueNames.of(objects("v1/Pod/a", "v1/Pod/a"), 1))
        .containsExactly("a:pod:default:core:0", "a:pod:default:core:1");
  }

  @Test
  void colonsAndBackslashesInNamesAreEscaped() throws Exception {
    assertThat(UniqueNames.of(objects("v1/Pod/system:node", "v1/Pod/back\\slash"), 1))
        .containsExactly("system\\:node", "back\\\\slash");
  }

  @Test
  void namesForPeopleHaveTheKind() throws Exception {
    assertThat(UniqueNames.of(objects("v1/Service/web", "apps+v1/Deployment/web"), 2))
        .containsExactly("web:service", "web:deployment");
  }

  @Test
  void anObjectIsChosenByAFragmentOfItsIdentity() throws Exception {
    List<K8sEntity> all = objects("v1/ConfigMap/alpha", "v1/Secret/beta/vault");
    assertThat(FragmentSelector.parse("BETA:secret:Vault").choose(all, all)).isSameAs(all.get(1));
  }

  @Test
  void aFragmentThatMeansNothingNamesWhatThereIs() throws Exception {
    List<K8sEntity> all = objects("v1/ConfigMap/alpha", "v1/Secret/beta/vault");
    assertThatThrownBy(() -> FragmentSelector.parse("alph").choose(all, all))
        .hasMessage(
            "No object identified by the fragment \"alph\" could be found. Possible objects are:"
                + " \"alpha:ConfigMap:default\", \"beta:Secret:vault\"");
  }

  @Test
  void anAmbiguousFragmentNamesWhatItMatches() throws Exception {
    List<K8sEntity> all = objects("v1/ConfigMap/web", "v1/Secret/web");
    assertThatThrownBy(() -> FragmentSelector.parse("web").choose(all, all))
        .hasMessage(
            "\"web\" is not a unique fragment. Objects that match \"web\" are"
                + " \"web:ConfigMap:default\", \"web:Secret:default\"");
  }

  @Test
  void anObjectThatIsTakenCannotBeChosenAgain() throws Exception {
    List<K8sEntity> all = objects("v1/ConfigMap/a", "v1/Secret/b");
    assertThatThrownBy(() -> FragmentSelector.parse("a").choose(all, all.subList(1, 2)))
        .hasMessage(
            "No object identified by the fragment \"a\" could be found in remaining YAML. Valid"
                + " remaining fragments are: \"b:Secret:default\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Error making selector from string \"\": selector can't be empty",
        "a:b:c:d|Error making selector from string \"a:b:c:d\": Too many parts in selector."
            + " Selectors must contain between 1 and 3 parts (colon separated), found 4 parts in"
            + " a:b:c:d",
        "qu\\u:b|Error making selector from string \"qu\\\\u:b\": invalid escape sequence '\\u'"
            + " in 'qu\\u:b'",
      })
  void badFragmentsAreExplained(String text, String message) {
    assertThatThrownBy(() -> FragmentSelector.parse(text)).hasMessage(message);
  }

  @Test
  void whatOthersNeedIsAppliedFirstAndDeletedLast() throws Exception {
    List<K8sEntity> all =
        objects(
            "v1/Pod/p", "apps+v1/Deployment/d", "v1/Namespace/n", "batch+v1/Job/j", "v1/Secret/s");
    assertThat(KindOrder.forApply(all))
        .extracting(K8sEntity::name)
        .containsExactly("n", "s", "d", "p", "j");
    assertThat(KindOrder.forDelete(all))
        .extracting(K8sEntity::name)
        .containsExactly("j", "p", "d", "s", "n");
  }

  @Test
  void objectsOfOneAddressAreNotAppliedAtOnce() throws Exception {
    List<K8sEntity> all =
        objects("v1/ConfigMap/a", "v1/ConfigMap/b", "v1/ConfigMap/a", "v1/Secret/s");
    assertThat(KindOrder.batches(all))
        .extracting(batch -> batch.stream().map(K8sEntity::name).toList())
        .containsExactly(List.of("a", "b"), List.of("a"), List.of("s"));
  }

  @Test
  void aListOfAnUnknownKindHasNoName() throws Exception {
    List<K8sEntity> all =
        ManifestReader.read(
            "apiVersion: e.org/v1\nkind: GadgetList\nmetadata: {name: x}\nitems: []\n");
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().name()).isEmpty();
  }

  @Test
  void anIdentityIsPrintedInLowerCase() throws Exception {
    K8sEntity entity = objects("apps+v1/Deployment/Web").getFirst();
    assertThat(ObjectId.of(entity)).hasToString("web:deployment:default:apps");
    assertThat(ObjectId.of(entity).kind()).isEqualTo("Deployment");
  }
}
