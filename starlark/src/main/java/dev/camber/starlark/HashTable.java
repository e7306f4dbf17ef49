package dev.camber.starlark;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The table behind dicts and sets: insertion order, frozen flag, iteration lock. Entries lie in
 * arrays in the order of insertion; a removed entry leaves a hole until the next growth. An index
 * of open addressing finds them by hash.
 */
final class HashTable {
  private static final int FREE = 0;
  private static final int REMOVED = -1;
  private static final @Nullable Value[] NO_VALUES = {};
  private static final int[] NO_INTS = {};

  private @Nullable Value[] keys = NO_VALUES;
  private @Nullable Value[] values = NO_VALUES;
  private int[] hashes = NO_INTS;

  /** Entry number + 1, FREE or REMOVED; its length is a power of two. */
  private int[] index = NO_INTS;

  /** Entries used, holes included. */
  private int used;

  private int size;
  private int indexUsed;
  private int iterators;
  private boolean frozen;

  int size() {
    return size;
  }

  boolean isFrozen() {
    return frozen;
  }

  void freeze() {
    if (frozen) {
      return;
    }
    frozen = true;
    for (int i = 0; i < used; i++) {
      Value key = keys[i];
      Value value = values[i];
      if (key != null) {
        key.freeze();
      }
      if (value != null) {
        value.freeze();
      }
    }
  }

  void startIteration() {
    if (!frozen) {
      iterators++;
    }
  }

  void endIteration() {
    if (!frozen) {
      iterators--;
    }
  }

  /** Throws unless the table may be changed; {@code verb} is for instance {@code insert into}. */
  void checkMutable(String verb) {
    if (frozen) {
      throw new EvalException("cannot " + verb + " frozen hash table");
    }
    if (iterators > 0) {
      throw new EvalException("cannot " + verb + " hash table during iteration");
    }
  }

  /** The number of the first entry at or after {@code i}, or -1. */
  int nextEntry(int i) {
    for (int k = i; k < used; k++) {
      if (keys[k] != null) {
        return k;
      }
    }
    return -1;
  }

  Value keyAt(int entry) {
    Value key = keys[entry];
    if (key == null) {
      throw new IllegalStateException("no entry " + entry);
    }
    return key;
  }

  Value valueAt(int entry) {
    Value value = values[entry];
    return value == null ? StarlarkNone.NONE : value;
  }

  boolean contains(Value key) {
    return find(key, spread(key.hash())) >= 0;
  }

  @Nullable Value get(Value key) {
    int entry = find(key, spread(key.hash()));
    return entry < 0 ? null : values[entry];
  }

  private static int spread(int hash) {
    int h = hash * 0x9E3779B1;
    return h ^ h >>> 15;
  }

  private int find(Value key, int hash) {
    int[] table = index;
    if (table.length == 0) {
      return -1;
    }
    int mask = table.length - 1;
    for (int slot = hash & mask; ; slot = slot + 1 & mask) {
      int e = table[slot];
      if (e == FREE) {
        return -1;
      }
      if (e > 0 && hashes[e - 1] == hash && same(keys[e - 1], key)) {
        return e - 1;
      }
    }
  }

  private static boolean same(@Nullable Value stored, Value key) {
    if (stored == key) {
      return true;
    }
    if (stored instanceof StarlarkString s) {
      return key instanceof StarlarkString k && s.bytes.equals(k.bytes);
    }
    if (stored instanceof StarlarkInt i && key instanceof StarlarkInt k && i.big == null) {
      return k.big == null && i.small == k.small;
    }
    return stored != null && Starlark.equal(stored, key);
  }

  /**
   * Makes it a table that had an entry once, without one. Parity: such a table asks every key that
   * is to be removed for its hash, see {@link #remove}.
   */
  void open() {
    if (index.length == 0) {
      index = new int[8];
    }
  }

  /** Inserts or overwrites; the caller has checked that the table is mutable. */
  void put(Value key, Value value) {
    open();
    int hash = spread(key.hash());
    int entry = find(key, hash);
    if (entry >= 0) {
      values[entry] = value;
      return;
    }
    if (used == keys.length || (indexUsed + 1) * 4 > index.length * 3) {
      grow();
    }
    keys[used] = key;
    values[used] = value;
    hashes[used] = hash;
    used++;
    size++;
    place(hash, used);
  }

  private void place(int hash, int number) {
    int mask = index.length - 1;
    int slot = hash & mask;
    while (index[slot] != FREE) {
      slot = slot + 1 & mask;
    }
    index[slot] = number;
    indexUsed++;
  }

  private void grow() {
    Limits.checkEntries(size * 2L);
    int capacity = Math.max(8, size < used / 2 ? used : size * 2);
    @Nullable Value[] newKeys = new Value[capacity];
    @Nullable Value[] newValues = new Value[capacity];
    int[] newHashes = new int[capacity];
    int n = 0;
    for (int i = 0; i < used; i++) {
      if (keys[i] != null) {
        newKeys[n] = keys[i];
        newValues[n] = values[i];
        newHashes[n] = hashes[i];
        n++;
      }
    }
    keys = newKeys;
    values = newValues;
    hashes = newHashes;
    used = n;
    index = new int[Integer.highestOneBit(Math.max(8, capacity * 4 / 3) * 2 - 1)];
    indexUsed = 0;
    for (int i = 0; i < n; i++) {
      place(hashes[i], i + 1);
    }
  }

  /** Removes a key and returns its value, or null if it was absent. */
  @Nullable Value remove(Value key) {
    // Parity: in a table that never had an entry, not even the hash of the key is asked for.
    if (index.length == 0) {
      return null;
    }
    int hash = spread(key.hash());
    int entry = find(key, hash);
    if (entry < 0) {
      return null;
    }
    int mask = index.length - 1;
    int slot = hash & mask;
    while (index[slot] != entry + 1) {
      slot = slot + 1 & mask;
    }
    index[slot] = REMOVED;
    Value value = values[entry];
    keys[entry] = null;
    values[entry] = null;
    size--;
    if (size == 0) {
      used = 0;
      indexUsed = 0;
      Arrays.fill(index, FREE);
    }
    return value;
  }

  void clear() {
    keys = NO_VALUES;
    values = NO_VALUES;
    hashes = NO_INTS;
    index = index.length == 0 ? NO_INTS : new int[8];
    used = 0;
    size = 0;
    indexUsed = 0;
  }

  /** A walk over the keys that locks the table against mutation. */
  StarlarkIterable.Cursor cursor() {
    startIteration();
    return new StarlarkIterable.Cursor() {
      private int position;

      @Override
      public @Nullable Value next() {
        int entry = nextEntry(position);
        if (entry < 0) {
          return null;
        }
        position = entry + 1;
        return keyAt(entry);
      }

      @Override
      public void close() {
        endIteration();
      }
    };
  }
}
