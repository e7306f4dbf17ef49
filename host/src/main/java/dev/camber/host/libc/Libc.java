package dev.camber.host.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The C library of Linux and macOS. Stateless; for any thread. Calls that may block say so: they
 * hold their carrier thread, so they belong on a platform thread.
 */
public final class Libc {
  public static final boolean LINUX = osName().contains("linux");
  public static final boolean MAC = osName().contains("mac");

  /** Whether this class can be used at all. */
  public static final boolean AVAILABLE = LINUX || MAC;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO_STATE = Linker.Option.captureCallState("errno");
  static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final int F_DUPFD_CLOEXEC = MAC ? 67 : 1030;
  private static final int F_SETFD = 2;
  private static final int F_SETFL = 4;
  private static final int FD_CLOEXEC = 1;
  private static final int O_NONBLOCK = MAC ? 0x4 : 0x800;
  private static final int O_CLOEXEC = MAC ? 0x1000000 : 0x80000;
  private static final int P_PID = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = MAC ? 0x20 : 0x01000000;

  public static final short POLLIN = 1;
  public static final short POLLOUT = 4;

  private Libc() {}

  private static String osName() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT);
  }

  static MethodHandle call(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, ERRNO_STATE);
  }

  static MethodHandle variadic(String name, int firstVariadic, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        descriptor,
        ERRNO_STATE,
        Linker.Option.firstVariadicArg(firstVariadic));
  }

  static boolean has(String name) {
    return LINKER.defaultLookup().find(name).isPresent();
  }

  private static MethodHandle io(String name) {
    return call(name, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  }

  static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  /**
   * Reads into {@code buffer}; blocks unless the descriptor is non-blocking.
   *
   * @return bytes read, 0 at the end, or minus the error number
   */
  public static int read(int fd, MemorySegment buffer) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long n = (long) ReadCall.HANDLE.invokeExact(state, fd, buffer, buffer.byteSize());
      return n >= 0 ? (int) n : -errno(state);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /**
   * Writes from {@code buffer}; blocks unless the descriptor is non-blocking.
   *
   * @return bytes written, or minus the error number
   */
  public static int write(int fd, MemorySegment buffer) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long n = (long) WriteCall.HANDLE.invokeExact(state, fd, buffer, buffer.byteSize());
      return n >= 0 ? (int) n : -errno(state);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /** Closes a descriptor. */
  public static void close(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      int _ = (int) CloseCall.HANDLE.invokeExact(arena.allocate(STATE), fd);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /**
   * A pipe whose two ends are not inherited by other processes.
   *
   * @return read end, write end
   */
  public static int[] pipe() throws LibcException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      int rc =
          Pipe2Call.HANDLE != null
              ? (int) Pipe2Call.HANDLE.invokeExact(state, ends, O_CLOEXEC)
              : (int) PipeCall.HANDLE.invokeExact(state, ends);
      if (rc != 0) {
        throw new LibcException("pipe", errno(state));
      }
      int[] fds = {ends.get(JAVA_INT, 0), ends.get(JAVA_INT, 4)};
      if (Pipe2Call.HANDLE == null) {
        setCloseOnExec(fds[0]);
        setCloseOnExec(fds[1]);
      }
      return fds;
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /** Keeps a descriptor from being inherited; silently if it is not open. */
  public static void setCloseOnExec(int fd) {
    fcntl(fd, F_SETFD, FD_CLOEXEC);
  }

  /** Makes reads and writes return {@link Errno#EAGAIN} instead of waiting. */
  public static void setNonBlocking(int fd) {
    fcntl(fd, F_SETFL, O_NONBLOCK);
  }

  /** The same open file under a number above 2; {@code fd} itself if it is above 2. */
  public static int aboveStdio(int fd) {
    if (fd > 2) {
      return fd;
    }
    int moved = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    close(fd);
    return moved;
  }

  /** Opens a file for reading; not inherited. */
  public static int openForReading(String path) throws LibcException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int fd = (int) OpenCall.HANDLE.invokeExact(state, arena.allocateFrom(path), O_CLOEXEC, 0);
      if (fd < 0) {
        throw new LibcException("open " + path, errno(state));
      }
      return fd;
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  private static int fcntl(int fd, int command, int argument) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) FcntlCall.HANDLE.invokeExact(arena.allocate(STATE), fd, command, argument);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /**
   * Sends a signal; a negative {@code pid} means a process group, signal 0 only asks.
   *
   * @return 0 or the error number
   */
  public static int kill(int pid, int signal) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int rc = (int) KillCall.HANDLE.invokeExact(state, pid, signal);
      return rc == 0 ? 0 : errno(state);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /** Whether a file descriptor of this process is a terminal. */
  public static boolean isTerminal(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) IsattyCall.HANDLE.invokeExact(arena.allocate(STATE), fd) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /**
   * Collects an exited child.
   *
   * @return the raw wait status; -1 if it is no child of ours or was collected already
   */
  public static int reap(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment status = arena.allocate(JAVA_INT);
      while (true) {
        int rc = (int) WaitpidCall.HANDLE.invokeExact(state, pid, status, 0);
        if (rc == pid) {
          return status.get(JAVA_INT, 0);
        }
        if (errno(state) != Errno.EINTR) {
          return -1;
        }
      }
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /** Waits until a child has exited and leaves it to be reaped. Blocks. */
  public static void awaitExit(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment info = arena.allocate(256, 8);
      int rc;
      do {
        rc = (int) WaitidCall.HANDLE.invokeExact(state, P_PID, pid, info, WEXITED | WNOWAIT);
      } while (rc != 0 && errno(state) == Errno.EINTR);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /**
   * Waits until one of the descriptors is ready for its events. Blocks.
   *
   * @param timeoutMillis -1 waits for ever
   * @return for each descriptor the events that are ready
   */
  public static short[] poll(int[] fds, short[] events, int timeoutMillis) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment polled = arena.allocate(8L * fds.length, 8);
      for (int i = 0; i < fds.length; i++) {
        polled.set(JAVA_INT, 8L * i, fds[i]);
        polled.set(JAVA_SHORT, 8L * i + 4, events[i]);
      }
      int rc = (int) PollCall.HANDLE.invokeExact(state, polled, (long) fds.length, timeoutMillis);
      short[] ready = new short[fds.length];
      if (rc > 0) {
        for (int i = 0; i < fds.length; i++) {
          ready[i] = polled.get(JAVA_SHORT, 8L * i + 6);
        }
      }
      return ready;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /** A failure of the bridge itself, which cannot happen. */
  static AssertionError broken(Throwable t) {
    return new AssertionError("native call", t);
  }

  // A class for each function: a handle costs milliseconds, and a session starts with few of them.
  private static final class ReadCall {
    static final MethodHandle HANDLE = io("read");
  }

  private static final class WriteCall {
    static final MethodHandle HANDLE = io("write");
  }

  private static final class CloseCall {
    static final MethodHandle HANDLE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  private static final class PipeCall {
    static final MethodHandle HANDLE = call("pipe", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  private static final class Pipe2Call {
    static final @Nullable MethodHandle HANDLE =
        has("pipe2") ? call("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT)) : null;
  }

  private static final class KillCall {
    static final MethodHandle HANDLE =
        call("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  }

  private static final class IsattyCall {
    static final MethodHandle HANDLE = call("isatty", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  private static final class WaitpidCall {
    static final MethodHandle HANDLE =
        call("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  }

  private static final class WaitidCall {
    static final MethodHandle HANDLE =
        call("waitid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  }

  private static final class PollCall {
    static final MethodHandle HANDLE =
        call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  }

  private static final class FcntlCall {
    static final MethodHandle HANDLE =
        variadic("fcntl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  }

  private static final class OpenCall {
    static final MethodHandle HANDLE =
        variadic("open", 2, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  }
}
