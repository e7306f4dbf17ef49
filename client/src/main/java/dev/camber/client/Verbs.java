package dev.camber.client;

import dev.camber.model.cli.Invocation;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.session.Version;
import java.io.IOException;

/** Which class answers which command. */
final class Verbs {
  private Verbs() {}

  private static Verb of(String path) {
    // A switch instead of a map: only the class of the command that runs is loaded.
    return switch (path) {
      case "version" -> Verbs::version;
      case "get", "alpha get" -> new GetVerb();
      case "describe" -> new DescribeVerb();
      case "explain" -> new ExplainVerb();
      case "api-resources", "alpha api-resources" -> new ApiResourcesVerb();
      case "wait" -> new WaitVerb();
      case "create" -> new CreateVerb();
      case "create cmd" -> new CreateHelpers("Cmd");
      case "create ext" -> new CreateHelpers("Extension");
      case "create filewatch" -> new CreateHelpers("FileWatch");
      case "create repo" -> new CreateHelpers("ExtensionRepo");
      case "apply" -> new ApplyVerb();
      case "edit" -> new EditVerb();
      case "patch" -> new PatchVerb();
      case "delete" -> new DeleteVerb();
      case "logs" -> new LogsVerb();
      case "trigger" -> new TriggerVerb();
      case "restart" -> new RestartVerb();
      case "open" -> new OpenVerb();
      case "enable" -> new EnableVerb(true);
      case "disable" -> new EnableVerb(false);
      case "status" -> new StatusVerb();
      case "why" -> new WhyVerb();
      case "sessions" -> new SessionsVerb();
      case "args" -> new ArgsVerb();
      case "dump engine" -> WebVerbs::engine;
      case "dump logstore" -> WebVerbs::logStore;
      case "dump webview" -> WebVerbs::webView;
      case "dump cli-docs" -> LocalVerbs::cliDocs;
      case "snapshot create" -> WebVerbs::snapshot;
      case "analytics" -> LocalVerbs::analytics;
      case "analytics opt" -> LocalVerbs::analyticsOpt;
      case "docker" -> LocalVerbs::docker;
      case "alpha tree-view" -> new TreeViewVerb();
      case "alpha shell" -> new ShellVerb();
      case "completion bash", "completion fish", "completion powershell", "completion zsh" ->
          new CompletionVerb(path.substring("completion ".length()));
      case "snapshot view", "dump api-docs", "dump image-deploy-ref" ->
          (flags, s) -> {
            throw Refused.error(
                "`" + s.programName() + " " + path + "` is not part of this program");
          };
      default ->
          throw new IllegalStateException(
              "the launcher sent `" + path + "` to the client, which does not know it");
    };
  }

  static int run(Invocation.Run run, Surroundings surroundings) {
    try {
      return of(run.path()).run(run.flags(), surroundings);
    } catch (Refused e) {
      surroundings.out().flush();
      surroundings.err().println(e.line());
      if (!e.hint().isEmpty() && surroundings.terminals().contains(2)) {
        surroundings.err().println(e.hint());
      }
      return 1;
    } catch (IOException e) {
      surroundings.out().flush();
      surroundings
          .err()
          .println("Error: the connection to the session broke: " + String.valueOf(e.getMessage()));
      return 1;
    }
  }

  private static int version(ParsedFlags flags, Surroundings surroundings) {
    surroundings.out().println(Version.calledAs(surroundings.programName()).stamp());
    return 0;
  }
}
