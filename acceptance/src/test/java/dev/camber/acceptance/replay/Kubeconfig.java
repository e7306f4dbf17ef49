package dev.camber.acceptance.replay;

import java.io.IOException;
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
