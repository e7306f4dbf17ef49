package dev.camber.engine.ui;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.DockerComposeServiceStatus;
import dev.camber.model.api.Forward;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.PortForwardTemplate;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.Link;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/** The addresses of a resource. Source: spec engine, section 1.20. */
final class Endpoints {
  private Endpoints() {}

  static List<UIResourceStatus.Link> of(StoreSnapshot snapshot, Manifest manifest) {
    List<UIResourceStatus.Link> out = new ArrayList<>();
    switch (manifest.deployTarget()) {
      case LocalTarget local -> addLinks(out, local.links());
      case KubernetesTarget k8s -> {
        addLinks(out, k8s.links());
        List<Forward> forwards =
            k8s.spec()
                .portForwardTemplateSpec()
                .map(PortForwardTemplate::forwards)
                .orElse(List.of());
        forwards.forEach(f -> out.add(forward(f)));
        if (forwards.isEmpty()) {
          snapshot
              .get(EngineKinds.SERVICE_URLS, manifest.name())
              .ifPresent(services ->
                  services
                      .spec()
                      .urls()
                      .forEach(url -> out.add(new UIResourceStatus.Link(url, ""))));
        }
      }
      case ComposeTarget compose -> {
        addPorts(out, snapshot, compose);
        addLinks(out, compose.links());
      }
    }
    return out;
  }

  private static void addLinks(List<UIResourceStatus.Link> out, List<Link> links) {
    links.forEach(link -> out.add(new UIResourceStatus.Link(link.url(), link.name())));
  }

  private static UIResourceStatus.Link forward(Forward forward) {
    String host = forward.host().isEmpty() ? "localhost" : forward.host();
    String path =
        forward.path().isEmpty() || forward.path().startsWith("/")
            ? forward.path()
            : "/" + forward.path();
    return new UIResourceStatus.Link(
        "http://" + host + ":" + forward.localPort() + (path.isEmpty() ? "/" : path),
        forward.name());
  }

  private static void addPorts(
      List<UIResourceStatus.Link> out, StoreSnapshot snapshot, ComposeTarget compose) {
    List<Integer> ports = new ArrayList<>();
    if (compose.inferLinks()) {
      ports.addAll(compose.publishedPorts());
    }
    snapshot
        .get(Kinds.DOCKER_COMPOSE_SERVICE, compose.name())
        .map(service -> service.status().portBindings())
        .ifPresent(bindings -> {
          for (DockerComposeServiceStatus.PortBinding binding : bindings) {
            if (compose.inferLinks() && !ports.contains(binding.hostPort())) {
              ports.add(binding.hostPort());
            }
          }
        });
    ports.forEach(port -> out.add(new UIResourceStatus.Link("http://localhost:" + port + "/", "")));
  }
}
