package dev.camber.engine.build;

/** Who runs an update; a resource can have one of each at a time. */
public enum BuildSource {
  BUILD_CONTROL,
  LIVE_UPDATE,
  TILTFILE
}
