package dev.camber.image.session;

import dev.camber.host.env.Environment;
import dev.camber.image.ImageBuildException;
import java.nio.file.Path;

/**
 * An SSH agent that {@code RUN --mount=type=ssh} may use.
 *
 * @param id the name the Dockerfile uses; {@code default} unless said
 * @param socket the agent's Unix socket
 */
public record SshAgent(String id, Path socket) {
  private static final String DEFAULT = "default";

  /** Reads {@code default} or {@code id=socket} as {@code docker build --ssh} does. */
  public static SshAgent parse(String text, Path directory, Environment environment)
      throws ImageBuildException {
    int equals = text.indexOf('=');
    String id = equals < 0 ? text : text.substring(0, equals);
    if (id.isEmpty()) {
      id = DEFAULT;
    }
    if (equals >= 0) {
      Path path = directory.resolve(text.substring(equals + 1));
      if (java.nio.file.Files.isRegularFile(path)) {
        throw new ImageBuildException(
            "ssh \"" + text + "\": " + path + " is a key file, want the socket of an SSH agent",
            "start an agent, add the key with: ssh-add " + path + ", and write ssh=\"" + id + "\"");
      }
      return new SshAgent(id, path);
    }
    String agent =
        environment
            .firstSet("SSH_AUTH_SOCK")
            .orElseThrow(() ->
                new ImageBuildException(
                    "ssh \"" + text + "\": no SSH agent: SSH_AUTH_SOCK is not set",
                    "start one with: eval \"$(ssh-agent)\" && ssh-add"));
    return new SshAgent(id, Path.of(agent));
  }
}
