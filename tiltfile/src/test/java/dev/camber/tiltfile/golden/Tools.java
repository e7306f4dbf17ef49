package dev.camber.tiltfile.golden;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the programs are that some cases need: on the PATH, among Docker's plugins, or where {@code
 * dev/cluster} has put them.
 */
public final class Tools {
  private static final List<String> PLUGIN_DIRECTORIES =
      List.of("/usr/local/lib/docker/cli-plugins", "/usr/lib/docker/cli-plugins");
  private static final Pattern PATH_LINE = Pattern.compile("PATH=([^:\"]+):");

  private Tools() {}

  /** A PATH with helm, kustomize and docker-compose on it, as far as they are on this machine. */
  public static String path() {
    List<String> directories = new ArrayList<>();
    String path = System.getenv("PATH");
    if (!isOn(path, "helm") || !isOn(path, "kustomize")) {
      directories.addAll(clusterTools());
    }
    if (!isOn(path, "docker-compose")) {
      for (String directory : PLUGIN_DIRECTORIES) {
        if (Files.isExecutable(Path.of(directory, "docker-compose"))) {
          directories.add(directory);
        }
      }
    }
    directories.add(path);
    return String.join(File.pathSeparator, directories);
  }

  /** Whether a program is on a PATH. */
  static boolean isOn(String path, String program) {
    for (String directory : path.split(File.pathSeparator)) {
      if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> clusterTools() {
    Path script = Path.of(System.getProperty("camber.root", ".."), "dev", "cluster");
    if (!Files.isExecutable(script)) {
      return List.of();
    }
    try {
      Process process =
          new ProcessBuilder(script.toAbsolutePath().toString(), "env")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      Matcher matcher = PATH_LINE.matcher(printed);
      return matcher.find() ? List.of(matcher.group(1)) : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
