package dev.camber.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScrubberTest {
  private static Scrubber of(String... values) {
    List<LogSecret> secrets = new ArrayList<>();
    for (String value : values) {
      secrets.add(new LogSecret(value, "<" + value.length() + ">"));
    }
    return new Scrubber(secrets);
  }

  @Test
  void takesTheLongestOfThoseThatBeginTogether() {
    assertThat(of("abcde", "abcdefgh").scrub("xabcdefghy abcdefx")).isEqualTo("x<8>y <5>fx");
  }

  @Test
  void takesTheFirstOfOverlappingSecrets() {
    assertThat(of("abcdef", "efghij").scrub("abcdefghij")).isEqualTo("<6>ghij");
  }

  @Test
  void findsASecretInsideALongerOneThatFailed() {
    assertThat(of("abcde", "fghij", "abcdefghijXX").scrub("abcdefghijYY")).isEqualTo("<5><5>YY");
  }

  @Test
  void leavesShortValuesAlone() {
    assertThat(of("abcd").scrub("abcd")).isEqualTo("abcd");
    assertThat(of("abcd").isEmpty()).isTrue();
  }

  @Test
  void scrubsTheSameInPiecesAsInOne() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      List<String> secrets = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        secrets.add(word(random, 5 + random.nextInt(5)));
      }
      Scrubber scrubber = of(secrets.toArray(String[]::new));
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        text.append(random.nextBoolean() ? secrets.get(random.nextInt(4)) : word(random, 3));
      }
      StringBuilder pieces = new StringBuilder();
      String carry = "";
      for (int at = 0; at < text.length(); ) {
        int next = Math.min(text.length(), at + 1 + random.nextInt(6));
        String here = carry + text.substring(at, next);
        Scrubber.Found found = scrubber.find(here, false);
        pieces.append(Scrubber.apply(here, found.matches(), found.held()));
        carry = here.substring(found.held());
        at = next;
      }
      pieces.append(scrubber.scrub(carry));
      assertThat(pieces.toString())
          .as("%s in %s", secrets, text)
          .isEqualTo(scrubber.scrub(text.toString()));
      for (String secret : secrets) {
        assertThat(pieces.toString()).doesNotContain(secret);
      }
    }
  }

  private static String word(Random random, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append((char) ('a' + random.nextInt(2)));
    }
    return out.toString();
  }
}
