package dev.camber.server.security;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which names this server answers to. A page of another site that makes its own name point at this
 * machine (DNS rebinding) sends that name, so an allow-list stops it. Addresses cannot be rebound,
 * so a server that listens beyond loopback answers to any address. The port is free: a tunnel
 * changes it.
 */
public final class HostRule {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names;
  private final boolean anyAddress;

  private HostRule(Set<String> names, boolean anyAddress) {
    this.names = Set.copyOf(names);
    this.anyAddress = anyAddress;
  }

  /** The rule of a server on this machine's loopback. */
  public static HostRule loopback() {
    return new HostRule(LOOPBACK, false);
  }

  /**
   * The rule of a server that was told where to listen.
   *
   * @param host as given by the person
   * @param own other names of this machine
   */
  public static HostRule listeningOn(String host, Set<String> own) {
    Set<String> names = new HashSet<>(LOOPBACK);
    if (!host.isEmpty()) {
      names.add(bracketed(host.toLowerCase(Locale.ROOT)));
    }
    boolean beyond = !isLoopback(host);
    if (beyond) {
      own.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }
    return new HostRule(names, beyond);
  }

  /** Whether a listener on this host can be reached from this machine only. */
  public static boolean isLoopback(String host) {
    String name = bracketed(host.toLowerCase(Locale.ROOT));
    return LOOPBACK.contains(name) || name.matches("127(\\.\\d{1,3}){3}");
  }

  /** Whether a Host header names this server. */
  public boolean allows(String header) {
    String name = nameOf(header);
    return names.contains(name) || anyAddress && isAddress(name);
  }

  /** The names, for a message. */
  public Set<String> names() {
    return names;
  }

  private static String nameOf(String header) {
    String text = header.strip().toLowerCase(Locale.ROOT);
    int bracket = text.indexOf(']');
    int colon = text.indexOf(':', Math.max(0, bracket));
    String name = colon < 0 ? text : text.substring(0, colon);
    String port = colon < 0 ? "" : text.substring(colon + 1);
    if (!port.matches("\\d{0,5}")) {
      return "";
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isAddress(String name) {
    return name.matches("\\d{1,3}(\\.\\d{1,3}){3}") || name.matches("\\[[0-9a-f:.]+]");
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
