package dev.camber.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.api.ComposeProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services as {@code docker compose config} prints them. */
class ProjectReaderTest {
  @TempDir Path directory;

  private String yaml(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("compose.yaml"), text);
    ComposeProject project =
        new ComposeProject(
            List.of(file.toString()), directory.toString(), "shop", "", "", List.of(), false);
    return ProjectReader.readFiles(project, directory, Map.of("HOME", "/root")).getFirst().yaml();
  }

  @Test
  void durationsArePrintedAsGoDoes() throws Exception {
    assertThat(
            yaml(
                """
                services:
                  web:
                    image: web
                    stop_grace_period: 90s
                    healthcheck: {test: [CMD, "true"], interval: 3600s, timeout: 1500ms, retries: 2}
                """))
        .contains("stop_grace_period: 1m30s")
        .contains("interval: 1h0m0s")
        .contains("timeout: 1.5s");
  }

  @Test
  void secretsLieInTheirDirectoryAndModesAreOctal() throws Exception {
    assertThat(
            yaml(
                """
                services:
                  web:
                    image: web
                    secrets:
                      - source: key
                        mode: 288
                secrets:
                  key: {file: ./key}
                """))
        .contains("target: /run/secrets/key")
        .contains("mode: \"0440\"");
  }

  @Test
  void ownLabelsWinOverThoseOfLabelFiles() throws Exception {
    Files.writeString(directory.resolve("labels"), "one=file\ntwo=file\n");
    assertThat(
            yaml(
                """
                services:
                  web:
                    image: web
                    label_file: ./labels
                    labels: {two: own}
                """))
        .contains("one: file")
        .contains("two: own");
  }

  @Test
  void whatIsSaidAtTwoPlacesMustBeTheSame() {
    assertThatThrownBy(() ->
            yaml(
                """
                services:
                  web:
                    image: web
                    mem_limit: 10m
                    deploy: {resources: {limits: {memory: 20m}}}
                """))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("can't set distinct values on 'mem_limit'");
  }

  private Service service(String name) throws Exception {
    ComposeProject project =
        new ComposeProject(
            List.of(directory.resolve("compose.yaml").toString()),
            directory.toString(),
            "shop",
            "",
            "",
            List.of(),
            false);
    return ProjectReader.readFiles(project, directory, Map.of()).stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void file(String path, String text) throws Exception {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void aServiceIsLaidOverThoseThatItExtends() throws Exception {
    file(
        "compose.yaml",
        """
        services:
          web:
            extends: {file: more/base.yaml, service: base}
            environment: {OWN: web}
            ports: ["8001:80"]
          worker:
            extends: web
            ports: !reset []
            command: work
        """);
    file(
        "more/base.yaml",
        """
        services:
          base:
            extends: {file: deeper/root.yaml, service: root}
            build: .
            env_file: [base.env]
            environment: {BASE: "${TAG:-none}", OWN: base}
            ports: ["8000:80"]
            volumes: ["../shared:/shared"]
        """);
    file(
        "more/deeper/root.yaml",
        """
        services:
          root:
            image: root
            build: {dockerfile: Root.Dockerfile}
            volumes: ["./deep:/deep"]
        """);
    file("more/base.env", "FROMFILE=base\n");

    Service web = service("web");

    assertThat(web.yaml())
        .contains("image: root")
        .contains("context: " + directory.resolve("more"))
        .contains("dockerfile: Root.Dockerfile")
        .contains("BASE: none")
        .contains("FROMFILE: base")
        .contains("OWN: web")
        .contains("source: " + directory.resolve("more/deeper/deep"))
        .contains("source: " + directory.resolve("shared"))
        .doesNotContain("extends");
    assertThat(web.publishedPorts()).containsExactly(8000, 8001);
    assertThat(web.envFiles()).containsExactly(directory.resolve("more/base.env").toString());
    assertThat(service("worker").publishedPorts()).isEmpty();
    assertThat(service("worker").yaml()).contains("- work");
  }

  @Test
  void includedFilesHaveTheirOwnDirectoryAndVariables() throws Exception {
    file(
        "compose.yaml",
        """
        include:
          - inc/one.yaml
          - {path: [inc/two.yaml, inc/over.yaml], env_file: own.env}
        services:
          web: {image: "web:${TAG}"}
        """);
    file(".env", "TAG=8\n");
    file("own.env", "TAG=lost\nINC=own\n");
    file("inc/.env", "DOTENV=yes\n");
    file(
        "inc/one.yaml",
        """
        services:
          one:
            build: .
            environment: {X: "${DOTENV}", Y: "$$literal", Z: "${TAG}"}
            networks: [inner]
        networks: {inner: {}}
        """);
    file("inc/two.yaml", "include: [deep/three.yaml]\nservices: {two: {image: 'two:${INC}'}}\n");
    file("inc/over.yaml", "services: {two: {command: [a]}}\n");
    file(
        "inc/deep/three.yaml",
        "services: {three: {image: 'three:${INC:-unset}', volumes: ['./rel:/rel']}}\n");

    assertThat(service("web").image()).isEqualTo("web:8");
    assertThat(service("one").yaml())
        .contains("context: " + directory.resolve("inc"))
        .contains("X: \"yes\"")
        .contains("\"Y\": $literal")
        .contains("Z: \"8\"");
    assertThat(service("two").yaml()).contains("image: two:own").contains("- a");
    assertThat(service("three").yaml())
        .contains("image: three:own")
        .contains("source: " + directory.resolve("inc/deep/rel"));
  }

  @Test
  void includesAndExtensionsThatEndNowhereAreLeftToTheProgram() throws Exception {
    file("compose.yaml", "services: {a: {extends: b, image: a}, b: {extends: a}}\n");
    assertThatThrownBy(() -> service("a")).hasMessageStartingWith("Circular reference: a in ");
    file("compose.yaml", "services: {a: {extends: c, image: a}}\n");
    assertThatThrownBy(() -> service("a")).hasMessageContaining("service \"c\" not found");
    file("compose.yaml", "include: [compose.yaml]\nservices: {a: {image: a}}\n");
    assertThatThrownBy(() -> service("a")).hasMessageStartingWith("include cycle detected");
    file("compose.yaml", "include: [b.yaml]\nservices: {a: {image: a}}\n");
    file("b.yaml", "services: {a: {image: b}}\n");
    assertThatThrownBy(() -> service("a"))
        .hasMessage("services.a conflicts with imported resource");
  }

  @Test
  void emptyCommandsAndNullOptionsAreKept() throws Exception {
    file("compose.yaml", "services: {a: {image: a, command: [b]}, b: {image: b, scale: 2}}\n");
    file(
        "more.yaml",
        """
        services:
          a:
            entrypoint: ''
            privileged: yes
            logging: {options: {max: null}}
            gpus: [{count: all}]
            build: {args: [A=1, B], ssh: {default: null, key: /k}}
          b: {deploy: {}}
        """);
    file("x.env", "ONE=x\n");

    assertThat(both("a"))
        .contains("command:\n    - b\n")
        .contains("entrypoint: []\n")
        .contains("privileged: true\n")
        .contains("max: \"\"\n")
        .contains("count: -1\n")
        .contains("args:\n        A: \"1\"\n    ssh:\n        - default\n        - 'key: /k'\n");
    assertThat(both("b")).contains("deploy:\n    replicas: 2\n");
    file("more.yaml", "services: {a: {command: null}}\n");
    assertThat(both("a")).doesNotContain("command");
  }

  private String both(String name) throws Exception {
    List<String> paths =
        List.of(
            directory.resolve("compose.yaml").toString(),
            directory.resolve("more.yaml").toString());
    ComposeProject project =
        new ComposeProject(paths, directory.toString(), "shop", "", "", List.of(), false);
    return ProjectReader.readFiles(project, directory, Map.of()).stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow()
        .yaml();
  }

  @Test
  void envFilesSeeTheVariablesOfThoseBefore() throws Exception {
    file("compose.yaml", "services: {a: {image: a, env_file: [one.env, two.env]}}\n");
    file("one.env", "ONE=x\n");
    file("two.env", "TWO=${ONE}y\n");
    assertThat(service("a").yaml()).contains("TWO: xy");
  }

  @Test
  void whatTheSchemaRefusesIsLeftToTheProgram() throws Exception {
    for (String fields :
        List.of(
            "image: 5",
            "image: a, container_name: c",
            "image: a, user: 1000",
            "image: a, pull_policy: sometimes",
            "image: a, depends_on: {b: {}}",
            "image: a, depends_on: {c: {condition: service_started, required: false}}",
            "image: a, networks: [default, default]",
            "image: a, network_mode: host, networks: [default]",
            "image: a, container_name: good, scale: 2",
            "image: a, cgroup: mine",
            "image: a, ulimits: {n: {single: 1}}",
            "image: a, develop: {watch: [{path: a, action: wave}]}",
            "image: a, build: {secrets: [nowhere]}",
            "image: a, build: null")) {
      file("compose.yaml", "services: {a: {" + fields + "}, b: {image: b}}\n");
      assertThatThrownBy(() -> service("a")).as(fields).isInstanceOf(Unreadable.class);
    }
  }
}
