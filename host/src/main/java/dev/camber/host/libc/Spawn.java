package dev.camber.host.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code posix_spawn} with a session of its own, a working directory, no blocked or ignored signals
 * and no inherited descriptors but 0, 1 and 2. Stateless; for any thread; returns when the new
 * program has been loaded.
 */
public final class Spawn {
  private static final short SETSIGDEF = 0x04;
  private static final short SETSIGMASK = 0x08;
  private static final short SETSID = (short) (Libc.MAC ? 0x400 : 0x80);
  private static final short MAC_CLOEXEC_DEFAULT = 0x4000;

  /** Room enough for the opaque structs of glibc, musl and macOS. */
  private static final long STRUCT_SIZE = 1024;

  private static final MethodHandle SPAWN =
      Libc.call(
          "posix_spawn",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
  private static final MethodHandle ACTIONS_INIT = one("posix_spawn_file_actions_init");
  private static final MethodHandle ACTIONS_DESTROY = one("posix_spawn_file_actions_destroy");
  private static final MethodHandle ADD_DUP2 =
      Libc.call(
          "posix_spawn_file_actions_adddup2",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle ADD_CHDIR =
      Libc.call(
          "posix_spawn_file_actions_addchdir_np",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  private static final @Nullable MethodHandle ADD_CLOSEFROM =
      Libc.has("posix_spawn_file_actions_addclosefrom_np")
          ? Libc.call(
              "posix_spawn_file_actions_addclosefrom_np",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT))
          : null;
  private static final MethodHandle ATTR_INIT = one("posix_spawnattr_init");
  private static final MethodHandle ATTR_DESTROY = one("posix_spawnattr_destroy");
  private static final MethodHandle ATTR_FLAGS =
      Libc.call("posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
  private static final MethodHandle ATTR_SIGMASK = two("posix_spawnattr_setsigmask");
  private static final MethodHandle ATTR_SIGDEFAULT = two("posix_spawnattr_setsigdefault");
  private static final MethodHandle SIGFILLSET = one("sigfillset");
  private static final MethodHandle SIGEMPTYSET = one("sigemptyset");

  private Spawn() {}

  private static MethodHandle one(String name) {
    return Libc.call(name, FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  private static MethodHandle two(String name) {
    return Libc.call(name, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  }

  /**
   * Starts a program.
   *
   * @param program its path; relative to {@code dir} unless absolute
   * @param stdio the descriptors that become 0, 1 and 2, each above 2
   * @return the process id
   * @throws LibcException with the error number of the step that failed, in the child or before it
   */
  public static int spawn(
      String program, List<String> argv, List<String> environment, String dir, int[] stdio)
      throws LibcException {
    if (ADD_CLOSEFROM == null && !Libc.MAC) {
      markAllCloseOnExec();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      MemorySegment actions = arena.allocate(STRUCT_SIZE, 16);
      MemorySegment attributes = arena.allocate(STRUCT_SIZE, 16);
      check((int) ACTIONS_INIT.invokeExact(state, actions));
      check((int) ATTR_INIT.invokeExact(state, attributes));
      try {
        for (int target = 0; target < 3; target++) {
          check((int) ADD_DUP2.invokeExact(state, actions, stdio[target], target));
        }
        if (ADD_CLOSEFROM != null) {
          check((int) ADD_CLOSEFROM.invokeExact(state, actions, 3));
        }
        check((int) ADD_CHDIR.invokeExact(state, actions, arena.allocateFrom(dir)));
        MemorySegment signals = arena.allocate(128, 8);
        check((int) SIGEMPTYSET.invokeExact(state, signals));
        check((int) ATTR_SIGMASK.invokeExact(state, attributes, signals));
        check((int) SIGFILLSET.invokeExact(state, signals));
        check((int) ATTR_SIGDEFAULT.invokeExact(state, attributes, signals));
        short flags = (short) (SETSID | SETSIGDEF | SETSIGMASK);
        if (Libc.MAC) {
          flags |= MAC_CLOEXEC_DEFAULT;
        }
        check((int) ATTR_FLAGS.invokeExact(state, attributes, flags));
        MemorySegment pid = arena.allocate(JAVA_INT);
        check(
            (int)
                SPAWN.invokeExact(
                    state,
                    pid,
                    arena.allocateFrom(program),
                    actions,
                    attributes,
                    strings(arena, argv),
                    strings(arena, environment)));
        return pid.get(JAVA_INT, 0);
      } finally {
        int _ = (int) ACTIONS_DESTROY.invokeExact(state, actions);
        int _ = (int) ATTR_DESTROY.invokeExact(state, attributes);
      }
    } catch (LibcException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.broken(t);
    }
  }

  /** These functions return their error number. */
  private static void check(int rc) throws LibcException {
    if (rc != 0) {
      throw new LibcException("posix_spawn", rc);
    }
  }

  private static MemorySegment strings(Arena arena, List<String> values) {
    MemorySegment array = arena.allocate(ADDRESS, values.size() + 1L);
    for (int i = 0; i < values.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(values.get(i)));
    }
    array.setAtIndex(ADDRESS, values.size(), MemorySegment.NULL);
    return array;
  }

  /**
   * For C libraries without closefrom. The JVM opens some descriptors, sockets among them, without
   * the flag; a child that inherited a listening socket would hold its port after our end.
   */
  private static void markAllCloseOnExec() {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path entry : open) {
        int fd = Integer.parseInt(entry.getFileName().toString());
        if (fd > 2) {
          Libc.setCloseOnExec(fd);
        }
      }
    } catch (IOException e) {
      // No /proc: the flag stays as the JVM set it; nothing better can be done.
      return;
    }
  }
}
