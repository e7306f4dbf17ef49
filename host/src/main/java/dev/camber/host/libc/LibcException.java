package dev.camber.host.libc;

import java.io.IOException;

/** A call of the C library failed. */
public final class LibcException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  public LibcException(String call, int errno) {
    super(call + ": " + Errno.describe(errno));
    this.errno = errno;
  }

  public int errno() {
    return errno;
  }
}
