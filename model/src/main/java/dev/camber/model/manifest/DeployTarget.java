package dev.camber.model.manifest;

import java.util.List;

/** Where a resource runs. */
public sealed interface DeployTarget permits ComposeTarget, KubernetesTarget, LocalTarget {
  /** The resource's name. */
  String name();

  /** The target's id: {@code k8s:web}, {@code local:hello}, {@code docker-compose:db}. */
  TargetId id();

  List<Link> links();
}
