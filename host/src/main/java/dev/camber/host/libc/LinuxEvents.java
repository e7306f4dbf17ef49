package dev.camber.host.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What Linux alone has: epoll, eventfd, pidfd, memfd. Stateless; for any thread. */
public final class LinuxEvents {
  public static final int EPOLLIN = 1;
  public static final int EPOLLOUT = 4;
  public static final int EPOLLONESHOT = 1 << 30;

  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLL_CTL_DEL = 2;
  private static final int EPOLL_CTL_MOD = 3;
  private static final int CLOEXEC = 0x80000;
  private static final int NONBLOCK = 0x800;
  private static final long SYS_PIDFD_OPEN = 434;

  /** The kernel packs this struct on x86-64 alone. */
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

  private static final long EVENT_SIZE = PACKED ? 12 : 16;
  private static final long DATA_OFFSET = PACKED ? 4 : 8;

  private LinuxEvents() {}

  /** Takes the events that {@link #epollWait} found. */
  @FunctionalInterface
  public interface Ready {
    void ready(long token, int events);
  }

  public static int epollCreate() throws LibcException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      return check(
          "epoll_create1", state, (int) EpollCreate1Call.HANDLE.invokeExact(state, CLOEXEC));
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.broken(t);
    }
  }

  /** Adds a descriptor; {@code token} comes back with its events. */
  public static void epollAdd(int epoll, int fd, int events, long token) throws LibcException {
    control(epoll, EPOLL_CTL_ADD, fd, events, token);
  }

  /** Arms a one-shot descriptor again. */
  public static void epollRearm(int epoll, int fd, int events, long token) throws LibcException {
    control(epoll, EPOLL_CTL_MOD, fd, events, token);
  }

  /** Removes a descriptor before it is closed. */
  public static void epollRemove(int epoll, int fd) throws LibcException {
    control(epoll, EPOLL_CTL_DEL, fd, 0, 0);
  }

  private static void control(int epoll, int operation, int fd, int events, long token)
      throws LibcException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      MemorySegment event = arena.allocate(EVENT_SIZE, 8);
      event.set(JAVA_INT_UNALIGNED, 0, events);
      event.set(JAVA_LONG_UNALIGNED, DATA_OFFSET, token);
      check(
          "epoll_ctl",
          state,
          (int) EpollCtlCall.HANDLE.invokeExact(state, epoll, operation, fd, event));
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.broken(t);
    }
  }

  /** Waits for events, without limit, and hands each to {@code ready}. Blocks. */
  public static void epollWait(int epoll, Ready ready) throws LibcException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      int room = 64;
      MemorySegment events = arena.allocate(EVENT_SIZE * room, 8);
      int found = (int) EpollWaitCall.HANDLE.invokeExact(state, epoll, events, room, -1);
      if (found < 0 && Libc.errno(state) == Errno.EINTR) {
        return;
      }
      check("epoll_wait", state, found);
      for (int i = 0; i < found; i++) {
        ready.ready(
            events.get(JAVA_LONG_UNALIGNED, i * EVENT_SIZE + DATA_OFFSET),
            events.get(JAVA_INT_UNALIGNED, i * EVENT_SIZE));
      }
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.broken(t);
    }
  }

  /** A descriptor by which threads wake one that polls: {@link #signal} and {@link #drain}. */
  public static int eventFd() throws LibcException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      return check(
          "eventfd", state, (int) EventfdCall.HANDLE.invokeExact(state, 0, CLOEXEC | NONBLOCK));
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.broken(t);
    }
  }

  public static void signal(int eventFd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocate(JAVA_LONG);
      one.set(JAVA_LONG, 0, 1);
      Libc.write(eventFd, one);
    }
  }

  public static void drain(int eventFd) {
    try (Arena arena = Arena.ofConfined()) {
      Libc.read(eventFd, arena.allocate(JAVA_LONG));
    }
  }

  /** A descriptor that becomes readable when the process exits; kernel 5.3 or later. */
  public static int pidFd(int pid) throws LibcException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      long fd = (long) SyscallCall.HANDLE.invokeExact(state, SYS_PIDFD_OPEN, (long) pid, 0L);
      return check("pidfd_open", state, (int) fd);
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.broken(t);
    }
  }

  /** An unnamed file in memory that holds {@code content}, positioned at its start. */
  public static int memoryFile(byte[] content) throws LibcException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      int fd =
          check(
              "memfd_create",
              state,
              (int)
                  MemfdCreateCall.HANDLE.invokeExact(state, arena.allocateFrom("camber-stdin"), 1));
      MemorySegment bytes = arena.allocate(Math.max(1, content.length));
      MemorySegment.copy(
          content, 0, bytes, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, content.length);
      int done = 0;
      while (done < content.length) {
        int n = Libc.write(fd, bytes.asSlice(done, content.length - done));
        if (n < 0) {
          Libc.close(fd);
          throw new LibcException("write", -n);
        }
        done += n;
      }
      check("lseek", state, (int) (long) LseekCall.HANDLE.invokeExact(state, fd, 0L, 0));
      return fd;
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.broken(t);
    }
  }

  private static int check(String call, MemorySegment state, int rc) throws LibcException {
    if (rc < 0) {
      throw new LibcException(call, Libc.errno(state));
    }
    return rc;
  }

  // A class for each function: a handle costs milliseconds, and a session starts with few of them.
  private static final class EpollCreate1Call {
    static final MethodHandle HANDLE =
        Libc.call("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  private static final class EpollCtlCall {
    static final MethodHandle HANDLE =
        Libc.call(
            "epoll_ctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
  }

  private static final class EpollWaitCall {
    static final MethodHandle HANDLE =
        Libc.call(
            "epoll_wait", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  }

  private static final class EventfdCall {
    static final MethodHandle HANDLE =
        Libc.call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  }

  private static final class MemfdCreateCall {
    static final MethodHandle HANDLE =
        Libc.call("memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  }

  private static final class LseekCall {
    static final MethodHandle HANDLE =
        Libc.call("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
  }

  private static final class SyscallCall {
    static final MethodHandle HANDLE =
        Libc.variadic(
            "syscall", 1, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }
}
