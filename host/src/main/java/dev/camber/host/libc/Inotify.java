package dev.camber.host.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Linux's inotify. Stateless; for any thread. */
public final class Inotify {
  public static final int IN_MODIFY = 0x2;
  public static final int IN_ATTRIB = 0x4;
  public static final int IN_MOVED_FROM = 0x40;
  public static final int IN_MOVED_TO = 0x80;
  public static final int IN_CREATE = 0x100;
  public static final int IN_DELETE = 0x200;
  public static final int IN_DELETE_SELF = 0x400;
  public static final int IN_MOVE_SELF = 0x800;
  public static final int IN_UNMOUNT = 0x2000;
  public static final int IN_Q_OVERFLOW = 0x4000;
  public static final int IN_IGNORED = 0x8000;
  public static final int IN_ONLYDIR = 0x1000000;
  public static final int IN_EXCL_UNLINK = 0x4000000;
  public static final int IN_MASK_ADD = 0x20000000;

  private static final int CLOEXEC_NONBLOCK = 0x80800;

  private Inotify() {}

  /** A queue of events that is read without waiting. */
  public static int open() throws LibcException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      int fd = (int) InitCall.HANDLE.invokeExact(state, CLOEXEC_NONBLOCK);
      if (fd < 0) {
        throw new LibcException("inotify_init", Libc.errno(state));
      }
      return fd;
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.broken(t);
    }
  }

  /**
   * Adds a watch.
   *
   * @param path the bytes of the path, without a final zero
   */
  public static int add(int fd, byte[] path, int mask) throws LibcException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      MemorySegment name = arena.allocate(path.length + 1L);
      MemorySegment.copy(path, 0, name, JAVA_BYTE, 0, path.length);
      int watch = (int) AddCall.HANDLE.invokeExact(state, fd, name, mask);
      if (watch < 0) {
        throw new LibcException("inotify_add_watch", Libc.errno(state));
      }
      return watch;
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.broken(t);
    }
  }

  /** Removes a watch; nothing if it is gone. */
  public static void remove(int fd, int watch) {
    try (Arena arena = Arena.ofConfined()) {
      int _ = (int) RemoveCall.HANDLE.invokeExact(arena.allocate(Libc.STATE), fd, watch);
    } catch (Throwable t) {
      throw Libc.broken(t);
    }
  }

  // A class for each function: a handle costs milliseconds, and a session starts with few of them.
  private static final class InitCall {
    static final MethodHandle HANDLE =
        Libc.call("inotify_init1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  private static final class AddCall {
    static final MethodHandle HANDLE =
        Libc.call(
            "inotify_add_watch", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  }

  private static final class RemoveCall {
    static final MethodHandle HANDLE =
        Libc.call("inotify_rm_watch", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  }
}
