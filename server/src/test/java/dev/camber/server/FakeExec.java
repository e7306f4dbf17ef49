package dev.camber.server;

import dev.camber.engine.exec.ExecEnd;
import dev.camber.engine.exec.ExecInput;
import dev.camber.engine.exec.ExecOutput;
import dev.camber.engine.exec.ExecRefused;
import dev.camber.engine.exec.ExecTarget;
import dev.camber.engine.exec.ResourceExec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Containers whose commands do what a test says. */
final class FakeExec implements ResourceExec {
  static final ExecTarget WEB =
      new ExecTarget("web", "default", "ns", "web-1", "app", "img", true, "Running");
  static final ExecTarget DEAD =
      new ExecTarget("web", "default", "ns", "web-1", "dead", "img", false, "CrashLoopBackOff");

  /** What a command does. */
  interface Command {
    ExecEnd run(List<String> words, boolean tty, ExecInput in, ExecOutput out) throws Exception;
  }

  volatile Command command = (words, tty, in, out) -> new ExecEnd(0, "");

  @Override
  public List<ExecTarget> targets(String resource) throws ExecRefused {
    if (!resource.equals("web")) {
      throw new ExecRefused(
          ExecRefused.Reason.NoSuchResource, "no such resource \"" + resource + "\"", "");
    }
    return List.of(WEB, DEAD);
  }

  @Override
  public ExecEnd run(
      ExecTarget target, List<String> words, boolean tty, ExecInput in, ExecOutput out)
      throws ExecRefused, InterruptedException {
    try {
      out.started(target);
      return command.run(words, tty, in, out);
    } catch (ExecRefused | InterruptedException | RuntimeException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
