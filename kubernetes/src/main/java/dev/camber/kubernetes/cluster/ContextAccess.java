package dev.camber.kubernetes.cluster;

import java.util.Collection;

/**
 * Whether a cluster may be written to. Only {@link #decide} makes one, and only {@link Allowed}
 * opens {@link KubeApi#writes}: there is no way around it. Source: spec Tiltfile 10.
 */
public sealed interface ContextAccess {
  /** The context asked about. */
  KubeContext context();

  /** Decides by product and by the names given to {@code allow_k8s_contexts}. */
  static ContextAccess decide(KubeContext context, Collection<String> allowedContexts) {
    return context.product().local() || allowedContexts.contains(context.name())
        ? new Allowed(context)
        : new Refused(context);
  }

  /** The right to write to one cluster; a token that nobody else can make. */
  final class Allowed implements ContextAccess {
    private final KubeContext context;

    private Allowed(KubeContext context) {
      this.context = context;
    }

    @Override
    public KubeContext context() {
      return context;
    }

    /** Whether this right is about the cluster that {@code other} leads to. */
    public boolean covers(KubeContext other) {
      return context.name().equals(other.name())
          && context.cluster().equals(other.cluster())
          && context.server().equals(other.server());
    }
  }

  /** Might be production. */
  final class Refused implements ContextAccess {
    private final KubeContext context;

    private Refused(KubeContext context) {
      this.context = context;
    }

    @Override
    public KubeContext context() {
      return context;
    }

    /** What a person reads when something would be deployed. */
    public String message() {
      return "Stop! "
          + context.name()
          + " might be production.\n"
          + "If you're sure you want to deploy there, add:\n"
          + "\tallow_k8s_contexts('"
          + context.name()
          + "')\n"
          + "to your Tiltfile. Otherwise, switch k8s contexts and restart Tilt.";
    }
  }
}
