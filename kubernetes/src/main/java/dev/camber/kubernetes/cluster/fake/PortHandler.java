package dev.camber.kubernetes.cluster.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What listens on a port of a pod in the fake; called on a thread of its own per connection. */
@FunctionalInterface
public interface PortHandler {
  void serve(InputStream in, OutputStream out) throws IOException;
}
