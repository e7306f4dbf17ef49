package dev.camber.host.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's WatchService, for macOS and Windows. One daemon thread takes its keys. */
final class JdkSource implements ChangeSource {
  private final WatchService service;
  private final AtomicInteger next = new AtomicInteger();
  private final Map<WatchKey, Integer> handles = new ConcurrentHashMap<>();
  private final Map<Integer, WatchKey> keys = new ConcurrentHashMap<>();

  JdkSource(FileSystem fileSystem) throws IOException {
    service = fileSystem.newWatchService();
  }

  @Override
  public void start(Handler handler) {
    Thread.ofPlatform().daemon().name("camber-watch").start(() -> loop(handler));
  }

  @Override
  public int add(Path dir, boolean namesOnly) throws IOException {
    // Registering a directory again gives its old key.
    WatchKey key =
        dir.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_DELETE,
            StandardWatchEventKinds.ENTRY_MODIFY);
    int handle = handles.computeIfAbsent(key, k -> next.incrementAndGet());
    keys.put(handle, key);
    return handle;
  }

  @Override
  public void remove(int handle) {
    WatchKey key = keys.remove(handle);
    if (key != null) {
      handles.remove(key);
      key.cancel();
    }
  }

  private void loop(Handler handler) {
    try {
      while (true) {
        WatchKey key = service.take();
        Integer handle = handles.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
          if (StandardWatchEventKinds.OVERFLOW.equals(event.kind())) {
            handler.onOverflow();
          } else if (handle != null && event.context() instanceof Path name) {
            handler.onEntry(handle, change(event.kind()), name.toString());
          }
        }
        if (!key.reset() && handle != null) {
          handler.onSelf(handle);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } catch (ClosedWatchServiceException e) {
      // The end of this thread.
      return;
    }
  }

  private static Change change(WatchEvent.Kind<?> kind) {
    if (StandardWatchEventKinds.ENTRY_CREATE.equals(kind)) {
      return Change.CREATED;
    }
    return StandardWatchEventKinds.ENTRY_DELETE.equals(kind) ? Change.REMOVED : Change.MODIFIED;
  }

  /** The service has no barrier; what it holds back comes when it comes. */
  @Override
  public void drain() {}

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing a watch service", e);
    }
  }
}
