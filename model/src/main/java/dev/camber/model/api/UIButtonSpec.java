package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** A button; inputs are asked for before the click. */
public record UIButtonSpec(
    UIComponentLocation location,
    @Wire(empty = Wire.Empty.WRITE) String text,
    String iconName,
    String iconSVG,
    boolean disabled,
    boolean requiresConfirmation,
    List<UIButtonSpec.Input> inputs)
    implements Spec {
  public UIButtonSpec {
    inputs = List.copyOf(inputs);
  }

  /** One input; exactly one of the four types is set. */
  public record Input(
      @Wire(empty = Wire.Empty.WRITE) String name,
      @Wire(empty = Wire.Empty.WRITE) String label,
      Optional<UIButtonSpec.Text> text,
      Optional<UIButtonSpec.Bool> bool,
      Optional<UIButtonSpec.Hidden> hidden,
      Optional<UIButtonSpec.Choice> choice) {}

  /** A line of text. */
  public record Text(String defaultValue, String placeholder) {}

  /** A check box. */
  public record Bool(
      boolean defaultValue, Optional<String> trueString, Optional<String> falseString) {}

  /** A value that is sent along. */
  public record Hidden(@Wire(empty = Wire.Empty.WRITE) String value) {}

  /** One of several. */
  public record Choice(@Wire(empty = Wire.Empty.NULL) List<String> choices) {
    public Choice {
      choices = List.copyOf(choices);
    }
  }
}
