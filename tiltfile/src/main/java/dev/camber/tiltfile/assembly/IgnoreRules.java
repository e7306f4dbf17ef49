package dev.camber.tiltfile.assembly;

import dev.camber.model.api.IgnoreDef;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which files builds and watches leave out. Source: spec Tiltfile, section 8.3. */
final class IgnoreRules {
  private final FileSystem fileSystem;

  IgnoreRules(LoadState state) {
    this.fileSystem = state.surroundings().workingDirectory().getFileSystem();
  }

  boolean isDirectory(String path) {
    return Files.isDirectory(fileSystem.getPath(path));
  }

  /** The {@code .git} of each directory that is the root of a repository itself. */
  List<IgnoreDef> gitDirectories(List<String> directories) {
    Set<String> seen = new LinkedHashSet<>(directories);
    List<IgnoreDef> out = new ArrayList<>();
    for (String directory : seen) {
      String git = GoPath.join(directory, ".git");
      if (isDirectory(git)) {
        out.add(new IgnoreDef(git, List.of()));
      }
    }
    return out;
  }
}
