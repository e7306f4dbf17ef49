package dev.camber.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of the table. */
final class Report {
  private final List<String[]> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /** Adds lines to the table: what was measured, in which unit, and what it is compared with. */
  Line line(String what, String unit) {
    return new Line(what, unit);
  }

  void failed(String part, String reason) {
    failures.add(part + ": " + reason);
  }

  /** A line before it stands in the table. */
  final class Line {
    private final String what;
    private final String unit;
    private double p50Budget = Double.NaN;
    private double p95Budget = Double.NaN;
    private boolean atLeast;
    private String baselineName = "";
    private Sample baseline = new Sample();
    private boolean beyond;
    private double mostRatio = Double.NaN;

    private Line(String what, String unit) {
      this.what = what;
      this.unit = unit;
    }

    Line atMost(double p50) {
      p50Budget = p50;
      return this;
    }

    Line atMost(double p50, double p95) {
      p95Budget = p95;
      return atMost(p50);
    }

    Line atLeast(double p50) {
      atLeast = true;
      return atMost(p50);
    }

    Line against(String name, Sample sample) {
      baselineName = name;
      baseline = sample;
      return this;
    }

    /** The budget holds for what comes on top of the baseline's median. */
    Line beyondBaseline() {
      beyond = true;
      return this;
    }

    /** The budget is a share of the baseline. */
    Line ratioAtMost(double ratio) {
      mostRatio = ratio;
      return this;
    }

    void is(Sample sample) {
      double offset = beyond ? baseline.p50() : 0;
      double ratio = sample.p50() / baseline.p50();
      String met = "-";
      if (!Double.isNaN(mostRatio)) {
        met = ratio <= mostRatio ? "yes" : "NO";
      } else if (!Double.isNaN(p50Budget)) {
        boolean ok = atLeast ? sample.p50() >= p50Budget : sample.p50() - offset <= p50Budget;
        ok &= Double.isNaN(p95Budget) || sample.p95() - offset <= p95Budget;
        met = ok ? "yes" : "NO";
      }
      String budget = "";
      if (!Double.isNaN(mostRatio)) {
        budget = "ratio " + number(mostRatio);
      } else if (!Double.isNaN(p50Budget)) {
        budget =
            (beyond ? "+" : atLeast ? "≥ " : "")
                + number(p50Budget)
                + (Double.isNaN(p95Budget) ? "" : " / " + number(p95Budget));
      }
      String[] row = {
        what,
        budget.isEmpty() ? "" : budget + (Double.isNaN(mostRatio) ? " " + unit : ""),
        number(sample.p50()) + " " + unit,
        sample.size() > 1 ? number(sample.p95()) + " " + unit : "",
        Integer.toString(sample.size()),
        baseline.size() == 0 ? "" : baselineName + " " + number(baseline.p50()),
        baseline.size() == 0 ? "" : number(ratio),
        met
      };
      rows.add(row);
      System.err.println("  " + String.join(" | ", row));
    }
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "?";
    }
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 1000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }

  void print(PrintStream out) {
    List<String[]> all = new ArrayList<>();
    all.add(new String[] {"what", "budget", "p50", "p95", "n", "compared with", "ratio", "met"});
    all.addAll(rows);
    int[] width = new int[8];
    for (String[] row : all) {
      for (int i = 0; i < row.length; i++) {
        width[i] = Math.max(width[i], row[i].length());
      }
    }
    out.println();
    for (String[] row : all) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        boolean words = i == 0 || i == 5 || i == 7;
        String pad = " ".repeat(width[i] - row[i].length());
        text.append(i == 0 ? "" : "  ").append(words ? row[i] + pad : pad + row[i]);
      }
      out.println(text.toString().stripTrailing());
    }
    if (!failures.isEmpty()) {
      out.println("\nnot measured:");
      failures.forEach(f -> out.println("  " + f));
    }
  }
}
