package dev.camber.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured values of one thing. */
final class Sample {
  private final List<Double> values = new ArrayList<>();

  static Sample of(double value) {
    return new Sample().add(value);
  }

  Sample add(double value) {
    values.add(value);
    return this;
  }

  int size() {
    return values.size();
  }

  /** The value that a share {@code q} of all does not pass, by nearest rank; NaN of nothing. */
  double quantile(double q) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(q * sorted.size());
    return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
  }

  double p50() {
    return quantile(0.5);
  }

  double p95() {
    return quantile(0.95);
  }
}
