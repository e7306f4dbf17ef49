package dev.camber.engine.cmd;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.UIButtonSpec;
import dev.camber.model.api.UIButtonStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was entered at a click, as environment variables. Source: spec engine, section 5.8. */
final class ButtonInputs {
  private ButtonInputs() {}

  static Map<String, String> environment(ApiObject<UIButtonSpec, UIButtonStatus> button) {
    Map<String, String> out = new LinkedHashMap<>();
    for (UIButtonSpec.Input input : button.spec().inputs()) {
      Optional<UIButtonStatus.Input> entered =
          button.status().inputs().stream().filter(i -> i.name().equals(input.name())).findFirst();
      out.put(input.name(), value(input, entered));
    }
    return out;
  }

  private static String value(UIButtonSpec.Input input, Optional<UIButtonStatus.Input> entered) {
    if (entered.isEmpty()) {
      return "";
    }
    if (input.text().isPresent()) {
      return entered.get().text().map(UIButtonStatus.Text::value).orElse("");
    }
    if (input.bool().isPresent()) {
      boolean on = entered.get().bool().map(UIButtonStatus.Bool::value).orElse(false);
      return on
          ? input.bool().get().trueString().orElse("true")
          : input.bool().get().falseString().orElse("false");
    }
    if (input.hidden().isPresent()) {
      return entered.get().hidden().map(UIButtonStatus.Hidden::value).orElse("");
    }
    if (input.choice().isPresent()) {
      String chosen = entered.get().choice().map(UIButtonStatus.Choice::value).orElse("");
      var choices = input.choice().get().choices();
      return choices.contains(chosen) || choices.isEmpty() ? chosen : choices.getFirst();
    }
    return "";
  }
}
