package dev.camber.starlark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mistake of the program being evaluated, told to its author. Builtins throw it with the message
 * alone; the interpreter adds the call stack as it stood at that moment. It has no Java stack
 * trace: it is no bug of this code.
 */
public class EvalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private transient @Nullable StackSnapshot callStack;
  private String advice = "";

  /**
   * @param message the Starlark message without position
   */
  public EvalException(String message) {
    this(message, null);
  }

  /**
   * @param message the Starlark message without position
   * @param cause what lies behind it; an {@code EvalException} there makes {@link #innermost()}
   *     report that one instead
   */
  public EvalException(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }

  /** {@link #EvalException(String)} with {@link String#format}. */
  public static EvalException of(String format, @Nullable Object... arguments) {
    return new EvalException(String.format(format, arguments));
  }

  /** The message; never null. */
  @Override
  public final String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }

  /** The same error with something for a person to go by that is no part of the message. */
  public final EvalException advising(String text) {
    advice = text;
    return this;
  }

  /** What helps a person beyond the message; empty if there is nothing. */
  public final String advice() {
    return advice;
  }

  /** Whether the call stack is already recorded. */
  final boolean hasCallStack() {
    return callStack != null;
  }

  /** Records the call stack, outermost frame first; the first recording stays. */
  final void recordCallStack(StackSnapshot stack) {
    if (callStack == null) {
      callStack = stack;
    }
  }

  /** The call stack at the moment of the error, outermost first; empty if no code was running. */
  public final List<CallFrame> callStack() {
    StackSnapshot stack = callStack;
    return stack == null ? List.of() : stack.frames();
  }

  /** The evaluation error deepest in the chain of causes, which is the one to show a person. */
  public final EvalException innermost() {
    EvalException found = this;
    for (Throwable t = getCause(); t != null; t = t.getCause()) {
      if (t instanceof EvalException e && e.hasCallStack()) {
        found = e;
      }
    }
    return found;
  }

  /**
   * The traceback of this error, to the letter of the reference (spec §3.1), no newline at the end:
   * a builtin on top of the stack is named behind "Error in" and has no line of its own.
   */
  public final String backtrace() {
    List<CallFrame> stack = callStack();
    String inBuiltin = "";
    if (!stack.isEmpty() && stack.getLast().position().isBuiltin()) {
      inBuiltin = " in " + stack.getLast().name();
      stack = stack.subList(0, stack.size() - 1);
    }
    var text = new StringBuilder();
    if (!stack.isEmpty()) {
      text.append("Traceback (most recent call last):\n");
      for (CallFrame frame : stack) {
        text.append("  ").append(frame).append('\n');
      }
    }
    return text.append("Error").append(inBuiltin).append(": ").append(getMessage()).toString();
  }
}
