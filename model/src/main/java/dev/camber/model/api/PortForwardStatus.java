package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** How forwarding goes, per port. */
public record PortForwardStatus(List<PortForwardStatus.ForwardStatus> forwardStatuses)
    implements Status {
  public PortForwardStatus {
    forwardStatuses = List.copyOf(forwardStatuses);
  }

  /** One port. */
  public record ForwardStatus(
      @Wire(empty = Wire.Empty.WRITE) int localPort,
      @Wire(empty = Wire.Empty.WRITE) int containerPort,
      @Wire(empty = Wire.Empty.NULL) List<String> addresses,
      Optional<MicroTime> startedAt,
      String error) {
    public ForwardStatus {
      addresses = List.copyOf(addresses);
    }
  }
}
