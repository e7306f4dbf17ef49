package dev.camber.acceptance.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kubeconfig of the recordings: context {@code kind-camber}, its namespace. */
final class Kubeconfig {
  private static final String NAMESPACE = "golden-sessions";

  /** A cluster that nobody reaches, for machines without one. */
  private static final String NOWHERE =
      """
      apiVersion: v1
      kind: Config
      current-context: kind-camber
      clusters:
      - name: kind-camber
        cluster: {server: "https://127.0.0.1:1"}
      contexts:
      - name: kind-camber
        context: {cluster: kind-camber, user: kind-camber, namespace: golden-sessions}
      users:
      - name: kind-camber
        user: {token: none}
      """;

  private Kubeconfig() {}

  /** The namespace of the recordings; that it is there already is no failure. */
  static void makeNamespace() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("kubectl", "create", "namespace", NAMESPACE)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0 && !said.contains("AlreadyExists")) {
      throw new IOException("kubectl create namespace " + NAMESPACE + ": " + said);
    }
  }

  static Path write(Path file) throws IOException {
    String from = System.getenv("KUBECONFIG");
    String text =
        from == null || from.isEmpty()
            ? NOWHERE
            : Files.readString(Path.of(from))
                .replaceAll("(context: *\\{[^}]*namespace: *)[\\w-]+", "$1" + NAMESPACE);
    return Files.writeString(file, text);
  }
}
