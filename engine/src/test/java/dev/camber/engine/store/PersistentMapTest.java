package dev.camber.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PersistentMapTest {
  @Test
  void aPrefixFindsWhatAScanFinds() {
    Random random = new Random(7);
    PersistentMap<String> map = PersistentMap.empty();
    for (int i = 0; i < 500; i++) {
      String key =
          random
              .ints(random.nextInt(1, 6), 'a', 'd')
              .mapToObj(c -> "" + (char) c)
              .collect(java.util.stream.Collectors.joining());
      map = map.with(key, key);
    }
    for (String prefix : List.of("", "a", "ab", "abc", "abcabc", "c", "cccc", "d")) {
      List<String> found = new ArrayList<>();
      map.forEachFrom(prefix, found::add);
      assertThat(found).isEqualTo(map.values().stream().filter(v -> v.startsWith(prefix)).toList());
    }
  }

  @Test
  void behavesAsATreeMapUnderRandomChanges() {
    Random random = new Random(7);
    TreeMap<String, Integer> model = new TreeMap<>();
    PersistentMap<Integer> map = PersistentMap.empty();
    for (int i = 0; i < 5000; i++) {
      String key = "k" + random.nextInt(300);
      if (random.nextInt(3) == 0) {
        model.remove(key);
        map = map.without(key);
      } else {
        model.put(key, i);
        map = map.with(key, i);
      }
    }
    List<String> keys = new ArrayList<>();
    map.forEach((key, value) -> keys.add(key));
    assertThat(keys).containsExactlyElementsOf(model.keySet());
    assertThat(map.values()).containsExactlyElementsOf(model.values());
    assertThat(map.size()).isEqualTo(model.size());
    for (String key : model.keySet()) {
      assertThat(map.get(key)).contains(model.get(key));
    }
  }

  @Test
  void leavesOlderVersionsAlone() {
    PersistentMap<Integer> one = PersistentMap.<Integer>empty().with("a", 1);
    PersistentMap<Integer> two = one.with("b", 2).without("a");
    assertThat(one.get("a")).contains(1);
    assertThat(two.get("a")).isEmpty();
    assertThat(one.size()).isEqualTo(1);
  }
}
