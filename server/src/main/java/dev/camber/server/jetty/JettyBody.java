package dev.camber.server.jetty;

import dev.camber.server.http.BodyRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The body of one request, read at most once. For the request's own thread. */
final class JettyBody implements dev.camber.server.http.Request.Body {
  /** How long a sender may take before its speed counts. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Request request;
  private final int bytesPerSecond;
  private byte @Nullable [] read;

  /**
   * @param bytesPerSecond the least to wait for
   */
  JettyBody(Request request, int bytesPerSecond) {
    this.request = request;
    this.bytesPerSecond = bytesPerSecond;
  }

  @Override
  public byte[] read(int limit) throws BodyRefused {
    byte[] known = read;
    if (known != null) {
      return known;
    }
    long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    if (announced > limit) {
      throw tooLarge(limit);
    }
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] bytes = all(in, limit);
      read = bytes;
      return bytes;
    } catch (IOException e) {
      throw new BodyRefused(false, String.valueOf(e.getMessage()));
    }
  }

  private byte[] all(InputStream in, int limit) throws IOException, BodyRefused {
    long start = System.nanoTime();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8 << 10];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      if (out.size() > limit) {
        throw tooLarge(limit);
      }
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      if (taken.compareTo(GRACE) > 0 && out.size() < taken.toSeconds() * bytesPerSecond) {
        throw new BodyRefused(false, "it came too slowly");
      }
    }
    return out.toByteArray();
  }

  private static BodyRefused tooLarge(int limit) {
    return new BodyRefused(true, "more than " + limit + " bytes");
  }
}
