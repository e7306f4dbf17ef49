package dev.camber.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.Outcome;
import dev.camber.model.api.SessionStatus;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.yaml.Yaml;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitReportTest {
  private static final String TARGETS =
      "{targets: ["
          + "{name: 'web:update', resources: [web], state: {terminated: {startTime:"
          + " '2026-01-02T03:04:05.000000Z', finishTime: '2026-01-02T03:04:06.500000Z'}}},"
          + "{name: 'web:serve', resources: [web], state: {active: {startTime:"
          + " '2026-01-02T03:04:05.000000Z', ready: true}}},"
          + "{name: 'slow:runtime', resources: [slow], state: {active: {startTime:"
          + " '2026-01-02T03:04:05.000000Z', ready: false}}},"
          + "{name: 'parked:update', resources: [parked], state: {disabled: {}}}";

  private static Document report(String targets, Outcome outcome) throws Exception {
    SessionStatus session =
        RecordCodec.decode(SessionStatus.class, Yaml.readKubernetes(targets + "]}"));
    String text =
        JUnitReport.of(
            session,
            outcome,
            Duration.ofMillis(2_500),
            resource -> "last \u001b[31mwords\u001b[0m of " + resource + "\u0001");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String in(Document report, String suite, String name) {
    NodeList cases = report.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element one = (Element) cases.item(i);
      if (one.getAttribute("classname").equals(suite) && one.getAttribute("name").equals(name)) {
        NodeList failure = one.getElementsByTagName("failure");
        NodeList skipped = one.getElementsByTagName("skipped");
        return failure.getLength() > 0
            ? "failed: " + ((Element) failure.item(0)).getAttribute("message")
            : skipped.getLength() > 0
                ? "skipped: " + ((Element) skipped.item(0)).getAttribute("message")
                : "passed in " + one.getAttribute("time");
      }
    }
    return "missing";
  }

  @Test
  void whatFailedIsToldWithItsLastLinesAndWhatThatCutShortIsSkipped() throws Exception {
    Document report =
        report(
            TARGETS
                + ",{name: 'bad:update', resources: [bad], state: {terminated: {error: \"no\\n<a> &"
                + " b\"}}}",
            new Outcome.Failed("no"));
    assertThat(in(report, "web", "update")).isEqualTo("passed in 1.500");
    assertThat(in(report, "web", "serve")).isEqualTo("passed in 0.000");
    assertThat(in(report, "bad", "update")).isEqualTo("failed: no");
    assertThat(in(report, "slow", "runtime"))
        .isEqualTo("skipped: not ready when the session ended");
    assertThat(in(report, "parked", "update")).isEqualTo("skipped: disabled");
    assertThat(in(report, "session", "session")).isEqualTo("missing");
    NodeList out = report.getElementsByTagName("system-out");
    assertThat(out.getLength()).isEqualTo(1);
    assertThat(out.item(0).getTextContent()).isEqualTo("last words of bad");
    Element all = report.getDocumentElement();
    assertThat(all.getAttribute("tests")).isEqualTo("5");
    assertThat(all.getAttribute("failures")).isEqualTo("1");
    assertThat(all.getAttribute("skipped")).isEqualTo("2");
    assertThat(all.getAttribute("time")).isEqualTo("2.500");
  }

  @Test
  void afterATimeoutWhatWasNotReadyHasFailed() throws Exception {
    Document report = report(TARGETS, new Outcome.Failed("Timeout after 2s"));
    assertThat(in(report, "slow", "runtime")).isEqualTo("failed: not ready when the session ended");
  }

  @Test
  void aSessionThatFailsBeforeAnythingRunsIsACaseOfItsOwn() throws Exception {
    Document report = report("{targets: [", new Outcome.Failed("no Tiltfile"));
    assertThat(in(report, "session", "session")).isEqualTo("failed: no Tiltfile");
  }
}
