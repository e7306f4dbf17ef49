package dev.camber.starlark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.camber.starlark.syntax.Operator;
import dev.camber.starlark.syntax.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a host sees of the language. */
final class EmbeddingTest {
  private final List<String> printed = new ArrayList<>();
  private final Map<String, Value> names = new HashMap<>();
  private final StarlarkThread thread =
      new StarlarkThread(
          (t, text) -> printed.add(text),
          (t, path) -> {
            throw new EvalException("no such file");
          });

  private StarlarkModule run(String text) throws SyntaxException {
    return Program.compile("/w/file", text.getBytes(StandardCharsets.UTF_8), names::containsKey)
        .run(thread, names);
  }

  private EvalException failure(String text) {
    return catchThrowableOfType(EvalException.class, () -> run(text));
  }

  private void define(String name, BuiltinFunction body) {
    names.put(name, StarlarkBuiltin.of(name, body));
  }

  @Test
  void a_file_leaves_its_globals_frozen_and_in_order() throws SyntaxException {
    StarlarkModule module = run("b = [1]\na = 2\ndef f(): pass\n");
    assertThat(module.globals().keySet()).containsExactly("b", "a", "f");
    StarlarkList list = (StarlarkList) module.globals().get("b");
    assertThat(list).isNotNull();
    assertThatThrownBy(() -> list.append(StarlarkInt.of(2)))
        .hasMessage("cannot append to frozen list");
  }

  @Test
  void the_globals_are_frozen_even_if_the_file_fails() {
    StarlarkList kept = StarlarkList.empty();
    define("keep", (t, a) -> kept);
    assertThat(failure("x = keep()\nfail('stop')\n")).hasMessage("fail: stop");
    assertThatThrownBy(() -> kept.append(StarlarkInt.of(2)))
        .hasMessage("cannot append to frozen list");
  }

  @Test
  void a_program_can_run_again() throws SyntaxException {
    Program program =
        Program.compile(
            "/w/file", "x = []\nx.append(1)\n".getBytes(StandardCharsets.UTF_8), n -> false);
    program.run(thread, Map.of());
    StarlarkModule second = program.run(thread, Map.of());
    assertThat(Starlark.repr(second.globals().getOrDefault("x", StarlarkNone.NONE)))
        .isEqualTo("[1]");
  }

  @Test
  void the_unpacker_speaks_as_the_reference_does() {
    define(
        "f",
        (t, a) -> {
          var u = a.unpacker();
          u.required("name", Converter.STRING);
          u.required("count", Converter.INT64);
          u.optional("quiet", Converter.BOOL, false);
          u.optionalOrNone("tags", Converter.LIST);
          u.finish();
          return StarlarkNone.NONE;
        });
    assertThat(failure("f()")).hasMessage("f: missing argument for name");
    assertThat(failure("f('a')")).hasMessage("f: missing argument for count");
    assertThat(failure("f(1, 2)")).hasMessage("f: for parameter name: got int, want string");
    assertThat(failure("f(name = 1)"))
        .hasMessage("f: for parameter \"name\": got int, want string");
    assertThat(failure("f('a', 1, 2, 3, 4)")).hasMessage("f: got 5 arguments, want at most 4");
    assertThat(failure("f('a', name = 'b')"))
        .hasMessage("f: got multiple values for keyword argument \"name\"");
    assertThat(failure("f('a', 1, nam = 1)"))
        .hasMessage("f: unexpected keyword argument \"nam\" (did you mean name?)");
    assertThat(failure("f('a', 1, qiet = 1)"))
        .hasMessage("f: unexpected keyword argument \"qiet\"");
    assertThat(failure("f('a', 1, None)"))
        .hasMessage("f: for parameter quiet: got NoneType, want bool");
    assertThat(failure("f('a', 1 << 63)"))
        .hasMessage(
            "f: for parameter count: 9223372036854775808 out of range"
                + " (want value in signed 64-bit range)");
  }

  @Test
  void an_optional_parameter_tells_omitted_from_none() throws SyntaxException {
    define(
        "f",
        (t, a) -> {
          var u = a.unpacker();
          var x = u.optional("x", Converter.ANY);
          var y = u.optionalOrNone("y", Converter.STRING, "default");
          u.finish();
          return StarlarkString.of(x.isGiven() + " " + x.toOptional().isPresent() + " " + y.get());
        });
    run("print(f())\nprint(f(None, None))\nprint(f(1, 'z'))\n");
    assertThat(printed).containsExactly("false false default", "true true default", "true true z");
  }

