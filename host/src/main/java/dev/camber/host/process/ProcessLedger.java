package dev.camber.host.process;

import java.util.Map;

/**
 * Remembers on disk which process groups run, so that they can be found and ended after Camber
 * itself was killed. For any thread.
 */
public interface ProcessLedger {
  /** Remembers nothing. */
  ProcessLedger NONE =
      new ProcessLedger() {
        @Override
        public Map<String, String> marker() {
          return Map.of();
        }

        @Override
        public void starting() {}

        @Override
        public void started(long pid) {}

        @Override
        public void startFailed() {}

        @Override
        public void ended(long pid) {}
      };

  /** Variables every process gets, by which a group is known again after its leader is gone. */
  Map<String, String> marker();

  /** A process is about to be started: from now on there may be one that is not noted yet. */
  void starting();

  /** The process of an earlier {@link #starting} runs. */
  void started(long pid);

  /** The process of an earlier {@link #starting} does not run. */
  void startFailed();

  /** The process has exited and its group is dealt with. */
  void ended(long pid);
}
