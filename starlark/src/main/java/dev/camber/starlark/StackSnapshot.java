package dev.camber.starlark;

import dev.camber.starlark.syntax.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call stack as it was at one moment. Taking it copies little; the positions are worked out when
 * somebody looks, which for an error that is caught nobody does.
 */
final class StackSnapshot {
  /** Call stacks are given whole up to this depth. */
  private static final int MAX_SHOWN = 20_000;

  /** The innermost and outermost calls shown of a deeper one. */
  private static final int KEPT = 10;

  private final int omitted;
  private final List<Entry> innermostFirst = new ArrayList<>();
  private @Nullable List<CallFrame> frames;

  private record Entry(Frame.@Nullable Code code, int offset, @Nullable StarlarkCallable builtin) {}

  /**
   * @param top the innermost frame
   * @param depth the number of frames
   */
  StackSnapshot(@Nullable Frame top, int depth) {
    // Endless recursion fills the stack with one line a hundred thousand times.
    this.omitted = depth > MAX_SHOWN ? depth - 2 * KEPT : 0;
    int level = 0;
    for (Frame f = top; f != null; f = f.caller) {
      level++;
      if (omitted == 0 || level <= KEPT || level > KEPT + omitted) {
        innermostFirst.add(new Entry(f.code, f.offset, f.builtin));
      }
    }
  }

  /** The calls, outermost first. */
  List<CallFrame> frames() {
    List<CallFrame> known = frames;
    if (known != null) {
      return known;
    }
    List<CallFrame> found = new ArrayList<>();
    for (int i = 0; i < innermostFirst.size(); i++) {
      Entry e = innermostFirst.get(i);
      if (omitted > 0 && i == KEPT) {
        found.add(new CallFrame("...", new Position("(" + omitted + " more calls)", 0, 0)));
      }
      if (e.builtin != null) {
        found.add(new CallFrame(e.builtin.name(), Position.BUILTIN));
      }
      if (e.code != null) {
        found.add(new CallFrame(e.code.name(), e.code.position(e.offset)));
      }
    }
    Collections.reverse(found);
    frames = found;
    return found;
  }
}
