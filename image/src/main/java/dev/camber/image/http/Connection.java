package dev.camber.image.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A byte stream in both directions. One thread may read while another writes; closing from a third
 * ends both with an {@link IOException}.
 */
public interface Connection extends Closeable {
  InputStream input();

  OutputStream output();

  /** Tells the other side that nothing more will be written; reading goes on. */
  void closeOutput() throws IOException;
}
