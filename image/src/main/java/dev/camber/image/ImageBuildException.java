package dev.camber.image;

import dev.camber.model.UserError;

/** A build failed by what it was told to do: its Dockerfile, its context, its command. */
public final class ImageBuildException extends UserError {
  private static final long serialVersionUID = 1L;

  public ImageBuildException(String message) {
    super(message);
  }

  public ImageBuildException(String message, String hint) {
    super(message, hint);
  }
}
