package dev.camber.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.engine.store.StoreException;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.json.Json;
import dev.camber.model.yaml.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One invalid object of every kind, with the answer that the reference gave. */
class SpecRulesTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("camber.shared")).resolve("golden/sessions/local-create-apply");

  @ParameterizedTest
  @CsvSource({
    "061-invalid-apply, apply",
    "063-invalid-button-empty, button-empty",
    "064-invalid-button-inputs, button-inputs",
    "071-invalid-discovery, discovery",
    "076-invalid-filewatch, filewatch",
    "078-invalid-liveupdate-empty, liveupdate-empty",
    "079-invalid-liveupdate, liveupdate",
    "080-invalid-no-name, no-name",
    "082-invalid-portforward-empty, portforward-empty",
    "083-invalid-portforward, portforward",
    "084-invalid-repo-subpath, repo-subpath",
    "085-invalid-repo, repo",
    "086-invalid-session, session",
    "087-invalid-slash-name, slash-name",
    "089-invalid-toggle, toggle"
  })
  void refusesWithTheReferencesWords(String record, String file) throws Exception {
    Json object =
        Yaml.readKubernetes(
            Files.readString(GOLDEN.resolve("project/bad").resolve(file + ".yaml")));
    Kind<?, ?> kind = Kinds.named(object.stringAt("kind").orElseThrow()).orElseThrow();
    List<String> answer = Files.readAllLines(GOLDEN.resolve("out").resolve(record + ".txt"));
    String first = answer.get(2);
    List<String> wanted =
        first.endsWith("is invalid: ")
            ? answer.subList(3, answer.size()).stream().map(l -> l.substring(2)).toList()
            : List.of(first.substring(first.indexOf("is invalid: ") + "is invalid: ".length()));
    ManualLoop loop = new ManualLoop(SpecRules.standard());
    assertThatThrownBy(() -> loop.store.create(kind.decode(object)))
        .isInstanceOfSatisfying(
            StoreException.Invalid.class,
            e ->
                assertThat(e.violations())
                    .map(Object::toString)
                    .containsExactlyElementsOf(
                        // An empty list and none are one to us; Go's encoder tells them apart.
                        wanted.stream()
                            .map(w -> w.replace("\"choices\":[]", "\"choices\":null"))
                            .toList()));
  }
}
