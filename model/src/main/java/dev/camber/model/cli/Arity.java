package dev.camber.model.cli;

import java.util.Optional;

/** How many words a command takes besides flags; the messages are cobra's. */
public sealed interface Arity {
  /** Any number. */
  Arity ANY = new Any();

  /** What is wrong with {@code count} words given to the command {@code path}, if anything. */
  Optional<String> refuse(String path, java.util.List<String> words);

  static Arity exactly(int n) {
    return new Exactly(n);
  }

  static Arity atLeast(int n) {
    return new AtLeast(n);
  }

  static Arity atMost(int n) {
    return new AtMost(n);
  }

  /** One word or more, unless a flag of this name says what is meant. */
  static Arity oneUnless(String flag) {
    return new OneUnless(flag);
  }

  /** What is wrong with the words and flags of a command line, if anything. */
  default Optional<String> refuse(String path, dev.camber.model.flags.ParsedFlags parsed) {
    return refuse(path, parsed.positional());
  }

  /** One or more words, or a flag. */
  record OneUnless(String flag) implements Arity {
    @Override
    public Optional<String> refuse(String path, java.util.List<String> words) {
      // The reference's message, as far as a script may know it: it takes just one.
      return words.isEmpty() ? Optional.of("accepts 1 arg(s), received 0") : Optional.empty();
    }

    @Override
    public Optional<String> refuse(String path, dev.camber.model.flags.ParsedFlags parsed) {
      return parsed.string(flag).isEmpty() ? refuse(path, parsed.positional()) : Optional.empty();
    }
  }

  /** No word is wrong. */
  record Any() implements Arity {
    @Override
    public Optional<String> refuse(String path, java.util.List<String> words) {
      return Optional.empty();
    }
  }

  /** Just so many. */
  record Exactly(int n) implements Arity {
    @Override
    public Optional<String> refuse(String path, java.util.List<String> words) {
      return words.size() == n
          ? Optional.empty()
          : Optional.of("accepts " + n + " arg(s), received " + words.size());
    }
  }

  /** So many or more. */
  record AtLeast(int n) implements Arity {
    @Override
    public Optional<String> refuse(String path, java.util.List<String> words) {
      return words.size() >= n
          ? Optional.empty()
          : Optional.of("requires at least " + n + " arg(s), only received " + words.size());
    }
  }

  /** So many or fewer. */
  record AtMost(int n) implements Arity {
    @Override
    public Optional<String> refuse(String path, java.util.List<String> words) {
      return words.size() <= n
          ? Optional.empty()
          : Optional.of("accepts at most " + n + " arg(s), received " + words.size());
    }
  }
}
