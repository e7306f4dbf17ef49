package dev.camber.host.process;

import dev.camber.host.libc.Libc;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link FdEvents} where there is no epoll: a daemon thread with a small stack for every wait. For
 * any thread; the map holds which registrations are still wanted.
 */
final class ThreadEvents implements FdEvents {
  private static final long STACK_BYTES = 128 * 1024;

  /** How often a waiting thread looks whether it is still wanted. */
  private static final int LOOK_MILLIS = 1_000;

  private final Map<Integer, Ticket> wanted = new ConcurrentHashMap<>();

  @Override
  public void onceReadable(int fd, Runnable callback) {
    await(fd, Libc.POLLIN, callback);
  }

  @Override
  public void onceWritable(int fd, Runnable callback) {
    await(fd, Libc.POLLOUT, callback);
  }

  /** One registration; equal to itself alone. */
  private static final class Ticket {}

  private void await(int fd, short event, Runnable callback) {
    Ticket ticket = new Ticket();
    wanted.put(fd, ticket);
    thread(() -> {
      while (ticket.equals(wanted.get(fd))) {
        if (Libc.poll(new int[] {fd}, new short[] {event}, LOOK_MILLIS)[0] != 0) {
          if (wanted.remove(fd, ticket)) {
            callback.run();
          }
          return;
        }
      }
    });
  }

  @Override
  public void forget(int fd) {
    wanted.remove(fd);
  }

  @Override
  public void onExit(int pid, Runnable callback) {
    thread(() -> {
      Libc.awaitExit(pid);
      callback.run();
    });
  }

  private static void thread(Runnable task) {
    Thread.ofPlatform().daemon().name("camber-process-wait").stackSize(STACK_BYTES).start(task);
  }

  @Override
  public void close() {
    wanted.clear();
  }
}
