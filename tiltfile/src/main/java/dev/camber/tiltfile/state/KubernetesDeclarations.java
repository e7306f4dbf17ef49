package dev.camber.tiltfile.state;

/** What the Tiltfile said about Kubernetes. One evaluation's thread. */
public final class KubernetesDeclarations {
  private final java.util.List<dev.camber.tiltfile.Secret> secrets = new java.util.ArrayList<>();

  public java.util.List<dev.camber.tiltfile.Secret> secrets() {
    return secrets;
  }
}