  @Test
  void positional_parameters_are_counted_and_named_by_number() {
    define("f", (t, a) -> StarlarkString.of(a.positional(1, 2).at(0, Converter.STRING)));
    assertThat(failure("f()")).hasMessage("f: got 0 arguments, want at least 1");
    assertThat(failure("f(1, 2, 3)")).hasMessage("f: got 3 arguments, want at most 2");
    assertThat(failure("f(x = 1)")).hasMessage("f: unexpected keyword arguments");
    assertThat(failure("f(1)")).hasMessage("f: for parameter 1: got int, want string");
  }

  @Test
  void an_error_carries_the_traceback_of_its_moment() {
    define(
        "boom",
        (t, a) -> {
          throw new EvalException("it broke");
        });
    EvalException e = failure("def f(x):\n  return [boom() for _ in x]\nf([1])\n");
    assertThat(e.backtrace())
        .isEqualTo(
            """
            Traceback (most recent call last):
              /w/file:3:2: in <toplevel>
              /w/file:2:15: in f
            Error in boom: it broke\
            """);
  }

  @Test
  void a_builtin_in_the_middle_of_the_stack_has_a_line() {
    EvalException e = failure("def k(x):\n  return x.nope\nsorted([1], key = k)\n");
    assertThat(e.backtrace())
        .isEqualTo(
            """
            Traceback (most recent call last):
              /w/file:3:7: in <toplevel>
              <builtin>: in sorted
              /w/file:2:11: in k
            Error: int has no .nope field or method\
            """);
  }

  @Test
  void a_builtin_sees_where_it_is_called_from() throws SyntaxException {
    List<String> seen = new ArrayList<>();
    define(
        "where",
        (t, a) -> {
          t.position().ifPresent(p -> seen.add(p.toString()));
          t.executingFile().ifPresent(seen::add);
          t.callStack().forEach(frame -> seen.add(frame.toString()));
          return StarlarkNone.NONE;
        });
    run("def f():\n  where()\nf()\n");
    assertThat(seen)
        .containsExactly(
            "/w/file:2:8",
            "/w/file",
            "/w/file:3:2: in <toplevel>",
            "/w/file:2:8: in f",
            "<builtin>: in where");
    assertThat(thread.position()).isEmpty();
  }

  @Test
  void a_host_calls_back_a_function_of_the_program() throws SyntaxException {
    StarlarkModule module = run("def add(a, b = 10): return a + b\n");
    Value add = module.globals().getOrDefault("add", StarlarkNone.NONE);
    assertThat(thread.call(add, StarlarkInt.of(1))).isEqualTo(StarlarkInt.of(11));
    assertThat(thread.call(add, List.of(StarlarkInt.of(1)), Map.of("b", StarlarkInt.of(2))))
        .isEqualTo(StarlarkInt.of(3));
    assertThatThrownBy(() -> thread.call(StarlarkInt.of(1)))
        .hasMessage("invalid call of non-function (int)");
  }

  @Test
  void what_a_host_attaches_to_the_thread_is_found_by_its_builtins() throws SyntaxException {
    var key = new StarlarkThread.Key<>(StringBuilder.class);
    thread.setLocal(key, new StringBuilder());
    define(
        "note",
        (t, a) -> {
          t.local(key).append(a.at(0, Converter.STRING));
          return StarlarkNone.NONE;
        });
    run("note('a')\nnote('b')\n");
    assertThat(thread.local(key).toString()).isEqualTo("ab");
  }

  @Test
  void steps_are_limited() {
    thread.setMaxSteps(1000);
    assertThat(failure("while True: pass\n"))
        .hasMessage("Starlark computation cancelled: too many steps");
  }

  @Test
  void depth_is_limited_without_a_stack_overflow() {
    thread.setMaxDepth(100);
    assertThat(failure("def f(): return f()\nf()\n"))
        .hasMessage("calls nest more than 100 deep; does a function call itself without end?");
  }

  @Test
  void the_traceback_of_endless_recursion_is_short() {
    EvalException e = failure("def f(): return f()\nf()\n");
    assertThat(e.callStack()).hasSize(21);
    assertThat(e.backtrace())
        .contains("in <toplevel>\n  /w/file:1:18: in f\n", "more calls): in ...");
  }

  @Test
  void values_nested_without_end_give_an_ordinary_error() {
    assertThat(failure("x = []\nfor _ in range(200000):\n  x = [x]\nprint(len(repr(x)))\n"))
        .hasMessage("value nests more than 100000 levels deep");
    assertThat(failure("x = []\nfor _ in range(99000):\n  x = [x]\nfail(str(len(repr(x))))\n"))
        .hasMessage("fail: 198002");
  }

