package dev.camber.host.watch;

import dev.camber.host.libc.Errno;
import dev.camber.host.libc.Inotify;
import dev.camber.host.libc.LibcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Linux's inotify: one queue for all watches of the program, because the kernel allows a user few
 * queues (128 by default) and many watches, and one daemon thread that reads it. The drains that
 * wait are guarded by their own lock.
 */
final class InotifySource implements ChangeSource {
  private static final System.Logger LOG = System.getLogger(InotifySource.class.getName());

  /** Longest read at once. */
  private static final int BUFFER = 256 * 1024;

  private static final int EVENT_HEADER = 16;
  private static final int SELF =
      Inotify.IN_DELETE_SELF | Inotify.IN_MOVE_SELF | Inotify.IN_UNMOUNT;
  private static final int NAMES =
      Inotify.IN_CREATE
          | Inotify.IN_DELETE
          | Inotify.IN_MOVED_FROM
          | Inotify.IN_MOVED_TO
          | Inotify.IN_DELETE_SELF
          | Inotify.IN_MOVE_SELF
          | Inotify.IN_ONLYDIR
          | Inotify.IN_EXCL_UNLINK
          // One directory may be watched for its names by one and for its files by another.
          | Inotify.IN_MASK_ADD;
  private static final int FILES = NAMES | Inotify.IN_MODIFY | Inotify.IN_ATTRIB;

  private final InotifyCalls calls;
  private final int queue;
  private final int wake;
  private final Deque<CountDownLatch> drains = new ArrayDeque<>();

  /** What is watched; guarded, as the next field, by the watcher's lock. */
  private final Set<Integer> watched = new HashSet<>();

  /** What was told when the limit was first met: a cause is told in the same words each time. */
  private String atLimit = "";

  /** Written by close, read by the reader. */
  private volatile boolean closed;

  /**
   * @throws LibcException with EMFILE at the limit of queues
   */
  InotifySource(InotifyCalls calls) throws LibcException {
    this.calls = calls;
    this.queue = calls.open();
    this.wake = calls.openWake();
  }

  @Override
  public void start(Handler handler) {
    Thread.ofPlatform().daemon().name("camber-watch").start(() -> loop(handler));
  }

  @Override
  public int add(Path dir, boolean namesOnly) throws RefusedException, IOException {
    try {
      int handle = calls.add(queue, bytes(dir), namesOnly ? NAMES : FILES);
      watched.add(handle);
      return handle;
    } catch (LibcException e) {
      switch (e.errno()) {
        case Errno.ENOSPC -> throw new RefusedException(atLimit(dir));
        case Errno.ENOMEM ->
            throw new RefusedException("cannot watch " + dir + ": the kernel has no memory left");
        case Errno.ENOENT, Errno.ENOTDIR -> throw new NoSuchFileException(dir.toString());
        default -> throw e;
      }
    }
  }

  @Override
  public void remove(int handle) {
    watched.remove(handle);
    calls.remove(queue, handle);
  }

  private String atLimit(Path dir) {
    if (atLimit.isEmpty()) {
      String limit = calls.limit("max_user_watches");
      atLimit =
          "Hit OS limits watching files, at "
              + dir
              + ": no more inotify watches (fs.inotify.max_user_watches is "
              + (limit.isEmpty() ? "unknown" : limit)
              + ", "
              + watched.size()
              + " of them used here).\n"
              + "Files beyond the limit are looked at every few seconds instead.\n"
              + "To raise it: sudo sysctl fs.inotify.max_user_watches=1048576\n"
              + "To need fewer: leave large directories out with .tiltignore or"
              + " watch_settings(ignore=…)";
    }
    return atLimit;
  }

