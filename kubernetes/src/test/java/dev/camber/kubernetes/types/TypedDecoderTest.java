package dev.camber.kubernetes.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.json.Json;
import org.junit.jupiter.api.Test;

class TypedDecoderTest {
  private static TypedDecoder.Decoded decode(String apiVersion, String kind, String json)
      throws Exception {
    return TypedDecoder.decode(
        Json.parse(json), ApiTypes.known().kind(apiVersion, kind).orElseThrow());
  }

  private static String printed(String apiVersion, String kind, String json) throws Exception {
    return decode(apiVersion, kind, json).value().compact();
  }

  @Test
  void kindsThatTheApiDoesNotHaveAreUnknown() {
    assertThat(ApiTypes.known().kind("apps/v1", "Deploymint")).isEmpty();
    assertThat(ApiTypes.known().kind("apps/v1", "deployment")).isEmpty();
    assertThat(ApiTypes.known().kind("apps/v9", "Deployment")).isEmpty();
  }

  @Test
  void fieldsThatTheTypeDoesNotHaveVanishAndAreReported() throws Exception {
    TypedDecoder.Decoded decoded =
        decode("v1", "ConfigMap", "{\"Data\":{},\"metadata\":{\"label\":{},\"name\":\"x\"}}");
    assertThat(decoded.value().compact()).isEqualTo("{\"metadata\":{\"name\":\"x\"}}");
    assertThat(decoded.dropped()).containsExactly("Data", "metadata.label");
  }

  @Test
  void fieldsThatAreAlwaysPrintedAppear() throws Exception {
    assertThat(printed("v1", "LimitRange", "{\"spec\":{}}"))
        .isEqualTo("{\"metadata\":{},\"spec\":{\"limits\":null}}");
  }

  @Test
  void zeroesBehindPointersStay() throws Exception {
    assertThat(printed("policy/v1", "PodDisruptionBudget", "{\"spec\":{\"minAvailable\":0}}"))
        .isEqualTo("{\"metadata\":{},\"spec\":{\"minAvailable\":0}}");
  }

  @Test
  void statusIsNotPrinted() throws Exception {
    assertThat(printed("v1", "Namespace", "{\"status\":{\"phase\":\"Active\"}}"))
        .isEqualTo("{\"metadata\":{},\"spec\":{}}");
  }

  @Test
  void theZeroTimeIsLeftOutUnlessItIsWritten() throws Exception {
    assertThat(printed("v1", "ConfigMap", "{\"metadata\":{\"creationTimestamp\":null}}"))
        .isEqualTo("{\"metadata\":{}}");
    assertThat(
            printed(
                "v1",
                "ConfigMap",
                "{\"metadata\":{\"creationTimestamp\":\"0001-01-01T00:00:00Z\"}}"))
        .isEqualTo("{\"metadata\":{\"creationTimestamp\":null}}");
  }

  @Test
  void theFirstFieldOfAWrongTypeIsReportedWithItsPlace() {
    assertThatThrownBy(() ->
            decode(
                "v1",
                "Pod",
                "{\"spec\":{\"volumes\":[{\"hostPath\":{\"path\":7}}],\"hostNetwork\":1}}"))
        .hasMessage(
            "json: cannot unmarshal number into Go struct field"
                + " HostPathVolumeSource.spec.volumes.VolumeSource.hostPath.path of type string");
  }

  @Test
  void aBadQuantityStopsAtOnceEvenAfterAFieldOfAWrongType() {
    assertThatThrownBy(() ->
            decode(
                "v1",
                "ResourceQuota",
                "{\"metadata\":{\"name\":1},\"spec\":{\"hard\":{\"cpu\":\"lots\"}}}"))
        .hasMessageStartingWith("quantities must match");
  }

  @Test
  void numbersAreHeldToTheirSize() {
    assertThatThrownBy(
            () -> decode("apps/v1", "Deployment", "{\"spec\":{\"replicas\":99999999999}}"))
        .hasMessage(
            "json: cannot unmarshal number 99999999999 into Go struct field"
                + " DeploymentSpec.spec.replicas of type int32");
  }
}
