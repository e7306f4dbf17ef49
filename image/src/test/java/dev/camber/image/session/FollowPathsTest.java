package dev.camber.image.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.image.context.ContextEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowPathsTest {
  private static ContextEntry entry(String text) {
    if (text.endsWith("/")) {
      return new ContextEntry(
          text.substring(0, text.length() - 1), ContextEntry.Type.DIRECTORY, 0755, 0, 0, "");
    }
    int arrow = text.indexOf("->");
    return arrow < 0
        ? new ContextEntry(text, ContextEntry.Type.FILE, 0644, 1, 0, "")
        : new ContextEntry(
            text.substring(0, arrow),
            ContextEntry.Type.LINK,
            0777,
            0,
            0,
            text.substring(arrow + 2));
  }

  private static final List<String> TREE =
      List.of(
          ".dockerignore",
          "a/",
          "a/b/",
          "a/b/1.txt",
          "a/b/2.md",
          "a/c.txt",
          "link->a/b",
          "root.txt",
          "up/",
          "up/over->../root.txt",
          "z/",
          "z/q.txt");

  private static List<String> select(String... wanted) {
    List<ContextEntry> entries = new ArrayList<>();
    TREE.forEach(t -> entries.add(entry(t)));
    return new FollowPaths(List.of(wanted))
        .select(entries).stream().map(ContextEntry::path).toList();
  }

  @Test
  void takesAllWithoutAWish() {
    assertThat(select()).hasSize(TREE.size());
    assertThat(select(".")).hasSize(TREE.size());
    assertThat(select("/")).hasSize(TREE.size());
  }

  @Test
  void takesAFileWithTheDirectoriesAboveIt() {
    assertThat(select("a/b/1.txt")).containsExactly("a", "a/b", "a/b/1.txt");
    assertThat(select("/a//b/../c.txt")).containsExactly("a", "a/c.txt");
  }

  @Test
  void takesADirectoryWithAllBelowIt() {
    assertThat(select("a", "nowhere"))
        .containsExactly("a", "a/b", "a/b/1.txt", "a/b/2.md", "a/c.txt");
  }

  @Test
  void readsWildcards() {
    assertThat(select("a/*/*.txt")).containsExactly("a", "a/b", "a/b/1.txt");
    assertThat(select("[rz]*")).containsExactly("root.txt", "z", "z/q.txt");
    assertThat(select("a/**/1.txt"))
        .containsExactly("a", "a/b", "a/b/1.txt", "a/b/2.md", "a/c.txt");
  }

  @Test
  void takesWhatLinksLeadTo() {
    assertThat(select("link/1.txt")).containsExactly("a", "a/b", "a/b/1.txt", "link");
    assertThat(select("up/over")).containsExactly("root.txt", "up", "up/over");
    assertThat(select(".dockerignore")).containsExactly(".dockerignore");
  }
}
