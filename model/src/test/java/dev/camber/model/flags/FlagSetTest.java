package dev.camber.model.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlagSetTest {
  private final FlagSet flags =
      new FlagSet(
          List.of(
              Flag.integer("port", "p", 10350, "the port"),
              Flag.bool("verbose", "v", "say more"),
              Flag.bool("debug", "d", "say most"),
              Flag.strings("label", "l", "labels"),
              Flag.stringArray("env", "e", "environment"),
              Flag.duration("timeout", "", "30m", "limit"),
              Flag.string("cascade", "", "none", "how").alone("background")),
          true);

  @Test
  void valuesComeAttachedOrAfterASpace() throws Exception {
    ParsedFlags parsed = flags.parse(List.of("a", "--port=1", "-p", "2", "b", "-p3", "-vd"));
    assertThat(parsed.integer("port")).isEqualTo(3);
    assertThat(parsed.bool("verbose")).isTrue();
    assertThat(parsed.bool("debug")).isTrue();
    assertThat(parsed.positional()).containsExactly("a", "b");
    assertThat(parsed.positionalBeforeDash()).isEqualTo(-1);
    assertThat(parsed.wasGiven("timeout")).isFalse();
    assertThat(parsed.duration("timeout")).isEqualTo(java.time.Duration.ofMinutes(30));
  }

  @Test
  void twoDashesEndTheFlags() throws Exception {
    ParsedFlags parsed = flags.parse(List.of("a", "--", "--port", "x"));
    assertThat(parsed.positional()).containsExactly("a", "--port", "x");
    assertThat(parsed.positionalBeforeDash()).isEqualTo(1);
  }

  @Test
  void listsSplitAtCommasAndArraysDoNot() throws Exception {
    ParsedFlags parsed =
        flags.parse(List.of("-l", "a,\"b,c\"", "--label=d", "-e", "A=1,2", "-e", "B=3"));
    assertThat(parsed.strings("label")).containsExactly("a", "b,c", "d");
    assertThat(parsed.strings("env")).containsExactly("A=1,2", "B=3");
  }

  @Test
  void aFlagThatMayStandAloneTakesNoNextWord() throws Exception {
    ParsedFlags parsed = flags.parse(List.of("--cascade", "x"));
    assertThat(parsed.string("cascade")).isEqualTo("background");
    assertThat(parsed.positional()).containsExactly("x");
  }

  @Test
  void mistakesAreNamedAsPflagNamesThem() {
    refuses("unknown flag: --bogus", "--bogus");
    refuses("unknown shorthand flag: 'x' in -x", "-x");
    refuses("unknown shorthand flag: 'x' in -xv", "-vxv");
    refuses("flag needs an argument: --port", "--port");
    refuses("flag needs an argument: 'p' in -p", "-p");
    refuses("bad flag syntax: ---port", "---port");
    refuses("bad flag syntax: --=1", "--=1");
    refuses(
        "invalid argument \"abc\" for \"-p, --port\" flag: strconv.ParseInt: parsing \"abc\": invalid"
            + " syntax",
        "--port",
        "abc");
    refuses(
        "invalid argument \"x\" for \"--timeout\" flag: time: invalid duration \"x\"",
        "--timeout=x");
    refuses(
        "invalid argument \"maybe\" for \"-v, --verbose\" flag: strconv.ParseBool: parsing \"maybe\":"
            + " invalid syntax",
        "--verbose=maybe");
  }

  @Test
  void helpIsNoticedWithoutBeingDefined() {
    assertThatThrownBy(() -> flags.parse(List.of("-h"))).isInstanceOf(FlagSet.HelpWanted.class);
    assertThatThrownBy(() -> flags.parse(List.of("x", "--help")))
        .isInstanceOf(FlagSet.HelpWanted.class);
  }

  private void refuses(String message, String... words) {
    assertThatThrownBy(() -> flags.parse(List.of(words)))
        .isInstanceOf(FlagException.class)
        .hasMessage(message);
  }
}
