package dev.camber.engine.build;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.NoStatus;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.OwnerReference;
import java.util.List;
import java.util.Optional;

/** Kinds of the store that are not part of the API: what the engine itself must remember. */
public final class EngineKinds {
  /** A resource: its definition and how far its targets are. Named as the resource. */
  public static final Kind<ResourceSpec, ResourceState> RESOURCE =
      Kinds.internal("Resource", ResourceSpec.class, ResourceState.class);

  /** The runs of a Tiltfile. Named as the Tiltfile object. */
  public static final Kind<TiltfileRunSpec, TiltfileRun> TILTFILE_RUN =
      Kinds.internal("TiltfileRun", TiltfileRunSpec.class, TiltfileRun.class);

  /** The files that changed under a FileWatch, with event numbers. Named as the FileWatch. */
  public static final Kind<FileChanges, NoStatus> FILE_CHANGES =
      Kinds.internal("FileChanges", FileChanges.class, NoStatus.class);

  /** Addresses of the Services of a KubernetesDiscovery. Named as the discovery. */
  public static final Kind<ServiceUrls, NoStatus> SERVICE_URLS =
      Kinds.internal("ServiceUrls", ServiceUrls.class, NoStatus.class);

  /** Has no objects: its one key is that of the build queue. */
  static final Kind<TiltfileRunSpec, NoStatus> BUILD_QUEUE =
      Kinds.internal("BuildQueue", TiltfileRunSpec.class, NoStatus.class);

  /** Has no objects: its one key is that of the prune of old images. */
  public static final Kind<TiltfileRunSpec, NoStatus> DOCKER_PRUNE =
      Kinds.internal("DockerPrune", TiltfileRunSpec.class, NoStatus.class);

  private EngineKinds() {}

  /** An owner reference to an object, as controllers write them. */
  public static OwnerReference ownerReference(ApiObject<?, ?> owner) {
    return new OwnerReference(
        owner.kind().apiVersion(),
        owner.kind().name(),
        owner.name(),
        owner.metadata().uid(),
        Optional.of(true),
        Optional.of(true));
  }

  /** Metadata of an object that goes when its owner goes. */
  public static ObjectMeta owned(String name, ApiObject<?, ?> owner) {
    return ObjectMeta.named(name).withOwnerReferences(List.of(ownerReference(owner)));
  }
}
