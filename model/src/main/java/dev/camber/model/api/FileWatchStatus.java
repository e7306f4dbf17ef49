package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** What was seen, the latest 20 batches. */
public record FileWatchStatus(
    @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> monitorStartTime,
    @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> lastEventTime,
    List<FileWatchStatus.FileEvent> fileEvents,
    String error,
    Optional<DisableStatus> disableStatus)
    implements Status {
  public FileWatchStatus {
    fileEvents = List.copyOf(fileEvents);
  }

  /** One batch of changes. */
  public record FileEvent(MicroTime time, @Wire(empty = Wire.Empty.NULL) List<String> seenFiles) {
    public FileEvent {
      seenFiles = List.copyOf(seenFiles);
    }
  }
}
