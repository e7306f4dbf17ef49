package dev.camber.tiltfile.state;

import dev.camber.compose.ComposeException;
import dev.camber.compose.ComposeProgram;
import dev.camber.compose.ConfigInputs;
import dev.camber.compose.ProjectLoader;
import dev.camber.compose.Service;
import dev.camber.model.api.ComposeProject;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the Tiltfile said about Docker Compose. One evaluation's thread. Source: spec Tiltfile,
 * section 5.4.
 */
public final class ComposeDeclarations {
  private final Map<String, DeclaredProject> projects = new LinkedHashMap<>();
  private Optional<ComposeProgram> program = Optional.empty();

  /** Whether the Tiltfile has any project. */
  public boolean isEmpty() {
    return projects.isEmpty();
  }

  /** All projects, in the order of the calls. */
  public List<DeclaredProject> projects() {
    return List.copyOf(projects.values());
  }

  /** Whether any project has a service. */
  public boolean hasServices() {
    return projects.values().stream().anyMatch(p -> !p.services().isEmpty());
  }

  /** The project of that name. */
  public Optional<DeclaredProject> project(String name) {
    return Optional.ofNullable(projects.get(name));
  }

  /** The person's Compose program, as the environment names it now. */
  public ComposeProgram program(LoadState state) {
    ComposeProgram found = program.orElseGet(() -> freshProgram(state));
    program = Optional.of(found);
    return found;
  }

  private static ComposeProgram freshProgram(LoadState state) {
    return new ComposeProgram(
        state.surroundings().processes(),
        state.surroundings().workingDirectory(),
        state.programs().environment(),
        (inputs, run) ->
            state
                .generators()
                .<ComposeException, InterruptedException>output(
                    "docker compose config: nothing it reads has changed, its last output is used"
                        + " again",
                    () -> inputs.get().map(ComposeDeclarations::inputs),
                    () -> StarlarkString.of(run.output()))
                .text());
  }

  private static GeneratorInputs inputs(ConfigInputs inputs) {
    return new GeneratorInputs(
        inputs.programs(),
        inputs.argv(),
        inputs.directory().toString(),
        inputs.environment().asMap(),
        inputs.files());
  }

  /**
   * Reads a project, anew if it is known: its services get their own names back and keep only the
   * options given under these.
   */
  public void read(LoadState state, ComposeProject spec) {
    Map<String, String> environment = state.surroundings().environment().asMap();
    ComposeProgram fresh = freshProgram(state);
    program = Optional.of(fresh);
    List<Service> services;
    try {
      services =
          new ProjectLoader(fresh, state.surroundings().workingDirectory(), environment).load(spec);
    } catch (ComposeException e) {
      throw new EvalException(e.getMessage());
    } catch (InterruptedException e) {
      throw Programs.interrupted();
    }
    DeclaredProject project = projects.computeIfAbsent(spec.name(), n -> new DeclaredProject(spec));
    project.spec = spec;
    project.services.keySet().forEach(state.names()::release);
    project.services.clear();
    for (Service service : services) {
      DeclaredService declared =
          new DeclaredService(
              service, project.options.computeIfAbsent(service.name(), n -> new ServiceOptions()));
      declared.checkImage(spec.name());
      state.names().take(service.name(), ResourceNames.Owner.COMPOSE);
      service.envFiles().forEach(state.configFiles()::addFile);
      project.services.put(service.name(), declared);
    }
  }

  /** A project with its services. Mutable, on the evaluation's thread. */
  public static final class DeclaredProject {
    private ComposeProject spec;
    private final Map<String, DeclaredService> services = new LinkedHashMap<>();
    private final Map<String, ServiceOptions> options = new LinkedHashMap<>();

    DeclaredProject(ComposeProject spec) {
      this.spec = spec;
    }

    public ComposeProject spec() {
      return spec;
    }

    /** By the names of their resources. */
    public Map<String, DeclaredService> services() {
      return services;
    }

    /** Gives a resource another name; services of the project that depend on it follow. */
    public void rename(LoadState state, String from, String to) {
      state.names().take(to, ResourceNames.Owner.COMPOSE);
      state.names().release(from);
      List<Map.Entry<String, DeclaredService>> entries = new ArrayList<>(services.entrySet());
      services.clear();
      for (Map.Entry<String, DeclaredService> entry : entries) {
        services.put(entry.getKey().equals(from) ? to : entry.getKey(), entry.getValue());
        entry.getValue().resourceDeps.replaceAll(dep -> dep.equals(from) ? to : dep);
      }
      ServiceOptions moved = options.remove(from);
      if (moved != null) {
        options.put(to, moved);
      }
    }

    /**
     * Resource names in the order of the result: by the names of the services, each after those
     * that it depends on.
     */
    public List<String> order() {
      Map<String, String> resourceOf = new java.util.TreeMap<>();
      services.forEach((name, service) -> resourceOf.put(service.service.name(), name));
      Set<String> visited = new LinkedHashSet<>();
      List<String> out = new ArrayList<>();
      resourceOf.keySet().forEach(name -> visit(name, resourceOf, visited, out));
      return out;
    }

    private void visit(
        String name, Map<String, String> resourceOf, Set<String> visited, List<String> out) {
      String resource = resourceOf.get(name);
      if (resource == null || !visited.add(name)) {
        return;
      }
      DeclaredService service = services.get(resource);
      if (service != null) {
        service.service.dependsOn().forEach(dep -> visit(dep, resourceOf, visited, out));
        out.add(resource);
      }
    }
  }
}
