package dev.camber.engine.build;

import dev.camber.model.api.Kind;
import java.util.List;

/**
 * Why a resource with something to do does not run.
 *
 * @param on what it waits for
 */
public record Hold(Reason reason, List<On> on) {
  public Hold {
    on = List.copyOf(on);
  }

  /** An object that is waited for. */
  public record On(Kind<?, ?> kind, String name) {}

  /** Source: spec CLI and API, section 10.3. */
  public enum Reason {
    TILTFILE_RELOAD("tiltfile-reload"),
    WAITING_FOR_LOCAL("waiting-for-local"),
    IS_UNPARALLELIZABLE_LOCAL("is-unparallelizable-local"),
    WAITING_FOR_UNCATEGORIZED("waiting-for-uncategorized"),
    BUILDING_COMPONENT("building-component"),
    WAITING_FOR_DEP("waiting-for-dep"),
    WAITING_FOR_DEPLOY("waiting-for-deploy"),
    WAITING_FOR_CLUSTER("waiting-for-cluster"),
    /** Live update does the work; never shown. */
    RECONCILING("reconciling");

    private final String wire;

    Reason(String wire) {
      this.wire = wire;
    }

    /** The word on the wire. */
    public String wireValue() {
      return wire;
    }
  }
}
