package dev.camber.engine.tiltfile;

import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.TiltfilePending;
import dev.camber.engine.build.TriggerQueue;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.RestartOn;
import dev.camber.model.api.StopOn;
import dev.camber.model.api.TiltfileSpec;
import dev.camber.model.api.TiltfileStatus;
import dev.camber.model.api.UIResourceSpec;
import dev.camber.model.api.UISessionSpec;
import dev.camber.tiltfile.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects a session has before its Tiltfile ran. Source: spec engine, section 1.3; spec CLI and
 * API, 10.1.
 */
public final class SessionObjects {
  private SessionObjects() {}

  /** Creates them. */
  public static void create(ObjectStore store, SessionSettings settings) throws StoreException {
    String main = GraphView.MAIN_TILTFILE;
    TriggerQueue.create(store, List.of());
    store.create(Kinds.UI_SESSION.object(ObjectMeta.named("Tiltfile"), new UISessionSpec()));
    store.create(TiltfileObjects.stopButton(main));
    ApiObject<TiltfileSpec, TiltfileStatus> tiltfile =
        store.create(
            Kinds.TILTFILE.object(
                ObjectMeta.named(main),
                new TiltfileSpec(
                    settings.tiltfile().toString(),
                    Map.of(),
                    Optional.of(
                        new RestartOn(
                            settings.ci() ? List.of() : List.of(TiltfilePending.configWatch(main)),
                            List.of())),
                    settings.args(),
                    Optional.of(new StopOn(List.of(main + "-stopbuild"))))));
    List<ApiObject<?, ?>> first = new ArrayList<>();
    first.add(
        Kinds.UI_RESOURCE.object(
            ObjectMeta.named(main).withAnnotations(Map.of(Annotations.RESOURCE, main)),
            new UIResourceSpec()));
    ApiObject<?, ?> session = TiltfileObjects.session(settings, Settings.Ci.DEFAULT);
    first.add(session.editMetadata(m -> m.withAnnotations(Map.of(Annotations.RESOURCE, main))));
    if (!settings.ci()) {
      first.add(
          TiltfileObjects.configWatch(
              main,
              List.of(
                  settings.tiltfile().resolveSibling(".tiltignore").toString(),
                  settings.tiltfile().toString()),
              List.of()));
    }
    new ObjectApplier(store).apply(tiltfile, first, false);
  }
}
