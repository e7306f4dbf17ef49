package dev.camber.image.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.ignore.Ignores;
import dev.camber.host.ignore.PathFilter;
import dev.camber.model.api.IgnoreDef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryContextTest {
  @TempDir Path root;

  private void file(String name, String content) throws Exception {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private DirectoryContext context(String... ignored) throws Exception {
    return new DirectoryContext(
        root,
        ignored.length == 0
            ? PathFilter.NONE
            : Ignores.of(new IgnoreDef(root.toString(), List.of(ignored))));
  }

  private static List<String> paths(ContextFiles files) throws Exception {
    return files.entries().stream().map(ContextEntry::path).toList();
  }

  @Test
  void listsDirectoriesBeforeWhatIsInThemInTheOrderOfBytes() throws Exception {
    file("a/x.txt", "1");
    file("a.txt", "2");
    file("B.txt", "3");
    file("ä.txt", "4");
    Files.createSymbolicLink(root.resolve("link"), Path.of("a"));
    assertThat(paths(context())).containsExactly("B.txt", "a", "a/x.txt", "a.txt", "link", "ä.txt");
    ContextEntry link = context().entries().get(4);
    assertThat(link.type()).isEqualTo(ContextEntry.Type.LINK);
    assertThat(link.linkTarget()).isEqualTo("a");
  }

  @Test
  void leavesOutWhatIsIgnoredButKeepsTheWayToExceptions() throws Exception {
    file("node_modules/big/index.js", "1");
    file("node_modules/keep/me.js", "2");
    file("src/main.js", "3");
    file("only.txt", "4");
    assertThat(paths(context("node_modules", "!node_modules/keep")))
        .containsExactly(
            "node_modules",
            "node_modules/keep",
            "node_modules/keep/me.js",
            "only.txt",
            "src",
            "src/main.js");
    assertThat(paths(context("node_modules"))).containsExactly("only.txt", "src", "src/main.js");
    assertThat(paths(context("**", "!src"))).containsExactly("src", "src/main.js");
  }

  @Test
  void knowsPermissions() throws Exception {
    file("run.sh", "x");
    Files.setPosixFilePermissions(
        root.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
    assertThat(context().entries().getFirst().permissions()).isEqualTo(0751);
  }

  @Test
  void saysWhenThereIsNoContext() throws Exception {
    assertThatThrownBy(() -> new DirectoryContext(root.resolve("none"), PathFilter.NONE).entries())
        .hasMessageContaining("stat " + root.resolve("none") + ": no such file or directory");
    file("f", "x");
    assertThatThrownBy(() -> new DirectoryContext(root.resolve("f"), PathFilter.NONE).entries())
        .hasMessageContaining("not a directory");
  }

  @Test
  void hashesWhatABuildSees() throws Exception {
    file("a.txt", "1");
    String first = new ContextHash().add(context()).hex();
    Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.fromMillis(0));
    assertThat(new ContextHash().add(context()).hex()).isEqualTo(first);
    file("ignored.txt", "noise");
    assertThat(new ContextHash().add(context("ignored.txt")).hex()).isEqualTo(first);
    assertThat(new ContextHash().add(context()).hex()).isNotEqualTo(first);
    file("a.txt", "2");
    assertThat(new ContextHash().add(context("ignored.txt")).hex()).isNotEqualTo(first);
    assertThat(new ContextHash().add("ab").add("c").hex())
        .isNotEqualTo(new ContextHash().add("a").add("bc").hex());
  }

  @Test
  void archivesWithTheDockerfileBesideTheContext() throws Exception {
    file("Dockerfile", "not this one");
    file("dir/" + "long".repeat(40) + ".txt", "content");
    Files.createSymbolicLink(root.resolve("link"), Path.of("dir"));
    List<Long> sent = new ArrayList<>();
    ContextTar tar = new ContextTar("FROM scratch\n", context(), "mark", sent::add);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tar.writeTo(out);

    TreeMap<String, String> entries = new TreeMap<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(entry.getLongUserId()).isZero();
        assertThat(entry.getLongGroupId()).isZero();
        entries.put(
            entry.getName(),
            entry.isSymbolicLink()
                ? "-> " + entry.getLinkName()
                : new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(tar.dockerfileName()).isEqualTo(".dockerfile.mark");
    assertThat(entries)
        .containsEntry(".dockerfile.mark", "FROM scratch\n")
        .containsEntry("Dockerfile", "not this one")
        .containsEntry("dir/", "")
        .containsEntry("dir/" + "long".repeat(40) + ".txt", "content")
        .containsEntry("link", "-> dir");
    assertThat(sent.getLast()).isEqualTo(out.size());
  }
}
