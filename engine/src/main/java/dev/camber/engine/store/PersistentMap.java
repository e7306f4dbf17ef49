package dev.camber.engine.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map by string keys: a height-balanced tree in which a change copies one path.
 * A version of it can be read by any number of threads while newer ones are made.
 */
final class PersistentMap<V> {
  private record Node<V>(
      String key, V value, @Nullable Node<V> left, @Nullable Node<V> right, int height, int size) {}

  private final @Nullable Node<V> root;

  private PersistentMap(@Nullable Node<V> root) {
    this.root = root;
  }

  static <V> PersistentMap<V> empty() {
    return new PersistentMap<>(null);
  }

  int size() {
    return size(root);
  }

  Optional<V> get(String key) {
    Node<V> here = root;
    while (here != null) {
      int order = key.compareTo(here.key());
      if (order == 0) {
        return Optional.of(here.value());
      }
      here = order < 0 ? here.left() : here.right();
    }
    return Optional.empty();
  }

  PersistentMap<V> with(String key, V value) {
    return new PersistentMap<>(put(root, key, value));
  }

  PersistentMap<V> without(String key) {
    return get(key).isEmpty() ? this : new PersistentMap<>(remove(root, key));
  }

  /** Visits all entries in the order of their keys. */
  void forEach(BiConsumer<String, V> visit) {
    walk(root, visit);
  }

  /** Visits the values whose keys begin with {@code prefix}, in the order of their keys. */
  void forEachFrom(String prefix, Consumer<V> visit) {
    walk(root, prefix, visit);
  }

  private static <V> void walk(@Nullable Node<V> node, String prefix, Consumer<V> visit) {
    if (node == null) {
      return;
    }
    boolean fits = node.key().startsWith(prefix);
    boolean smaller = node.key().compareTo(prefix) < 0;
    if (!smaller) {
      walk(node.left(), prefix, visit);
    }
    if (fits) {
      visit.accept(node.value());
    }
    if (fits || smaller) {
      walk(node.right(), prefix, visit);
    }
  }

  /** All values in the order of their keys. */
  List<V> values() {
    List<V> out = new ArrayList<>(size());
    forEach((key, value) -> out.add(value));
    return out;
  }

  private static <V> void walk(@Nullable Node<V> node, BiConsumer<String, V> visit) {
    if (node == null) {
      return;
    }
    walk(node.left(), visit);
    visit.accept(node.key(), node.value());
    walk(node.right(), visit);
  }

  private static <V> Node<V> put(@Nullable Node<V> node, String key, V value) {
    if (node == null) {
      return node(key, value, null, null);
    }
    int order = key.compareTo(node.key());
    if (order == 0) {
      return node(key, value, node.left(), node.right());
    }
    return order < 0
        ? balance(node.key(), node.value(), put(node.left(), key, value), node.right())
        : balance(node.key(), node.value(), node.left(), put(node.right(), key, value));
  }

  private static <V> @Nullable Node<V> remove(@Nullable Node<V> node, String key) {
    if (node == null) {
      return null;
    }
    int order = key.compareTo(node.key());
    if (order < 0) {
      return balance(node.key(), node.value(), remove(node.left(), key), node.right());
    }
    if (order > 0) {
      return balance(node.key(), node.value(), node.left(), remove(node.right(), key));
    }
    Node<V> right = node.right();
    if (right == null) {
      return node.left();
    }
    if (node.left() == null) {
      return right;
    }
    Node<V> next = right;
    for (Node<V> left = next.left(); left != null; left = left.left()) {
      next = left;
    }
    return balance(next.key(), next.value(), node.left(), remove(right, next.key()));
  }

  private static <V> Node<V> balance(
      String key, V value, @Nullable Node<V> left, @Nullable Node<V> right) {
    int lean = height(left) - height(right);
    if (lean > 1 && left != null) {
      Node<V> inner = left.right();
      if (inner == null || height(left.left()) >= height(inner)) {
        return node(left.key(), left.value(), left.left(), node(key, value, inner, right));
      }
      return node(
          inner.key(),
          inner.value(),
          node(left.key(), left.value(), left.left(), inner.left()),
          node(key, value, inner.right(), right));
    }
    if (lean < -1 && right != null) {
      Node<V> inner = right.left();
      if (inner == null || height(right.right()) >= height(inner)) {
        return node(right.key(), right.value(), node(key, value, left, inner), right.right());
      }
      return node(
          inner.key(),
          inner.value(),
          node(key, value, left, inner.left()),
          node(right.key(), right.value(), inner.right(), right.right()));
    }
    return node(key, value, left, right);
  }

  private static <V> Node<V> node(
      String key, V value, @Nullable Node<V> left, @Nullable Node<V> right) {
    return new Node<>(
        key,
        value,
        left,
        right,
        1 + Math.max(height(left), height(right)),
        1 + size(left) + size(right));
  }

  private static int height(@Nullable Node<?> node) {
    return node == null ? 0 : node.height();
  }

  private static int size(@Nullable Node<?> node) {
    return node == null ? 0 : node.size();
  }
}
