package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** The last click and what was entered. */
public record UIButtonStatus(
    @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> lastClickedAt,
    List<UIButtonStatus.Input> inputs)
    implements Status {
  public UIButtonStatus {
    inputs = List.copyOf(inputs);
  }

  /** An entered value; exactly one of the four types is set. */
  public record Input(
      @Wire(empty = Wire.Empty.WRITE) String name,
      Optional<UIButtonStatus.Text> text,
      Optional<UIButtonStatus.Bool> bool,
      Optional<UIButtonStatus.Hidden> hidden,
      Optional<UIButtonStatus.Choice> choice) {}

  /** Entered text. */
  public record Text(String value) {}

  /** A checked or unchecked box. */
  public record Bool(@Wire(empty = Wire.Empty.WRITE) boolean value) {}

  /** The value sent along. */
  public record Hidden(@Wire(empty = Wire.Empty.WRITE) String value) {}

  /** The chosen value. */
  public record Choice(String value) {}
}
