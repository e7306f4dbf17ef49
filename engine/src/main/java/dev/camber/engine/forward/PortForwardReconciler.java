package dev.camber.engine.forward;

import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.forward.ForwardListener;
import dev.camber.kubernetes.forward.ForwardTarget;
import dev.camber.kubernetes.forward.PortBusyException;
import dev.camber.kubernetes.forward.PortForwarder;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Forward;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.PortForwardSpec;
import dev.camber.model.api.PortForwardStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens the ports of PortForward objects. Every pod has an object of its own; the listening socket
 * goes over to the next pod's object, so that a port stays open while pods come and go. One lock
 * guards the table of open ports.
 */
public final class PortForwardReconciler implements Reconciler, AutoCloseable {
  private static final Duration BUSY_RETRY = Duration.ofSeconds(2);

  private final ObjectStore store;
  private final LogStore log;
  private final ClusterConnections clusters;
  private final String defaultHost;
  private final Map<Listen, Open> open = new HashMap<>();

  /** Where one listens: what makes two forwards the same. */
  private record Listen(String resource, String host, int localPort, int containerPort) {}

  /** An open port and the object that has it now. */
  private record Open(PortForwarder forwarder, State state, String owner, KubeApi api) {}

  /** How a forward goes; written by its threads. */
  private static final class State {
    private volatile String error = ""; // single words: the newest wins
    private volatile String target = "";
  }

  /**
   * @param defaultHost where ports are opened that name no host
   */
  public PortForwardReconciler(
      ObjectStore store, LogStore log, ClusterConnections clusters, String defaultHost) {
    this.store = store;
    this.log = log;
    this.clusters = clusters;
    this.defaultHost = defaultHost;
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.PORT_FORWARD;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.references(Kinds.PORT_FORWARD, Kinds.CLUSTER, f -> List.of(cluster(f.spec()))));
  }

  private static String cluster(PortForwardSpec spec) {
    return spec.cluster().isEmpty() ? "default" : spec.cluster();
  }

  @Override
  public Result reconcile(String name) {
    Optional<ApiObject<PortForwardSpec, PortForwardStatus>> object =
        store.get(Kinds.PORT_FORWARD, name);
    if (object.isEmpty()) {
      release(name, Set.of());
      return Result.done();
    }
    Optional<KubeApi> api = clusters.api(cluster(object.get().spec()));
    if (api.isEmpty()) {
      return Result.done();
    }
    boolean busy = false;
    Set<Listen> wanted = new HashSet<>();
    List<PortForwardStatus.ForwardStatus> shown = new ArrayList<>();
    for (Forward forward : object.get().spec().forwards()) {
      String resource = object.get().metadata().annotation(Annotations.RESOURCE).orElse("");
      String host = forward.host().isEmpty() ? defaultHost : forward.host();
      Listen listen = new Listen(resource, host, forward.localPort(), forward.containerPort());
      wanted.add(listen);
      PortForwardStatus.ForwardStatus status = claim(name, object.get().spec(), listen, api.get());
      busy |= status.addresses().isEmpty();
      shown.add(status);
    }
    release(name, wanted);
    List<PortForwardStatus.ForwardStatus> all = List.copyOf(shown);
    store.editStatus(Kinds.PORT_FORWARD, name, old -> keepStart(old, all));
    return busy ? Result.again(BUSY_RETRY) : Result.done();
  }

  /** A forward that did not change keeps the moment it began. */
  private static PortForwardStatus keepStart(
      PortForwardStatus old, List<PortForwardStatus.ForwardStatus> now) {
    List<PortForwardStatus.ForwardStatus> out = new ArrayList<>();
    for (PortForwardStatus.ForwardStatus status : now) {
      Optional<MicroTime> start =
          old.forwardStatuses().stream()
              .filter(o ->
                  o.localPort() == status.localPort()
                      && o.containerPort() == status.containerPort()
                      && o.error().equals(status.error()))
              .findFirst()
              .flatMap(PortForwardStatus.ForwardStatus::startedAt);
      out.add(
          new PortForwardStatus.ForwardStatus(
              status.localPort(),
              status.containerPort(),
              status.addresses(),
              start.or(status::startedAt),
              status.error()));
    }
    return new PortForwardStatus(out);
  }

  private synchronized PortForwardStatus.ForwardStatus claim(
      String name, PortForwardSpec spec, Listen listen, KubeApi api) {
    Open known = open.get(listen);
    if (known != null && known.api() != api) {
      known.forwarder().close();
      open.remove(listen);
      known = null;
    }
    try {
      if (known == null) {
        State state = new State();
        PortForwarder forwarder =
            PortForwarder.listen(
                api,
                listen.host(),
                listen.localPort(),
                new Listener(state, listen, name),
                PortForwarder.BACKOFF);
        known = new Open(forwarder, state, name, api);
      }
      open.put(listen, new Open(known.forwarder(), known.state(), name, api));
      known
          .forwarder()
          .retarget(
              Optional.of(
                  new ForwardTarget(spec.namespace(), spec.podName(), listen.containerPort())));
      return new PortForwardStatus.ForwardStatus(
          known.forwarder().localPort(),
          listen.containerPort(),
          known.forwarder().addresses(),
          Optional.of(new MicroTime(store.now())),
          known.state().error);
    } catch (PortBusyException e) {
      String message = String.valueOf(e.getMessage());
      boolean told =
          store
              .get(Kinds.PORT_FORWARD, name)
              .map(o ->
                  o.status().forwardStatuses().stream().anyMatch(s -> s.error().equals(message)))
              .orElse(false);
      if (!told) {
        logger(listen)
            .error(
                "Reconnecting... Error port-forwarding "
                    + listen.resource()
                    + " ("
                    + listen.localPort()
                    + " -> "
                    + listen.containerPort()
                    + "): "
                    + message);
      }
      return new PortForwardStatus.ForwardStatus(
          listen.localPort(), listen.containerPort(), List.of(), Optional.empty(), message);
    }
  }

  /** Closes what an object had and no longer wants, unless another object has taken it over. */
  private synchronized void release(String name, Set<Listen> wanted) {
    List<Listen> mine =
        open.entrySet().stream()
            .filter(e -> e.getValue().owner().equals(name) && !wanted.contains(e.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    for (Listen listen : mine) {
      Open gone = open.remove(listen);
      if (gone != null) {
        gone.forwarder().close();
      }
    }
  }

  private Logger logger(Listen listen) {
    return log.logger(listen.resource(), "");
  }

  private final class Listener implements ForwardListener {
    private final State state;
    private final Listen listen;
    private final String name;

    Listener(State state, Listen listen, String name) {
      this.state = state;
      this.listen = listen;
      this.name = name;
    }

    @Override
    public void connected(ForwardTarget target) {
      state.error = "";
      state.target = target.pod();
    }

    @Override
    public void disconnected(ForwardTarget target, String error) {
      if (!state.error.equals(error)) {
        state.error = error;
        say(error);
      }
    }

    @Override
    public void refused(ForwardTarget target, String error) {
      say(error);
    }

    private void say(String error) {
      logger(listen)
          .info(
              "Reconnecting... Error port-forwarding "
                  + (listen.resource().isEmpty() ? name : listen.resource())
                  + " ("
                  + listen.localPort()
                  + " -> "
                  + listen.containerPort()
                  + "): "
                  + error);
    }
  }

  @Override
  public synchronized void close() {
    open.values().forEach(o -> o.forwarder().close());
    open.clear();
  }
}
