package dev.camber.host.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedTarTest {
  @TempDir Path dir;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(dir.resolve("web/js"));
    Files.writeString(dir.resolve("web/index.html"), "hello");
    Files.writeString(dir.resolve("web/js/a.js"), "a");
    Files.createSymbolicLink(dir.resolve("web/link"), Path.of("index.html"));
    Files.writeString(dir.resolve("run.sh"), "#!/bin/sh");
    Files.setPosixFilePermissions(
        dir.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x---"));
  }

  private static Map<String, String> read(List<MappedTar.Mapping> mappings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MappedTar.write(mappings, out);
    Map<String, String> found = new LinkedHashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        assertThat(e.getLongUserId() + e.getLongGroupId()).isZero();
        String content =
            e.isSymbolicLink()
                ? "-> " + e.getLinkName()
                : new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        found.put(e.getName(), Integer.toOctalString(e.getMode() & 0777) + " " + content);
      }
    }
    return found;
  }

  @Test
  void aDirectoryKeepsItsLayoutUnderTheNewNameAndLinksStayLinks() throws IOException {
    Map<String, String> entries = read(List.of(new MappedTar.Mapping(dir.resolve("web"), "/app")));
    assertThat(entries.keySet())
        .containsExactlyInAnyOrder("app/", "app/index.html", "app/js/", "app/js/a.js", "app/link");
    assertThat(entries.get("app/link")).isEqualTo("777 -> index.html");
    assertThat(entries.get("app/js/a.js")).endsWith(" a");
  }

  @Test
  void aFileKeepsItsModeAndTheLaterOfTwoWins() throws IOException {
    Map<String, String> entries =
        read(
            List.of(
                new MappedTar.Mapping(dir.resolve("web/js/a.js"), "/bin/run"),
                new MappedTar.Mapping(dir.resolve("run.sh"), "/bin/run")));
    assertThat(entries).containsExactly(Map.entry("bin/run", "750 #!/bin/sh"));
  }

  @Test
  void whatVanishedIsLeftOut() throws IOException {
    assertThat(
            read(
                List.of(
                    new MappedTar.Mapping(dir.resolve("gone"), "/gone"),
                    new MappedTar.Mapping(dir.resolve("run.sh"), "/x"))))
        .containsOnlyKeys("x");
  }
}
