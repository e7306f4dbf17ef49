package dev.camber.image.h2;

/** One header line; the name is in lower case. */
record Header(String name, String value) {
  /** The size that the compression table counts. */
  int size() {
    return name.length() + value.length() + 32;
  }
}
