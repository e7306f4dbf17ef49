package dev.camber.starlark.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The syntax tree as formatter and language server see it. */
final class ParserTest {
  private static FileNode parse(String text) {
    return Parser.parse(Source.of("f", text));
  }

  private static String textOf(FileNode tree, Node node) {
    return tree.source().text().substring(node.start(), node.end());
  }

  @Test
  void nodes_know_their_own_text() {
    FileNode tree = parse("x = f(a, *b)[1:].c  # why\nif x: pass\n");
    Statement.Assign assign = (Statement.Assign) tree.statements().getFirst();
    assertThat(textOf(tree, assign)).isEqualTo("x = f(a, *b)[1:].c");
    Expression.Dot dot = (Expression.Dot) assign.value();
    assertThat(textOf(tree, dot.object())).isEqualTo("f(a, *b)[1:]");
    Expression.Slice slice = (Expression.Slice) dot.object();
    Expression.Call call = (Expression.Call) slice.object();
    assertThat(call.arguments()).extracting(a -> textOf(tree, a)).containsExactly("a", "*b");
    assertThat(textOf(tree, tree.statements().get(1))).isEqualTo("if x: pass");
  }

  @Test
  void comments_are_kept_with_their_places() {
    FileNode tree = parse("# one\nx = 1 # two\n  # three\ny = [ # four\n 1]\n");
    String text = tree.source().text();
    assertThat(tree.comments())
        .extracting(c -> text.substring(c.start(), c.end()) + (c.wholeLine() ? " alone" : ""))
        .containsExactly("# one alone", "# two", "# three alone", "# four");
  }

  @Test
  void columns_count_characters_and_lines_end_in_any_way() {
    Source source = Source.of("f", "a\r\nb😀c\rd\n\te");
    assertThat(source.lineCount()).isEqualTo(4);
    assertThat(source.position(source.text().indexOf('c'))).hasToString("f:2:3");
    assertThat(source.position(source.text().indexOf('d'))).hasToString("f:3:1");
    assertThat(source.position(source.text().indexOf('e'))).hasToString("f:4:2");
  }

  @Test
  void bytes_that_are_no_text_become_replacement_characters() {
    byte[] bytes = {'a', (byte) 0xC3, 'b', (byte) 0xE4, (byte) 0xB8, 'c', (byte) 0xC3, (byte) 0xA9};
    assertThat(Source.of("f", bytes).text()).isEqualTo("a\uFFFDb\uFFFD\uFFFDcé");
    String all = "aé中😀";
    assertThat(Source.of("f", all.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(all);
  }

  @Test
  void what_stands_between_mistakes_is_parsed() {
    FileNode tree = parse("a = 1\nb = )\nc = 3\ndef f(x:\n  return 1\nd = 4\n");
    assertThat(tree.errors()).hasSize(2);
    assertThat(tree.statements())
        .extracting(s -> textOf(tree, s))
        .containsExactly("a = 1", "c = 3", "d = 4");
  }

  @Test
  void names_are_bound_to_slots_and_scopes() {
    FileNode tree = parse("g = 1\ndef f(p):\n  v = p\n  return lambda: (v, g, len, host)\n");
    Resolver.resolve(tree, "host"::equals, "len"::equals);
    assertThat(tree.errors()).isEmpty();
    FunctionNode f = ((Statement.Def) tree.statements().get(1)).function();
    assertThat(f.locals()).extracting(Binding::name).containsExactly("p", "v");
    assertThat(f.locals())
        .extracting(Binding::scope)
        .containsExactly(Binding.Scope.LOCAL, Binding.Scope.CELL);
    Expression.Lambda lambda = (Expression.Lambda) ((Statement.Return) f.body().get(1)).value();
    assertThat(lambda).isNotNull();
    Expression.Tuple names = (Expression.Tuple) lambda.body().unparenthesized();
    List<Binding.Scope> scopes =
        names.elements().stream().map(e -> ((Identifier) e).binding().scope()).toList();
    assertThat(scopes)
        .containsExactly(
            Binding.Scope.FREE,
            Binding.Scope.GLOBAL,
            Binding.Scope.UNIVERSAL,
            Binding.Scope.PREDECLARED);
  }

  @Test
  void long_and_deep_texts_are_parsed_and_resolved() {
    int deep = 15_000;
    List<String> texts =
        List.of(
            "x = " + "(".repeat(deep) + "1" + ")".repeat(deep) + "\n",
            "x = 1" + " + 1".repeat(100_000) + "\n",
            "x = " + "-".repeat(deep) + "1\n",
            "x = " + "not ".repeat(deep) + "1\n",
            "x = 1\n" + "y = x" + ".a".repeat(50_000) + "\n",
            "if 1: pass\n" + "elif 2: pass\n".repeat(20_000));
    for (String text : texts) {
      FileNode tree = parse(text);
      Resolver.resolve(tree, n -> false, n -> false);
      assertThat(tree.errors()).isEmpty();
    }
    assertThat(parse("x = " + "[".repeat(120_000)).errors().getFirst().message())
        .isEqualTo("excessive nesting");
  }

  @Test
  void an_excerpt_points_at_the_place() {
    Source source = Source.of("f", "a = 1\n\tbé = $\n");
    assertThat(Excerpt.of(source, new Position("f", 2, 7))).isEqualTo("\tbé = $\n\t     ^");
    assertThat(Excerpt.of(source, new Position("f", 9, 1))).isEqualTo("\n^");
  }

  @Test
  void a_suggestion_needs_fewer_edits_than_half_of_what_was_written() {
    assertThat(Spelling.nearest("tow", List.of("two"))).isEmpty();
    assertThat(Spelling.nearest("keys", List.of("key"))).contains("key");
    assertThat(Spelling.nearest("K_EY", List.of("x", "key", "ke_y"))).contains("key");
    assertThat(Spelling.hint(".", "uper", List.of("lower", "upper")))
        .isEqualTo(" (did you mean .upper?)");
  }
}
