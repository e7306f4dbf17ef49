package dev.camber.engine.build;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.model.EnvironmentError;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that pass by themselves from those that somebody has to mend: what does not answer
 * now may answer in a moment; a program that does not compile will not. A pure function.
 */
final class PassingFailure {
  private static final Set<Integer> BUSY = Set.of(429, 500, 502, 503, 504);

  /** How the Docker engine words what it could not do at a registry. */
  private static final Pattern REGISTRY =
      Pattern.compile(
          "connection refused|connection reset|broken pipe|i/o timeout|no such host"
              + "|tls handshake timeout|unexpected eof|server misbehaving|toomanyrequests"
              + "|unexpected http status: 5\\d\\d|unexpected status[^:]*: 5\\d\\d"
              + "|context deadline exceeded");

  private PassingFailure() {}

  /** Whether the same thing may well succeed if it is tried again. */
  static boolean is(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      boolean passing =
          switch (t) {
            case KubeException e -> e.isUnreachable() || BUSY.contains(e.code());
            case SocketException e -> true;
            case SocketTimeoutException e -> true;
            case UnknownHostException e -> true;
            case EOFException e -> true;
            case ClosedChannelException e -> true;
            case EnvironmentError e ->
                REGISTRY.matcher(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)).find();
            default -> false;
          };
      if (passing) {
        return true;
      }
    }
    return false;
  }
}
