package dev.camber.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonSyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWritingTest {
  private static String kubernetes(String json) throws YamlException, JsonSyntaxException {
    return YamlWriter.kubernetes(Json.parse(json));
  }

  @Test
  void listsStandUnderTheirKeyAndKeysAreSorted() throws Exception {
    assertThat(kubernetes("{\"b\":[1,{\"d\":2,\"c\":[]}],\"a\":{\"x\":null}}"))
        .isEqualTo("a:\n  x: null\nb:\n- 1\n- c: []\n  d: 2\n");
  }

  @Test
  void numbersInKeysAreComparedAsNumbers() throws Exception {
    assertThat(kubernetes("{\"a10\":1,\"a2\":2,\"A\":3,\"a-1\":4}"))
        .isEqualTo("A: 3\na-1: 4\na2: 2\na10: 1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "n", "5", "0x10", "~", "null", "1e3", "2020-01-02", "1:30", ""})
  void textsThatLookLikeOtherTypesAreQuoted(String text) throws Exception {
    assertThat(YamlWriter.kubernetes(Json.of(text))).isEqualTo("\"" + text + "\"\n");
  }

  @Test
  void longLinesAreFoldedAfterEightyColumns() throws Exception {
    assertThat(YamlWriter.kubernetes(Json.of("word ".repeat(20).strip())))
        .isEqualTo(("word ".repeat(17).strip() + "\n  word word word\n"));
  }

  @Test
  void multiLineTextsBecomeBlocks() throws Exception {
    assertThat(kubernetes("{\"a\":\"x\\ny\\n\",\"b\":\"x\\ny\",\"c\":\" x\\n\\n\"}"))
        .isEqualTo("a: |\n  x\n  y\nb: |-\n  x\n  y\nc: |2+\n   x\n\n");
  }

  @Test
  void delCannotBeWritten() {
    assertThatThrownBy(() -> YamlWriter.kubernetes(Json.of("\u007f")))
        .hasMessage("yaml: control characters are not allowed");
  }

  @Test
  void documentsOfAStreamHaveABlankLineBeforeTheSeparator() throws Exception {
    assertThat(YamlWriter.kubernetesStream(List.of(Json.of(1), Json.of(2))))
        .isEqualTo("1\n\n---\n2\n");
  }

  @Test
  void composeFilesAreIndentedByFourAndKeepTheirOrder() throws Exception {
    assertThat(
            YamlWriter.compose(
                Json.parse("{\"b\":[{\"x\":1,\"y\":{\"z\":\"on\"}}],\"a\":\"p q\"}")))
        .isEqualTo("b:\n    - x: 1\n      \"y\":\n        z: \"on\"\na: p q\n");
  }
}
