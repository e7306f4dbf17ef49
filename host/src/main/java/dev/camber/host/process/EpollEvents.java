package dev.camber.host.process;

import dev.camber.host.libc.Libc;
import dev.camber.host.libc.LibcException;
import dev.camber.host.libc.LinuxEvents;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@link FdEvents} of Linux: one daemon thread waits on one epoll for all pipes and (through pidfd)
 * for all exits. Registrations are guarded by this object's lock.
 */
final class EpollEvents implements FdEvents {
  private static final long WAKE = -1;

  private final int epoll;
  private final int wake;

  /** By descriptor; a descriptor stays known to the kernel until it is forgotten. */
  private final Map<Integer, Registration> registrations = new ConcurrentHashMap<>();

  private final Thread thread;

  /** Written by close, read by the waiting thread. */
  private volatile boolean closed;

  private static final class Registration {
    private @Nullable Runnable callback;
  }

  EpollEvents() throws LibcException {
    epoll = LinuxEvents.epollCreate();
    wake = LinuxEvents.eventFd();
    LinuxEvents.epollAdd(epoll, wake, LinuxEvents.EPOLLIN, WAKE);
    thread = Thread.ofPlatform().daemon().name("camber-processes").start(this::loop);
  }

  @Override
  public void onceReadable(int fd, Runnable callback) throws LibcException {
    arm(fd, LinuxEvents.EPOLLIN, callback);
  }

  @Override
  public void onceWritable(int fd, Runnable callback) throws LibcException {
    arm(fd, LinuxEvents.EPOLLOUT, callback);
  }

  private synchronized void arm(int fd, int events, Runnable callback) throws LibcException {
    Registration known = registrations.get(fd);
    Registration registration = known == null ? new Registration() : known;
    registration.callback = callback;
    int oneShot = events | LinuxEvents.EPOLLONESHOT;
    if (known == null) {
      registrations.put(fd, registration);
      LinuxEvents.epollAdd(epoll, fd, oneShot, fd);
    } else {
      LinuxEvents.epollRearm(epoll, fd, oneShot, fd);
    }
  }

  @Override
  public synchronized void forget(int fd) {
    if (registrations.remove(fd) != null) {
      try {
        LinuxEvents.epollRemove(epoll, fd);
      } catch (LibcException e) {
        throw new IllegalStateException("descriptor " + fd + " was closed before forget", e);
      }
    }
  }

  @Override
  public void onExit(int pid, Runnable callback) throws LibcException {
    int pidFd = LinuxEvents.pidFd(pid);
    arm(
        pidFd,
        LinuxEvents.EPOLLIN,
        () -> {
          forget(pidFd);
          Libc.close(pidFd);
          callback.run();
        });
  }

  private void loop() {
    try {
      while (!closed) {
        LinuxEvents.epollWait(epoll, this::ready);
      }
    } catch (LibcException e) {
      throw new IllegalStateException("waiting for processes", e);
    } finally {
      Libc.close(epoll);
      Libc.close(wake);
    }
  }

  private void ready(long token, int events) {
    if (token == WAKE) {
      return;
    }
    Runnable callback;
    synchronized (this) {
      Registration registration = registrations.get((int) token);
      if (registration == null || registration.callback == null) {
        return;
      }
      callback = registration.callback;
      registration.callback = null;
    }
    callback.run();
  }

  /** Stops the thread. Callbacks that have not come will not come. */
  @Override
  public void close() {
    closed = true;
    LinuxEvents.signal(wake);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
