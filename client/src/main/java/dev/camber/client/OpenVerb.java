package dev.camber.client;

import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.cli.Browser;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.text.Quoted;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code open}: an address of a resource, or the page, in a browser. */
final class OpenVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Session session = Session.of(flags, surroundings);
    List<String> words = flags.positional();
    String url = words.isEmpty() ? session.pageUrl() : endpoint(words, Api.of(session));
    surroundings.out().println(url);
    surroundings.out().flush();
    if (flags.bool("no-open")) {
      return 0;
    }
    Optional<List<String>> command =
        Browser.opening(url, surroundings.environment(), System.getProperty("os.name", ""));
    if (command.isEmpty()) {
      surroundings.err().println(Browser.NONE_HERE);
      return 0;
    }
    return started(command.get(), surroundings);
  }

  private static String endpoint(List<String> words, Api api) throws Refused, IOException {
    ResourceRows.Row row = ResourceRows.of(api).named(words.subList(0, 1)).rows().getFirst();
    List<UIResourceStatus.Link> links = row.status().endpointLinks();
    if (links.isEmpty()) {
      throw Refused.error(
          row.name()
              + " has no address: give it one with `links=` or, in a cluster, with"
              + " `port_forwards=` in the Tiltfile");
    }
    if (words.size() == 1) {
      return links.getFirst().url();
    }
    String wanted = words.get(1).toLowerCase(Locale.ROOT);
    return links.stream()
        .filter(l ->
            l.name().toLowerCase(Locale.ROOT).contains(wanted)
                || l.url().toLowerCase(Locale.ROOT).contains(wanted))
        .findFirst()
        .map(UIResourceStatus.Link::url)
        .orElseThrow(() ->
            Refused.error(
                row.name()
                    + " has no address with "
                    + Quoted.go(words.get(1))
                    + " in its name or text; it has "
                    + String.join(
                        ", ",
                        links.stream()
                            .map(l -> l.name().isEmpty() ? l.url() : l.name() + " " + l.url())
                            .toList())));
  }

  /** Does not wait: some browsers stay in the foreground as long as they are open. */
  private static int started(List<String> command, Surroundings surroundings) throws Refused {
    File nowhere = new File("/dev/null");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(surroundings.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(surroundings.environment());
    if (nowhere.exists()) {
      builder.redirectInput(nowhere).redirectOutput(nowhere).redirectError(nowhere);
    }
    try {
      builder.start();
      return 0;
    } catch (IOException e) {
      throw Refused.error(
          "the browser cannot be started: " + e.getMessage() + "; name another in BROWSER");
    }
  }
}
