package dev.camber.starlark;

/** Receives what {@code print} says. */
@FunctionalInterface
public interface PrintHandler {

  /**
   * One call of {@code print}.
   *
   * @param text what is printed, without a newline at the end
   */
  void print(StarlarkThread thread, String text);
}
