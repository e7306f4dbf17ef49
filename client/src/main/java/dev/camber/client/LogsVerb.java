package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.session.AnalyticsNotice;
import dev.camber.model.text.GoDuration;
import dev.camber.model.text.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** {@code logs}: the session renders, the client copies. Source: spec CLI and API, section 3.1. */
final class LogsVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    AnalyticsNotice.of(surroundings.environment())
        .ifPresent(line -> surroundings.err().println(now() + " " + line));
    check(flags);
    Session session = Session.of(flags, surroundings);
    StringBuilder query = new StringBuilder("/api/logs?");
    for (String name : flags.positional()) {
      add(query, "resource", name);
    }
    add(query, "follow", Boolean.toString(flags.bool("follow")));
    add(query, "format", flags.bool("json") ? "json" : "text");
    add(query, "level", flags.string("level"));
    add(query, "source", flags.string("source"));
    add(query, "since", flags.string("since"));
    add(query, "tail", flags.string("tail"));
    add(query, "grep", flags.string("grep"));
    add(query, "selector", flags.string("selector"));
    add(query, "color", surroundings.paint().isOn() ? "true" : "");
    Http.Answer got;
    try {
      session.requireWebServer();
      got = session.web().get(query.toString());
    } catch (IOException e) {
      String url = session.webUrl("/api/websocket_token");
      throw Refused.error(
          "fetching websocket token: connecting to Tilt at "
              + url
              + ": Get \""
              + url
              + "\": "
              + session.dialError(e));
    }
    try (Http.Answer answer = got) {
      if (answer.status() != 200) {
        throw Refused.error(answer.text().strip());
      }
      String type = answer.headers().getOrDefault("content-type", "");
      if (!type.startsWith("text/plain") && !type.startsWith("application/x-ndjson")) {
        throw Refused.error(
            "no session answers at "
                + session.webUrl("/api/logs")
                + ": found "
                + Quoted.go(type)
                + ", wanted lines of a log. Is another program on this port?");
      }
      if (flags.bool("follow")) {
        SignalExit.with(0); // who follows ends it so
      }
      copy(answer.body(), surroundings);
    }
    return 0;
  }

  private static String now() {
    String time = LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + ":00";
    return time.substring(0, 19).replace('-', '/').replace('T', ' ');
  }

  private static void check(ParsedFlags flags) throws Refused {
    String since = flags.string("since");
    if (!since.isEmpty()) {
      try {
        if (!GoDuration.parse(since).isPositive()) {
          throw Refused.error("--since duration must be positive, got " + since);
        }
      } catch (GoDuration.Invalid e) {
        throw Refused.error(String.valueOf(e.getMessage()));
      }
    }
    long tail = flags.integer("tail");
    if (tail < -1) {
      throw Refused.error("--tail must be -1 (no limit) or >= 0, got " + tail);
    }
  }

  private static void add(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query
          .append(query.charAt(query.length() - 1) == '?' ? "" : "&")
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  private static void copy(InputStream in, Surroundings surroundings) throws IOException {
    byte[] buffer = new byte[1 << 15];
    while (true) {
      int n;
      try {
        n = in.read(buffer);
      } catch (IOException e) {
        return; // the session went away: what was followed has ended
      }
      if (n < 0) {
        return;
      }
      surroundings.out().write(buffer, 0, n);
      surroundings.out().flush();
      if (surroundings.out().checkError()) {
        return; // nobody reads any more, as in `logs | head`
      }
    }
  }
}