  @Test
  void another_java_thread_cancels() throws Exception {
    var started = new CountDownLatch(1);
    define(
        "started",
        (t, a) -> {
          started.countDown();
          return StarlarkNone.NONE;
        });
    var canceller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                started.await();
                thread.cancel("superseded");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(failure("started()\nwhile True: pass\n"))
        .hasMessage("Starlark computation cancelled: superseded");
    canceller.join();
  }

  @Test
  void an_exception_of_the_host_passes_untouched() {
    define(
        "leave",
        (t, a) -> {
          throw new IllegalStateException("host");
        });
    assertThatThrownBy(() -> run("def f(): leave()\n[f() for _ in [1]]\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("host");
    assertThat(thread.callStack()).isEmpty();
  }

  @Test
  void a_host_type_takes_part_in_everything_it_declares() throws SyntaxException {
    names.put("p", new Point(1, 2));
    run(
        """
        print(p, [p], type(p), p.x, dir(p), bool(p))
        print(p + p, p == p, p in {p: 1}, hasattr(p, "z"))
        """);
    assertThat(printed)
        .containsExactly(
            "Point(1, 2) [Point(1, 2)] point 1 [\"x\", \"y\"] True", "Point(2, 4) True True False");
    assertThat(failure("p.xx")).hasMessage("point has no .xx field or method");
    assertThat(failure("p.x = 1")).hasMessage("can't assign to .x field of point");
    assertThat(failure("p - p")).hasMessage("unknown binary op: point - point");
    assertThat(failure("p < p")).hasMessage("point < point not implemented");
    assertThat(failure("p[0]")).hasMessage("unhandled index operation point[int]");
    assertThat(failure("len(p)")).hasMessage("len: value of type point has no len");
  }

  private record Point(int x, int y) implements HasAttrs, HasBinary, HasEquality {
    @Override
    public String type() {
      return "point";
    }

    @Override
    public void repr(Printer out) {
      out.text("Point(" + x + ", " + y + ")");
    }

    @Override
    public int hash() {
      return 31 * x + y;
    }

    @Override
    public @Nullable Value attr(String name) {
      return switch (name) {
        case "x" -> StarlarkInt.of(x);
        case "y" -> StarlarkInt.of(y);
        default -> null;
      };
    }

    @Override
    public List<String> attrNames() {
      return List.of("x", "y");
    }

    @Override
    public boolean equalTo(Value other, int depth) {
      return other instanceof Point p && p.x == x && p.y == y;
    }

    @Override
    public @Nullable Value binary(Operator op, Value other, boolean thisIsLeft) {
      return op == Operator.PLUS && other instanceof Point p ? new Point(x + p.x, y + p.y) : null;
    }
  }

  @Test
  void modules_and_structs_print_and_report_as_the_reference_does() throws SyntaxException {
    var path = StarlarkNamespace.of("os.path", Map.of("sep", StarlarkString.of("/")));
    names.put("os", StarlarkNamespace.of("os", Map.of("path", path)));
    names.put("m", StarlarkNamespace.constructed("m", Map.of("a", StarlarkInt.of(1))));
    names.put("s", StarlarkStruct.of(Map.of("b", StarlarkInt.of(1), "a", StarlarkString.of("x"))));
    names.put("l", StarlarkStruct.of("link", Map.of("url", StarlarkString.of("u"))));
    run("print(os, os.path, os.path.sep, m, m.a, s, s + s, l, type(l), type(os))\n");
    assertThat(printed)
        .containsExactly(
            "[module: os] [module: os.path] / <module \"m\"> 1 struct(a = \"x\", b = 1)"
                + " struct(a = \"x\", b = 1) link(url = \"u\") struct module");
    assertThat(failure("os.pat"))
        .hasMessage("module has no .pat field or method (did you mean .path?)");
    assertThat(failure("s.c")).hasMessage("struct has no .c attribute");
    assertThat(failure("l.uri"))
        .hasMessage("\"link\" struct has no .uri attribute (did you mean .url?)");
    assertThat(failure("l.url = 1")).hasMessage("can't assign to .url field of struct");
  }

  @Test
  void all_mistakes_of_a_text_are_collected() {
    SyntaxException e =
        catchThrowableOfType(
            SyntaxException.class, () -> run("x = )\ny = 1\ndef f(:\n  pass\nz = [\n"));
    assertThat(e.errors())
        .extracting(Object::toString)
        .containsExactly(
            "/w/file:1:5: unexpected ')'",
            "/w/file:3:8: got ':', want ')'",
            "/w/file:6:1: got end of file, want primary expression");
    SyntaxException names =
        catchThrowableOfType(SyntaxException.class, () -> run("value = valu\ny = nope\n"));
    assertThat(names.errors())
        .extracting(Object::toString)
        .containsExactly("/w/file:1:9: undefined: valu", "/w/file:2:5: undefined: nope");
  }
}
