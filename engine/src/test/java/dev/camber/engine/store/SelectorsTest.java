package dev.camber.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.UserError;
import dev.camber.model.api.ObjectMeta;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
  private static final ObjectMeta META =
      ObjectMeta.named("web").withLabels(Map.of("tier", "front", "app", "shop"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|true",
        "tier=front|true",
        "tier==front,app=shop|true",
        "tier!=front|false",
        "tier=back|false",
        "tier in (back, front)|true",
        "tier notin (back)|true",
        "none notin (back)|true",
        "app|true",
        "!app|false",
        "!none,app|true",
        "tier=|false"
      })
  void selectsByLabels(String selector, boolean selected) throws UserError {
    assertThat(Selectors.labels(selector).test(META)).isEqualTo(selected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a in (|unable to parse requirement: found '', expected: ',', ')' or identifier",
        "=a|unable to parse requirement: found '=', expected: !, identifier, or 'end of string'",
      })
  void saysWhatIsWrongAsAKubernetesServer(String selector, String message) {
    assertThatThrownBy(() -> Selectors.labels(selector)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"metadata.name=web|true", "metadata.name!=web|false", "metadata.namespace=|true"})
  void selectsByName(String selector, boolean selected) throws UserError {
    assertThat(Selectors.fields(selector).test(META)).isEqualTo(selected);
  }

  @org.junit.jupiter.api.Test
  void knowsNoOtherFields() {
    assertThatThrownBy(() -> Selectors.fields("status.order=1"))
        .hasMessage(
            "\"status.order\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
  }
}
