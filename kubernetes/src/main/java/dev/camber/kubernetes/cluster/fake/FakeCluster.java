package dev.camber.kubernetes.cluster.fake;

import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.LogQuery;
import dev.camber.kubernetes.cluster.ObjectList;
import dev.camber.kubernetes.cluster.PodTunnel;
import dev.camber.kubernetes.cluster.Product;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.WatchStream;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A cluster in memory. It keeps objects, versions and watches as an API server does, and runs no
 * controllers: a test makes the pods it wants with {@link #put} and {@link #change}. What pods
 * print, run and serve is set by {@link #print}, {@link #onExec} and {@link #serve}. Thread-safe.
 */
public final class FakeCluster implements KubeApi {
  /** The context of a fake that nobody configured. */
  public static final KubeContext KIND =
      new KubeContext(
          "kind-fake", "kind-fake", "default", Product.KIND, "https://fake.example:6443", "");

  private record Fault(Predicate<Call> when, KubeException error, boolean once) {}

  private final KubeContext context;
  private final Clock clock;
  private final FakeTypes types = new FakeTypes();
  private final FakeObjects objects;
  private final FakeLogs logs = new FakeLogs();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final Map<String, PortHandler> ports = new ConcurrentHashMap<>();
  private final List<FakeTunnel> tunnels = new ArrayList<>();
  private final Map<String, Json> raw = new HashMap<>();
  private final List<String> unhealthy = new CopyOnWriteArrayList<>();
  // Replaced by tests while the code under test runs on other threads.
  private volatile ExecHandler execHandler;

  public FakeCluster(KubeContext context, Clock clock) {
    this.context = context;
    this.clock = clock;
    this.objects = new FakeObjects(clock);
    this.execHandler = (request, streams) -> ExecResult.SUCCESS;
    raw.put(
        "/version",
        JsonObject.builder()
            .put("major", "1")
            .put("minor", "34")
            .put("gitVersion", "v1.34.4")
            .build());
  }

  public FakeCluster(Clock clock) {
    this(KIND, clock);
  }

  // What tests say.

  /** Creates the object or replaces it, as a controller would. */
  public JsonObject put(JsonObject object) {
    ResourceType type = typeOf(object);
    String namespace = namespaceOf(type, object);
    String name = object.stringAt("metadata", "name").orElseThrow();
    try {
      if (objects.get(type, namespace, name).isPresent()) {
        return objects.update(type, namespace, name, old -> object);
      }
      return objects.create(type, namespace, object);
    } catch (KubeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes an object that must be there. */
  public JsonObject change(
      ResourceType type, String namespace, String name, UnaryOperator<JsonObject> change) {
    try {
      return objects.update(type, namespace, name, change);
    } catch (KubeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Removes an object with its dependants, as if its last finalizer had gone. */
  public void remove(ResourceType type, String namespace, String name) {
    try {
      objects.update(
          type,
          namespace,
          name,
          old ->
              old.with(
                  "metadata",
                  old.at("metadata").flatMap(Json::asObject).orElseThrow().without("finalizers")));
      if (objects.get(type, namespace, name).isPresent()) {
        objects.delete(type, namespace, name);
      }
    } catch (KubeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A container prints a line now. */
  public void print(String namespace, String pod, String container, String line) {
    logs.append(namespace, pod, container, clock.instant(), line);
  }

  /** A container ends; those who follow it come to the end of its log. */
  public void endLog(String namespace, String pod, String container) {
    logs.end(namespace, pod, container);
  }

  /** A container ends and the next one begins with an empty log. */
  public void restartLog(String namespace, String pod, String container) {
    logs.restart(namespace, pod, container);
  }

  /** Every log stream breaks, after {@code partial} (may be empty) of one more line. */
  public void breakLogs(String partial) {
    logs.reset(partial);
  }

  /** How many streams follow a container's log. */
  public int logFollowers(String namespace, String pod, String container) {
    return logs.followers(namespace, pod, container);
  }

  /** What commands do from now on. */
  public void onExec(ExecHandler handler) {
    this.execHandler = handler;
  }

  /** Something listens on a pod's port from now on. */
  public void serve(String namespace, String pod, int port, PortHandler handler) {
    ports.put(namespace + "/" + pod + ":" + port, handler);
  }

  /** Every tunnel is lost. */
  public void breakTunnels() {
    List<FakeTunnel> open;
    synchronized (tunnels) {
      open = List.copyOf(tunnels);
      tunnels.clear();
    }
    open.forEach(tunnel -> tunnel.lose("lost connection to pod"));
  }

  /** The next matching call fails. */
  public void failOnce(Predicate<Call> when, KubeException error) {
    faults.add(new Fault(when, error, true));
  }

  /** Every matching call fails until {@link #heal}. */
  public void fail(Predicate<Call> when, KubeException error) {
    faults.add(new Fault(when, error, false));
  }

  /** The server cannot be reached until {@link #heal}; open watches end at once. */
  public void goDown() {
    KubeException refused = KubeException.unreachable("connection refused", new Exception());
    fail(call -> true, refused);
    unhealthy.add("");
    objects.endWatches(Optional.of(refused));
    logs.reset("");
    breakTunnels();
  }

  /** Takes all faults back. */
  public void heal() {
    faults.clear();
    unhealthy.clear();
  }

  /** A health end point fails. */
  public void unhealthy(String path) {
    unhealthy.add(path);
  }

  /** Every open watch ends in good order, as the server does now and then. */
  public void endWatches() {
    objects.endWatches(Optional.empty());
  }

  /** Older versions can no longer be watched from: 410. */
  public void compact() {
    objects.compact();
  }

  public int openWatches() {
    return objects.openWatches();
  }

  /** What a raw path answers. */
  public void answer(String path, Json value) {
    synchronized (raw) {
      raw.put(path, value);
    }
  }

  /** Defines a kind. */
  public void define(ResourceType type) {
    types.define(type);
  }

  /** All calls so far. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The calls that wrote something. */
  public List<Call> writeCalls() {
    return calls.stream().filter(Call::writes).toList();
  }

  // What the code under test sees.

  @Override
  public KubeContext context() {
    return context;
  }

  @Override
  public ResourceType resolve(String apiVersion, String kind) throws KubeException {
    return types.find(apiVersion, kind).orElseThrow(() -> KubeException.noMatch(apiVersion, kind));
  }

  @Override
  public void refreshTypes() {
    types.refresh();
  }

  @Override
  public Optional<JsonObject> get(ResourceType type, String namespace, String name)
      throws KubeException {
    called("get", type, namespace, name);
    return objects.get(type, namespace, name);
  }

  @Override
  public ObjectList list(ResourceType type, String namespace, ListQuery query)
      throws KubeException {
    called("list", type, namespace, "");
    return objects.list(type, namespace, query);
  }

  @Override
  public WatchStream watch(
      ResourceType type, String namespace, ListQuery query, String resourceVersion)
      throws KubeException {
    called("watch", type, namespace, "");
    return objects.watch(type, namespace, query, resourceVersion);
  }

  @Override
  public InputStream log(LogQuery query) throws KubeException {
    called("log", ResourceType.POD, query.namespace(), query.pod());
    if (objects.get(ResourceType.POD, query.namespace(), query.pod()).isEmpty()) {
      throw KubeException.notFound(ResourceType.POD, query.pod());
    }
    return logs.open(query);
  }

  @Override
  public PodTunnel forward(String namespace, String pod) throws KubeException {
    called("forward", ResourceType.POD, namespace, pod);
    if (objects.get(ResourceType.POD, namespace, pod).isEmpty()) {
      throw KubeException.notFound(ResourceType.POD, pod);
    }
    FakeTunnel tunnel =
        new FakeTunnel(port -> Optional.ofNullable(ports.get(namespace + "/" + pod + ":" + port)));
    synchronized (tunnels) {
      tunnels.add(tunnel);
    }
    return tunnel;
  }

  @Override
  public Json getRaw(String path) throws KubeException {
    called(new Call("get", "", "", path));
    synchronized (raw) {
      Json answer = raw.get(path.split("\\?", 2)[0]);
      if (answer == null) {
        throw new KubeException(
            404, "NotFound", "the server could not find the requested resource");
      }
      return answer;
    }
  }

  @Override
  public boolean healthy(String path) throws KubeException {
    called(new Call("get", "", "", path));
    return !unhealthy.contains(path);
  }

  @Override
  public KubeWrites writes(ContextAccess.Allowed right) {
    if (!right.covers(context)) {
      throw new IllegalArgumentException(
          "the right to write to " + right.context().name() + " does not open " + context.name());
    }
    return new FakeWrites(this, types, objects);
  }

  @Override
  public void close() {
    objects.endWatches(Optional.empty());
    logs.reset("");
    breakTunnels();
  }

  // For the writing half.

  ExecHandler execHandler() {
    return execHandler;
  }

  void called(String verb, ResourceType type, String namespace, String name) throws KubeException {
    called(new Call(verb, type.kind(), namespace, name));
  }

  private void called(Call call) throws KubeException {
    calls.add(call);
    for (Fault fault : faults) {
      if (fault.when().test(call) && (!fault.once() || faults.remove(fault))) {
        throw fault.error();
      }
    }
  }

  private ResourceType typeOf(JsonObject object) {
    String apiVersion = object.stringAt("apiVersion").orElse("");
    String kind = object.stringAt("kind").orElse("");
    return types
        .findNow(apiVersion, kind)
        .orElseThrow(() -> new IllegalArgumentException("no type " + apiVersion + " " + kind));
  }

  private String namespaceOf(ResourceType type, JsonObject object) {
    return type.namespaced()
        ? object.stringAt("metadata", "namespace").orElse(context.namespace())
        : "";
  }
}
