package dev.camber.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.api.RegistryHosting;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageRefsTest {
  private static RegistryHosting registry(String host, String runtime, String single) {
    return new RegistryHosting(host, "", runtime, "", single);
  }

  @ParameterizedTest
  @CsvSource({
    "myreg.com, gcr.io/foo/bar, myreg.com/gcr.io_foo_bar",
    "gcr.io/foo, busybox, gcr.io/foo/busybox",
    "myreg.com:5000, myreg.com:5000/bar, myreg.com:5000/bar",
    "myreg.com, myreg.com:5000/bar, myreg.com/myreg.com_5000_bar",
    "localhost:5000, library/web:dev, localhost:5000/web",
  })
  void rewritesNamesIntoTheRegistry(String host, String image, String wanted) throws Exception {
    ImageRefs refs = ImageRefs.of(ImageSelector.parse(image), Optional.of(registry(host, "", "")));
    assertThat(refs.local()).hasToString(wanted);
    assertThat(refs.cluster()).hasToString(wanted);
  }

  @Test
  void namesAnImageAsTheRuntimeSeesTheRegistry() throws Exception {
    Optional<RegistryHosting> hosting = Optional.of(registry("localhost:5000", "reg:5000", ""));
    ImageRefs plain = ImageRefs.of(ImageSelector.parse("web"), hosting);
    assertThat(plain.local()).hasToString("localhost:5000/web");
    assertThat(plain.cluster()).hasToString("reg:5000/web");
    ImageRefs already = ImageRefs.of(ImageSelector.parse("localhost:5000/a/b"), hosting);
    assertThat(already.local()).hasToString("localhost:5000/a/b");
    assertThat(already.cluster()).hasToString("reg:5000/a/b");
  }

  @Test
  void putsTheNameIntoTheTagOfASingleRepository() throws Exception {
    ImageRefs refs =
        ImageRefs.of(
            ImageSelector.parse("shop/fe"), Optional.of(registry("123.ecr.aws", "", "team/dev")));
    assertThat(refs.withTag("tilt-1").local()).hasToString("123.ecr.aws/team/dev:fe-tilt-1");
  }

  @Test
  void keepsNamesWithoutARegistry() throws Exception {
    ImageRefs refs = ImageRefs.of(ImageSelector.parse("web:dev"), Optional.empty());
    assertThat(refs.withTag(ContentTag.of("sha256:" + "0123456789abcdef".repeat(4))).local())
        .hasToString("docker.io/library/web:tilt-0123456789abcdef");
  }

  @Test
  void explainsANameThatTheRegistryCannotHold() {
    assertThatThrownBy(() ->
            ImageRefs.of(
                ImageSelector.parse("shop/till"),
                Optional.of(registry("localhost:5005", "", "NOT a Name"))))
        .hasMessage(
            "Error parsing localhost:5005/NOT a Name after applying default registry"
                + " localhost:5005: invalid reference format: repository name (NOT a Name) must be"
                + " lowercase");
  }

  @Test
  void selectsByNameOrExactly() throws Exception {
    ImageReference tagged = ImageReference.parse("app:dev");
    ImageReference bare = ImageReference.parse("docker.io/library/app");
    assertThat(ImageSelector.parse("app").matches(tagged)).isTrue();
    assertThat(ImageSelector.parse("app:dev").matches(tagged)).isTrue();
    assertThat(ImageSelector.parse("app:dev").matches(bare)).isFalse();
    assertThat(ImageSelector.parse("app").asExact().matches(bare)).isTrue();
    assertThat(ImageSelector.parse("app", true).matches(tagged)).isFalse();
  }

  @Test
  void listsWhatIsWrongWithARegistry() {
    assertThat(RegistryChecks.problems(registry("bazaar", "cluster", "")))
        .containsExactly(
            "host: Invalid value: \"bazaar\": repository name must be canonical",
            "hostFromContainerRuntime: Invalid value: \"cluster\": repository name must be"
                + " canonical");
    assertThat(RegistryChecks.problems(registry("", "", "")))
        .containsExactly("host: Required value");
    assertThat(RegistryChecks.problems(registry("[::1]:5000", "10.0.0.1:5000", ""))).isEmpty();
    assertThat(RegistryChecks.problems(registry("registry.bazaar.example/x:tag", "", "")))
        .containsExactly(
            "host: Invalid value: \"registry.bazaar.example/x:tag\": invalid reference format");
  }
}
