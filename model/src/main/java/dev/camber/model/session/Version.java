package dev.camber.model.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build this is.
 *
 * @param version e.g. {@code 0.1.0}
 * @param development whether it is not a release
 * @param date the day of the build, {@code YYYY-MM-DD}
 */
public record Version(String version, boolean development, String date) {
  /** The version of Tilt whose Tiltfiles, commands and objects these are. */
  public static final String COMPATIBLE = "0.37.6";

  /** This program's, as the build recorded it. */
  public static Version current() {
    Properties recorded = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        recorded.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String full = recorded.getProperty("version", "0.0.0-SNAPSHOT");
    boolean development = full.endsWith("-SNAPSHOT");
    return new Version(
        development ? full.substring(0, full.length() - "-SNAPSHOT".length()) : full,
        development,
        recorded.getProperty("date", "1970-01-01"));
  }

  /**
   * What the program says of itself under a name. Extensions ask {@code tilt version} and compare
   * the answer, so under that name it is the version of Tilt that they can rely on.
   */
  public static Version calledAs(String program) {
    Version own = current();
    return program.equals("tilt") ? new Version(COMPATIBLE, false, own.date()) : own;
  }

  /** {@code v0.1.0-dev, built 2026-01-02}. Source: spec CLI and API, section 1.1. */
  public String stamp() {
    return "v" + version + (development ? "-dev" : "") + ", built " + date;
  }
}
