package dev.camber.model.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.codec.CodecException;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KindsTest {

  static List<Kind<?, ?>> kinds() {
    return Kinds.ALL;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindSurvivesTheWayToJsonAndBack(Kind<?, ?> kind) throws Exception {
    ApiObject<?, ?> object = empty(kind);
    JsonObject json = object.toJson();
    assertThat(kind.decode(json)).isEqualTo(object);
    assertThat(
            RecordCodec.unknownMembers(kind.specType(), json.get("spec").orElse(JsonObject.EMPTY)))
        .isEmpty();
  }

  private static <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> empty(
      Kind<S, T> kind) {
    return kind.object(ObjectMeta.named("x"), kind.emptySpec());
  }

  @Test
  void timesThatAreAlwaysWrittenAreNullWhileUnset() {
    assertThat(RecordCodec.encode(Kinds.UI_BUTTON.emptyStatus()).compact())
        .isEqualTo("{\"lastClickedAt\":null}");
    assertThat(
            RecordCodec.encode(
                    new UIButtonStatus(
                        Optional.of(new MicroTime(Instant.parse("2026-01-02T03:04:05Z"))),
                        List.of()))
                .compact())
        .isEqualTo("{\"lastClickedAt\":\"2026-01-02T03:04:05.000000Z\"}");
  }

  @Test
  void aWrongTypeIsNamedWithItsPath() {
    assertThatThrownBy(() -> Kinds.CMD.decode(Json.parse("{\"spec\":{\"args\":[\"a\",1]}}")))
        .isInstanceOf(CodecException.class)
        .hasMessage("spec.args[1]: found number, wanted string");
  }

  @Test
  void aConfigMapKeepsItsDataBesideTheMetadata() throws Exception {
    var map =
        Kinds.CONFIG_MAP.decode(
            Json.parse("{\"metadata\":{\"name\":\"m\"},\"data\":{\"k\":\"v\"}}"));
    assertThat(map.spec().data()).containsEntry("k", "v");
    assertThat(map.toJson().compact())
        .isEqualTo(
            "{\"kind\":\"ConfigMap\",\"apiVersion\":\"tilt.dev/v1alpha1\",\"metadata\":{\"name\":\"m\",\"creationTimestamp\":null},\"data\":{\"k\":\"v\"}}");
  }

  @Test
  void unknownMembersAreListedByPath() throws Exception {
    assertThat(
            RecordCodec.unknownMembers(
                CmdSpec.class, Json.parse("{\"agrs\":[],\"readinessProbe\":{\"exce\":{}}}")))
        .containsExactly("agrs", "readinessProbe.exce");
  }
}
