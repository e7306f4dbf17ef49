package dev.camber.engine.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in text that arrives in pieces (Aho-Corasick). Immutable. Of overlapping secrets
 * the one that begins first is taken, of those the longest. Values below five characters are not
 * secrets (spec engine, section 9.6).
 */
final class Scrubber {
  static final int MIN_LENGTH = 5;
  static final Scrubber NONE = new Scrubber(List.of());

  /** A place in a text and what to put there. */
  record Match(int start, int end, String replacement) {}

  /**
   * What can be said of a text that may go on.
   *
   * @param matches what is certain
   * @param held from here on more text could still make a secret
   */
  record Found(List<Match> matches, int held) {}

  private static final class Node {
    final int depth;
    final Map<Character, Node> next = new HashMap<>(2);
    @Nullable Node fail;
    // The nearest node on the fail chain, this one included, that ends a secret.
    @Nullable Node hit;
    @Nullable String replacement;

    Node(int depth) {
      this.depth = depth;
    }
  }

  private final Node root = new Node(0);
  private final List<LogSecret> secrets;

  Scrubber(Collection<LogSecret> secrets) {
    this.secrets = List.copyOf(secrets);
    for (LogSecret secret : secrets) {
      if (secret.value().length() >= MIN_LENGTH) {
        add(secret);
      }
    }
    link();
  }

  boolean isEmpty() {
    return root.next.isEmpty();
  }

  /** These secrets and more; an equal value keeps its first replacement. */
  Scrubber with(Collection<LogSecret> more) {
    List<LogSecret> all = new ArrayList<>(secrets);
    for (LogSecret secret : more) {
      if (secrets.stream().noneMatch(s -> s.value().equals(secret.value()))) {
        all.add(secret);
      }
    }
    return all.size() == secrets.size() ? this : new Scrubber(all);
  }

  Found find(CharSequence text, boolean isEnd) {
    List<Match> out = new ArrayList<>();
    int length = text.length();
    int from = 0;
    while (true) {
      Node here = root;
      @Nullable Match best = null;
      int i = from;
      for (; i < length; i++) {
        here = step(here, text.charAt(i));
        // A candidate is final once no secret that began at or before it can still be growing.
        if (best != null && i + 1 - here.depth > best.start()) {
          break;
        }
        best = better(best, here, i + 1);
      }
      int held = length - growing(here);
      if (best != null && (i < length || isEnd || held > best.start())) {
        // What follows is looked at anew: it may hold a secret that this one hid.
        out.add(best);
        from = best.end();
        continue;
      }
      return new Found(out, isEnd ? length : best == null ? held : Math.min(held, best.start()));
    }
  }

  private static @Nullable Match better(@Nullable Match best, Node here, int end) {
    @Nullable Match out = best;
    for (Node hit = here.hit; hit != null; hit = hit.fail == null ? null : hit.fail.hit) {
      int start = end - hit.depth;
      if (hit.replacement != null && (out == null || start <= out.start())) {
        out = new Match(start, end, hit.replacement);
      }
    }
    return out;
  }

  /** The whole text with its secrets replaced. */
  String scrub(String text) {
    if (isEmpty()) {
      return text;
    }
    return apply(text, find(text, true).matches(), text.length());
  }

  static String apply(String text, List<Match> matches, int end) {
    if (matches.isEmpty()) {
      return text.substring(0, end);
    }
    StringBuilder out = new StringBuilder(end);
    int at = 0;
    for (Match match : matches) {
      out.append(text, at, match.start()).append(match.replacement());
      at = match.end();
    }
    return out.append(text, at, Math.max(at, end)).toString();
  }

  /** How much of the end could be the beginning of a longer secret. */
  private int growing(Node node) {
    Node here = node;
    while (here.next.isEmpty() && here.fail != null) {
      here = here.fail;
    }
    return here.depth;
  }

  private Node step(Node from, char c) {
    for (Node node = from; node != null; node = node.fail) {
      Node next = node.next.get(c);
      if (next != null) {
        return next;
      }
    }
    return root;
  }

  private void add(LogSecret secret) {
    Node here = root;
    for (int i = 0; i < secret.value().length(); i++) {
      int depth = i + 1;
      here = here.next.computeIfAbsent(secret.value().charAt(i), c -> new Node(depth));
    }
    if (here.replacement == null) {
      here.replacement = secret.replacement();
    }
  }

  private void link() {
    Deque<Node> queue = new ArrayDeque<>();
    for (Node child : root.next.values()) {
      child.fail = root;
      queue.add(child);
    }
    while (!queue.isEmpty()) {
      Node node = queue.remove();
      Node fail = node.fail == null ? root : node.fail;
      node.hit = node.replacement != null ? node : fail.hit;
      node.next.forEach((c, child) -> {
        child.fail = step(fail, c);
        queue.add(child);
      });
    }
  }
}
