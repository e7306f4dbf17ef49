package dev.camber.client.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private static Json web() throws Exception {
    return Json.parse(
        """
        {"metadata":{"name":"web","labels":{"team":"a"}},
         "status":{"order":3,"conditions":[{"type":"Ready","status":"True"},{"type":"UpToDate","status":"False"}]}}
        """);
  }

  private static String jsonPath(String template) throws Exception {
    return JsonPathTemplate.of(template).print(web(), true);
  }

  private static String go(String template) throws Exception {
    return GoTemplate.of(template).print(web(), true);
  }

  @Test
  void jsonPathPrintsValuesRangesAndFilters() throws Exception {
    assertThat(jsonPath("{.metadata.name} {.status.order}")).isEqualTo("web 3");
    assertThat(jsonPath("{range .status.conditions[*]}{.type}={.status}{\"\\n\"}{end}"))
        .isEqualTo("Ready=True\nUpToDate=False\n");
    assertThat(jsonPath("{.status.conditions[?(@.type==\"Ready\")].status}")).isEqualTo("True");
    assertThat(jsonPath("{.metadata.labels}")).isEqualTo("{\"team\":\"a\"}");
    assertThat(jsonPath("{.nosuch}")).isEmpty();
    assertThatThrownBy(() -> JsonPathTemplate.of("{.nosuch}").print(web(), false))
        .hasMessage("nosuch is not found");
    assertThat(jsonPath("{.status.conditions[-1:].type}")).isEqualTo("UpToDate");
    assertThatThrownBy(() -> jsonPath("{.status.conditions[2]}"))
        .hasMessage("array index out of bounds: index 2, length 2");
    assertThatThrownBy(() -> jsonPath("{.status.order[0]}"))
        .hasMessage("int64 is not array or slice");
  }

  @Test
  void goTemplatesKnowFieldsBlocksPipelinesAndVariables() throws Exception {
    assertThat(go("{{.metadata.name}}{{\"\\n\"}}")).isEqualTo("web\n");
    assertThat(go("{{range .status.conditions}}{{.type}} {{end}}")).isEqualTo("Ready UpToDate ");
    assertThat(go("{{range $i, $c := .status.conditions}}{{$i}}:{{$c.status}};{{end}}"))
        .isEqualTo("0:True;1:False;");
    assertThat(go("{{if eq .metadata.name \"web\"}}yes{{else if .x}}no{{else}}never{{end}}"))
        .isEqualTo("yes");
    assertThat(go("{{with .nosuch}}{{.}}{{else}}none{{end}}")).isEqualTo("none");
    assertThat(go("{{len .status.conditions | printf \"%3d|%s\" 7}}")).isEqualTo("  7|2");
    assertThat(go("{{(index .status.conditions 1).type}}")).isEqualTo("UpToDate");
    assertThat(go("a {{- /* nothing */ -}} b{{$n := .metadata.name}}{{$n}}")).isEqualTo("abweb");
    assertThat(go("{{.nosuch}}")).isEqualTo("<no value>");
  }

  @Test
  void whatTemplatesDoNotKnowIsRefusedByName() {
    assertThatThrownBy(() -> GoTemplate.of("{{define \"x\"}}{{end}}"))
        .hasMessage("{{define}} is not supported here");
    assertThatThrownBy(() -> GoTemplate.of("{{upper .x}}"))
        .hasMessageStartingWith("function \"upper\" not defined; known here: and, base64decode");
    assertThatThrownBy(() -> GoTemplate.of("{{range .x}}"))
        .hasMessage("unexpected EOF: no {{end}}");
    assertThatThrownBy(() -> GoTemplate.of("{{.x")).hasMessage("unclosed action");
  }

  @Test
  void columnsShowWhatIsMissing() throws Exception {
    CustomColumns columns =
        CustomColumns.of("NAME:.metadata.name,TYPES:.status.conditions[*].type,NO:.x");
    assertThat(columns.header()).containsExactly("NAME", "TYPES", "NO");
    assertThat(columns.row(web())).isEqualTo(List.of("web", "Ready,UpToDate", "<none>"));
    assertThat(CustomColumns.ofFile("A  B\n.metadata.name .status.order\n").row(web()))
        .isEqualTo(List.of("web", "3"));
    assertThatThrownBy(() -> CustomColumns.of("NAME"))
        .hasMessage("unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>");
  }

  @Test
  void kyamlQuotesTextsAndEndsMembersWithCommas() throws Exception {
    assertThat(Kyaml.document(Json.parse("{\"b\":[{\"c\":1}],\"a\":[\"x\"],\"e\":{}}")))
        .isEqualTo("---\n{\n  a: [\n    \"x\",\n  ],\n  b: [{\n    c: 1,\n  }],\n  e: {},\n}\n");
  }
}