  /** What to say when there is no queue left. */
  static String noQueue(InotifyCalls calls, LibcException cause) {
    if (cause.errno() == Errno.EMFILE) {
      String limit = calls.limit("max_user_instances");
      return "Hit OS limits creating a watcher.\n"
          + "Run 'sysctl fs.inotify.max_user_instances' to check your inotify limits"
          + (limit.isEmpty() ? "" : " (found: " + limit + ")")
          + ".\n"
          + "To raise them, run 'sudo sysctl fs.inotify.max_user_instances=1024'\n"
          + "Files are looked at every few seconds instead.";
    }
    return "creating a watcher: " + cause.getMessage() + "; files are looked at every few seconds";
  }

  /**
   * The bytes of a path. Its text is exact unless it holds U+FFFD, which stands for bytes that are
   * not UTF-8; a URI keeps those.
   */
  private static byte[] bytes(Path path) {
    String text = path.toString();
    if (text.indexOf('\uFFFD') < 0) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    String escaped = path.toUri().getRawPath();
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '%') {
        raw.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        raw.write(c);
      }
    }
    return raw.toByteArray();
  }

  private void loop(Handler handler) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(BUFFER, 8);
      while (!closed) {
        calls.await(queue, wake);
        drainInto(handler, buffer);
      }
    } catch (LibcException e) {
      if (!closed) {
        LOG.log(System.Logger.Level.ERROR, "the thread that reads file events ends", e);
      }
    } finally {
      calls.close(queue);
      calls.close(wake);
      releaseDrains(Integer.MAX_VALUE);
    }
  }

  /** Reads until the queue is empty. The kernel queues an event before the write returns. */
  private void drainInto(Handler handler, MemorySegment buffer) throws LibcException {
    int asked;
    synchronized (drains) {
      asked = drains.size();
    }
    while (true) {
      int n = calls.read(queue, buffer);
      if (n == 0) {
        break;
      }
      decode(handler, buffer.asSlice(0, n));
    }
    releaseDrains(asked);
  }

  private void releaseDrains(int count) {
    synchronized (drains) {
      for (int i = 0; i < count && !drains.isEmpty(); i++) {
        drains.removeFirst().countDown();
      }
    }
  }

  private static void decode(Handler handler, MemorySegment events) {
    int lastHandle = -1;
    String lastName = "";
    long at = 0;
    while (at < events.byteSize()) {
      int handle = events.get(ValueLayout.JAVA_INT, at);
      int mask = events.get(ValueLayout.JAVA_INT, at + 4);
      int length = events.get(ValueLayout.JAVA_INT, at + 12);
      MemorySegment name = events.asSlice(at + EVENT_HEADER, length);
      at += EVENT_HEADER + length;
      if ((mask & Inotify.IN_Q_OVERFLOW) != 0) {
        handler.onOverflow();
      } else if ((mask & SELF) != 0) {
        handler.onSelf(handle);
      } else if (length > 0) {
        String text = text(name);
        Change change = change(mask);
        // Every event of this read has happened by now, so one look serves a run of writes.
        if (change != Change.MODIFIED || handle != lastHandle || !text.equals(lastName)) {
          handler.onEntry(handle, change, text);
        }
        lastHandle = handle;
        lastName = text;
      }
    }
  }

  private static Change change(int mask) {
    if ((mask & (Inotify.IN_CREATE | Inotify.IN_MOVED_TO)) != 0) {
      return Change.CREATED;
    }
    return (mask & (Inotify.IN_DELETE | Inotify.IN_MOVED_FROM)) != 0
        ? Change.REMOVED
        : Change.MODIFIED;
  }

  /** Up to the first zero; what is not UTF-8 becomes U+FFFD. */
  private static String text(MemorySegment name) {
    byte[] bytes = name.toArray(ValueLayout.JAVA_BYTE);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public void drain() throws InterruptedException {
    CountDownLatch drained = new CountDownLatch(1);
    synchronized (drains) {
      if (closed) {
        return;
      }
      drains.addLast(drained);
    }
    calls.wake(wake);
    drained.await();
  }

  @Override
  public void close() {
    synchronized (drains) {
      if (closed) {
        return;
      }
      closed = true;
    }
    calls.wake(wake);
  }
}
