package dev.camber.image.h2;

import java.io.IOException;

/** The other side broke the rules of HTTP/2; the connection is of no use any more. */
final class Http2Exception extends IOException {
  private static final long serialVersionUID = 1L;

  Http2Exception(String message) {
    super(message);
  }
}
