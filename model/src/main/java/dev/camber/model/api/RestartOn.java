package dev.camber.model.api;

import java.util.List;

/** Objects whose events restart this one. */
public record RestartOn(List<String> fileWatches, List<String> uiButtons) {
  public RestartOn {
    fileWatches = List.copyOf(fileWatches);
    uiButtons = List.copyOf(uiButtons);
  }
}
