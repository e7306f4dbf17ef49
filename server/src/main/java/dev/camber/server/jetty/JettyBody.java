package dev.camber.server.jetty;

import dev.camber.server.http.BodyRefused;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The body of one request, read at most once. For the request's own thread. */
final class JettyBody implements dev.camber.server.http.Request.Body {
  private final Request request;
  private byte @Nullable [] read;

  JettyBody(Request request) {
    this.request = request;
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
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw tooLarge(limit);
      }
      read = bytes;
      return bytes;
    } catch (IOException e) {
      throw new BodyRefused(false, String.valueOf(e.getMessage()));
    }
  }

  private static BodyRefused tooLarge(int limit) {
    return new BodyRefused(true, "more than " + limit + " bytes");
  }
}
