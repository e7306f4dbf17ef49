package dev.camber.tiltfile.assembly;

import dev.camber.model.UserError;
import dev.camber.model.manifest.Manifest;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.state.DeclaredLocal;
import dev.camber.tiltfile.state.LoadState;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes resources of what one evaluation declared. One evaluation's thread. Source: spec Tiltfile,
 * section 7; the order of the steps is that of section 1.1.
 */
public final class Assembly {
  private final LoadState state;

  public Assembly(LoadState state) {
    this.state = state;
  }

  /** The resources in the order of the result. */
  public List<Manifest> manifests() throws UserError {
    try {
      return assemble();
    } catch (EvalException e) {
      throw new UserError(e.getMessage());
    }
  }

  private List<Manifest> assemble() throws UserError {
    List<Manifest> manifests = new ArrayList<>();
    state
        .steps()
        .complaint()
        .ifPresent(text -> {
          throw new EvalException(text);
        });
    LocalResources locals = new LocalResources(state);
    for (DeclaredLocal local : state.locals().values()) {
      manifests.add(locals.manifest(local));
    }
    return Dependencies.check(state, manifests);
  }
}
