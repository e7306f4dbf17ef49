package dev.camber.compose;

import dev.camber.model.api.ComposeProject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Loads projects: by our own reader, and if that cannot, by the person's Compose program, which
 * knows more and explains better what is wrong. Source: spec Tiltfile, section 5.4.
 */
public final class ProjectLoader {
  private final ComposeProgram program;
  private final Path workingDirectory;
  private final Map<String, String> environment;

  /**
   * @param workingDirectory what relative paths of the program itself are relative to
   * @param environment variables for the files
   */
  public ProjectLoader(
      ComposeProgram program, Path workingDirectory, Map<String, String> environment) {
    this.program = program;
    this.workingDirectory = workingDirectory;
    this.environment = Map.copyOf(environment);
  }

  /**
   * The services that the project's profiles enable, by name.
   *
   * @throws ComposeException if neither way works; the message is the program's
   * @throws InterruptedException if interrupted while the program runs
   */
  public List<Service> load(ComposeProject project) throws ComposeException, InterruptedException {
    try {
      return ProjectReader.readFiles(project, directory(project), environment);
    } catch (Unreadable | InvalidPathException ours) {
      String model = program.config(project);
      try {
        return ProjectReader.readModel(project, directory(project), model);
      } catch (Unreadable | InvalidPathException theirs) {
        throw new ComposeException(String.valueOf(theirs.getMessage()));
      }
    }
  }

  private Path directory(ComposeProject project) {
    return workingDirectory.resolve(project.projectPath());
  }
}
