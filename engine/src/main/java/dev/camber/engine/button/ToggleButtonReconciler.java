package dev.camber.engine.button;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.ObjectNames;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.NoStatus;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.ToggleButtonSpec;
import dev.camber.model.api.ToggleButtonStatus;
import dev.camber.model.api.UIButtonSpec;
import dev.camber.model.api.UIButtonStatus;
import dev.camber.model.codec.MicroTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Toggle buttons: a UIButton that shows the state kept in a ConfigMap, and whose click switches it.
 * Source: spec engine, section 9.2.
 */
public final class ToggleButtonReconciler implements Reconciler {
  private static final String ACTION = "action";

  private final ObjectStore store;
  private final Map<String, Instant> handled = new ConcurrentHashMap<>();

  /** Why a toggle cannot work. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message, null, false, false);
    }
  }

  public ToggleButtonReconciler(ObjectStore store) {
    this.store = store;
  }

  /** The name of the button that a toggle owns. */
  public static String buttonName(String toggle) {
    return ObjectNames.sanitize("toggle-" + toggle);
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.TOGGLE_BUTTON;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.owner(Kinds.UI_BUTTON, Kinds.TOGGLE_BUTTON),
        Trigger.references(
            Kinds.TOGGLE_BUTTON,
            Kinds.CONFIG_MAP,
            toggle ->
                toggle.spec().stateSource().configMap().map(c -> c.name()).stream().toList()));
  }

  @Override
  public Result reconcile(String name) throws StoreException {
    Optional<ApiObject<ToggleButtonSpec, ToggleButtonStatus>> toggle =
        store.get(Kinds.TOGGLE_BUTTON, name);
    if (toggle.isEmpty()) {
      handled.remove(name);
      return Result.done();
    }
    String error = "";
    try {
      applyClick(toggle.get());
      show(toggle.get(), isOn(store.snapshot(), toggle.get().spec()));
    } catch (Unusable e) {
      error = String.valueOf(e.getMessage());
    }
    String found = error;
    store.editStatus(Kinds.TOGGLE_BUTTON, name, old -> new ToggleButtonStatus(found));
    return Result.done();
  }

  private void applyClick(ApiObject<ToggleButtonSpec, ToggleButtonStatus> toggle)
      throws Unusable, StoreException {
    Optional<ApiObject<UIButtonSpec, UIButtonStatus>> button =
        store.get(Kinds.UI_BUTTON, buttonName(toggle.name()));
    Optional<Instant> click =
        button.flatMap(b -> b.status().lastClickedAt()).map(MicroTime::instant);
    if (click.isEmpty() || !click.get().isAfter(handled.getOrDefault(toggle.name(), Instant.MIN))) {
      return;
    }
    handled.put(toggle.name(), click.get());
    UIButtonStatus status = button.orElseThrow().status();
    UIButtonStatus.Input input =
        status.inputs().stream()
            .filter(i -> i.name().equals(ACTION))
            .findFirst()
            .orElseThrow(() ->
                new Unusable(
                    "button "
                        + buttonName(toggle.name())
                        + " was clicked without its input \""
                        + ACTION
                        + "\""));
    String action =
        input
            .hidden()
            .map(UIButtonStatus.Hidden::value)
            .orElseThrow(() -> new Unusable("input \"" + ACTION + "\" is not of type hidden"));
    ToggleButtonSpec.ConfigMapState state = state(toggle.spec());
    String value =
        switch (action) {
          case "on" -> onValue(state);
          case "off" -> offValue(state);
          default ->
              throw new Unusable(
                  "input \"" + ACTION + "\" is \"" + action + "\", want \"on\" or \"off\"");
        };
    Optional<ApiObject<ConfigMapData, NoStatus>> written =
        store.edit(
            Kinds.CONFIG_MAP,
            state.name(),
            map -> {
              Map<String, String> data = new TreeMap<>(map.spec().data());
              data.put(state.key(), value);
              return map.withSpec(new ConfigMapData(data));
            });
    if (written.isEmpty()) {
      throw new Unusable("no such ConfigMap \"" + state.name() + "\"");
    }
  }

  private static boolean isOn(StoreSnapshot snapshot, ToggleButtonSpec spec) throws Unusable {
    ToggleButtonSpec.ConfigMapState state = state(spec);
    ApiObject<ConfigMapData, NoStatus> map =
        snapshot
            .get(Kinds.CONFIG_MAP, state.name())
            .orElseThrow(() -> new Unusable("no such ConfigMap \"" + state.name() + "\""));
    String value = map.spec().data().get(state.key());
    if (value == null) {
      return spec.defaultOn();
    }
    if (value.equals(onValue(state))) {
      return true;
    }
    if (value.equals(offValue(state))) {
      return false;
    }
    throw new Unusable(
        "ConfigMap \""
            + state.name()
            + "\" key \""
            + state.key()
            + "\" has unknown value \""
            + value
            + "\". expected \""
            + onValue(state)
            + "\" or \""
            + offValue(state)
            + "\"");
  }

  private static ToggleButtonSpec.ConfigMapState state(ToggleButtonSpec spec) throws Unusable {
    return spec.stateSource()
        .configMap()
        .orElseThrow(() -> new Unusable("must specify exactly one kind of StateSource"));
  }

  private static String onValue(ToggleButtonSpec.ConfigMapState state) {
    return state.onValue().isEmpty() ? "true" : state.onValue();
  }

  private static String offValue(ToggleButtonSpec.ConfigMapState state) {
    return state.offValue().isEmpty() ? "false" : state.offValue();
  }

  /** The button looks as the state it is in, and carries the state that a click leads to. */
  private void show(ApiObject<ToggleButtonSpec, ToggleButtonStatus> toggle, boolean isOn)
      throws StoreException {
    ToggleButtonSpec.State look = isOn ? toggle.spec().on() : toggle.spec().off();
    UIButtonSpec spec =
        new UIButtonSpec(
            toggle.spec().location(),
            look.text(),
            look.iconName(),
            look.iconSVG(),
            false,
            look.requiresConfirmation(),
            List.of(
                new UIButtonSpec.Input(
                    ACTION,
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new UIButtonSpec.Hidden(isOn ? "off" : "on")),
                    Optional.empty())));
    String name = buttonName(toggle.name());
    if (store.get(Kinds.UI_BUTTON, name).isPresent()) {
      store.edit(Kinds.UI_BUTTON, name, old -> old.withSpec(spec));
      return;
    }
    ObjectMeta metadata = EngineKinds.owned(name, toggle);
    Optional<String> type = toggle.metadata().annotation(Annotations.UI_BUTTON_TYPE);
    store.create(
        Kinds.UI_BUTTON.object(
            type.isPresent()
                ? metadata.withAnnotations(Map.of(Annotations.UI_BUTTON_TYPE, type.get()))
                : metadata,
            spec));
  }
}
