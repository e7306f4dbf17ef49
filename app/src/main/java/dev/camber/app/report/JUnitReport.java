package dev.camber.app.report;

import dev.camber.engine.Outcome;
import dev.camber.model.api.SessionStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.text.PlainText;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A {@code ci} session as JUnit's XML: a suite for each resource, a case for each thing that the
 * session waited for, such as its update and what it runs; and one for the session as a whole,
 * unless it failed because one of these did. Pure.
 */
public final class JUnitReport {
  private static final String SESSION = "session";

  private JUnitReport() {}

  /** How a case ended. */
  private enum Result {
    PASSED,
    FAILED,
    SKIPPED
  }

  private record Case(String suite, String name, Result result, String message, double seconds) {}

  /**
   * The report.
   *
   * @param log the last lines of a resource
   */
  public static String of(
      SessionStatus session, Outcome outcome, Duration took, Function<String, String> log) {
    Map<String, List<Case>> suites = new LinkedHashMap<>();
    boolean someFailed =
        session.targets().stream()
            .anyMatch(t -> t.state().terminated().filter(e -> !e.error().isEmpty()).isPresent());
    for (SessionStatus.Target target : session.targets()) {
      Case one = of(target, outcome, someFailed);
      suites.computeIfAbsent(one.suite(), s -> new ArrayList<>()).add(one);
    }
    if (suites.values().stream()
        .flatMap(List::stream)
        .noneMatch(c -> c.result() == Result.FAILED)) {
      // What failed a case has been told there.
      suites.put(SESSION, List.of(ofSession(outcome, took)));
    }
    try {
      return write(suites, took, log);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Case ofSession(Outcome outcome, Duration took) {
    double seconds = took.toMillis() / 1000.0;
    return switch (outcome) {
      case Outcome.Succeeded() -> new Case(SESSION, SESSION, Result.PASSED, "", seconds);
      case Outcome.Failed(String error) ->
          new Case(SESSION, SESSION, Result.FAILED, error, seconds);
      case Outcome.Stopped() ->
          new Case(SESSION, SESSION, Result.FAILED, "ended by a signal", seconds);
    };
  }

  private static Case of(SessionStatus.Target target, Outcome outcome, boolean someFailed) {
    String suite = target.resources().isEmpty() ? target.name() : target.resources().getFirst();
    int colon = target.name().lastIndexOf(':');
    String name = colon < 0 ? target.name() : target.name().substring(colon + 1);
    SessionStatus.State state = target.state();
    if (state.terminated().isPresent()) {
      SessionStatus.Terminated end = state.terminated().get();
      double seconds =
          end.startTime().flatMap(s -> end.finishTime().map(f -> seconds(s, f))).orElse(0.0);
      return end.error().isEmpty()
          ? new Case(suite, name, Result.PASSED, "", seconds)
          : new Case(suite, name, Result.FAILED, end.error(), seconds);
    }
    if (state.active().isPresent()) {
      SessionStatus.Active active = state.active().get();
      double seconds =
          active
              .startTime()
              .flatMap(s -> active.lastReadyTime().map(r -> seconds(s, r)))
              .orElse(0.0);
      return active.ready()
          ? new Case(suite, name, Result.PASSED, "", seconds)
          : unfinished(suite, name, "not ready", outcome, someFailed);
    }
    if (state.waiting().isPresent()) {
      return unfinished(
          suite, name, "waiting: " + state.waiting().get().waitReason(), outcome, someFailed);
    }
    return new Case(
        suite,
        name,
        Result.SKIPPED,
        state.disabled().isPresent() ? "disabled" : "never started",
        0);
  }

  /** Something that had not come to its end: its own fault unless another failure ended all. */
  private static Case unfinished(
      String suite, String name, String why, Outcome outcome, boolean someFailed) {
    boolean own = outcome instanceof Outcome.Failed && !someFailed;
    return new Case(
        suite, name, own ? Result.FAILED : Result.SKIPPED, why + " when the session ended", 0);
  }

  private static double seconds(MicroTime from, MicroTime to) {
    return Math.max(0, Duration.between(from.instant(), to.instant()).toMillis() / 1000.0);
  }

  private static String write(
      Map<String, List<Case>> suites, Duration took, Function<String, String> log)
      throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "camber ci");
    List<Case> all = suites.values().stream().flatMap(List::stream).toList();
    counts(xml, all);
    xml.writeAttribute("time", number(took.toMillis() / 1000.0));
    for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
      suite(xml, suite.getKey(), suite.getValue(), log);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.flush();
    return text.toString();
  }

  private static void suite(
      XMLStreamWriter xml, String name, List<Case> cases, Function<String, String> log)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", clean(name));
    counts(xml, cases);
    xml.writeAttribute("time", number(cases.stream().mapToDouble(Case::seconds).sum()));
    boolean failed = false;
    for (Case one : cases) {
      failed |= one.result() == Result.FAILED;
      xml.writeCharacters("\n    ");
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", clean(one.suite()));
      xml.writeAttribute("name", clean(one.name()));
      xml.writeAttribute("time", number(one.seconds()));
      result(xml, one);
      xml.writeEndElement();
    }
    String lines = failed && !name.equals(SESSION) ? clean(log.apply(name)) : "";
    if (!lines.isBlank()) {
      xml.writeCharacters("\n    ");
      xml.writeStartElement("system-out");
      xml.writeCharacters(lines);
      xml.writeEndElement();
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void result(XMLStreamWriter xml, Case one) throws XMLStreamException {
    if (one.result() == Result.PASSED) {
      return;
    }
    xml.writeCharacters("\n      ");
    boolean failed = one.result() == Result.FAILED;
    xml.writeStartElement(failed ? "failure" : "skipped");
    Optional<String> first = one.message().lines().filter(l -> !l.isBlank()).findFirst();
    xml.writeAttribute("message", clean(first.orElse("")));
    if (failed) {
      xml.writeCharacters(clean(one.message()));
    }
    xml.writeEndElement();
    xml.writeCharacters("\n    ");
  }

  private static void counts(XMLStreamWriter xml, List<Case> cases) throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    xml.writeAttribute("failures", count(cases, Result.FAILED));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", count(cases, Result.SKIPPED));
  }

  private static String count(List<Case> cases, Result result) {
    return Long.toString(cases.stream().filter(c -> c.result() == result).count());
  }

  private static String number(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** Without colours and without characters that XML cannot hold. */
  private static String clean(String text) {
    StringBuilder out = new StringBuilder();
    PlainText.of(text)
        .codePoints()
        .filter(c ->
            c == '\n'
                || c == '\t'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
