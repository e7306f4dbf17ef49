package dev.camber.tiltfile.state;

import dev.camber.model.api.ComposeProject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Compose projects of one evaluation, in the order of their calls. One evaluation's thread. */
public final class ComposeDeclarations {
  /** A project and its services by their own name. */
  public static final class Project {
    private ComposeProject spec;
    private Map<String, ComposeService> services = new LinkedHashMap<>();

    Project(ComposeProject spec) {
      this.spec = spec;
    }

    public ComposeProject spec() {
      return spec;
    }

    public void setSpec(ComposeProject value) {
      spec = value;
    }

    public Map<String, ComposeService> services() {
      return services;
    }

    public void setServices(Map<String, ComposeService> value) {
      services = value;
    }
  }

  /** A service and the project it belongs to. */
  public record Found(Project project, ComposeService service) {}

  private final Map<String, Project> projects = new LinkedHashMap<>();

  public Map<String, Project> projects() {
    return projects;
  }

  public Optional<Project> project(String name) {
    return Optional.ofNullable(projects.get(name));
  }

  public Project add(ComposeProject spec) {
    Project project = new Project(spec);
    projects.put(spec.name(), project);
    return project;
  }

  /** Every service whose resource has this name. */
  public List<Found> named(String resource) {
    List<Found> out = new ArrayList<>();
    for (Project project : projects.values()) {
      for (ComposeService service : project.services().values()) {
        if (service.resourceName().equals(resource)) {
          out.add(new Found(project, service));
        }
      }
    }
    return out;
  }

  public boolean hasServices() {
    return projects.values().stream().anyMatch(p -> !p.services().isEmpty());
  }
}
