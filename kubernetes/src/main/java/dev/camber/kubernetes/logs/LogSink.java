package dev.camber.kubernetes.logs;

import dev.camber.kubernetes.cluster.KubeException;
import java.time.Duration;

/** Where the lines of one container go; called by one thread at a time. */
public interface LogSink {
  void line(LogLine line);

  /** The stream broke and will be opened again after a pause; nothing is lost by that. */
  void broken(KubeException error, Duration pause);
}
