package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The short form of ports, {@code [[ip:]host:]container[/protocol]} with ranges, to the long form.
 * Stateless.
 */
final class PortText {
  private static final int MAX_PORT = 65_535;

  private record Range(int first, int last) {
    int size() {
      return last - first + 1;
    }
  }

  private PortText() {}

  /** One entry for each container port, in the order of their texts. */
  static List<Json> parse(String text) {
    String rest = text;
    String protocol = "tcp";
    int slash = rest.lastIndexOf('/');
    if (slash >= 0) {
      protocol = rest.substring(slash + 1).toLowerCase(Locale.ROOT);
      rest = rest.substring(0, slash);
    }
    if (!List.of("tcp", "udp", "sctp").contains(protocol)) {
      throw new Unreadable("invalid proto: " + protocol);
    }
    int colon = rest.lastIndexOf(':');
    String container = rest.substring(colon + 1);
    String host = "";
    String ip = "";
    if (colon >= 0) {
      String before = rest.substring(0, colon);
      int second = before.lastIndexOf(':');
      host = before.substring(second + 1);
      ip = second < 0 ? "" : before.substring(0, second);
      if (ip.startsWith("[") && ip.endsWith("]")) {
        ip = ip.substring(1, ip.length() - 1);
      }
    }
    if (container.isEmpty()) {
      throw new Unreadable("no port specified: " + text + "<empty>");
    }
    Range target = range(container, text);
    Map<String, Json> entries = new TreeMap<>();
    for (int i = 0; i < target.size(); i++) {
      JsonObject.Builder entry = JsonObject.builder().put("mode", "ingress");
      entry.putIfSet("host_ip", ip);
      int port = target.first() + i;
      entry.put("target", port);
      entry.putIfSet("published", published(host, target, i, text));
      entries.put(port + "/" + protocol, entry.put("protocol", protocol).build());
    }
    return new ArrayList<>(entries.values());
  }

  private static String published(String host, Range target, int index, String text) {
    if (host.isEmpty()) {
      return "";
    }
    Range hosts = range(host, text);
    if (hosts.size() == target.size()) {
      return Integer.toString(hosts.first() + index);
    }
    if (target.size() != 1) {
      throw new Unreadable("invalid ranges specified for container and host Ports: " + text);
    }
    return hosts.size() == 1 ? Integer.toString(hosts.first()) : hosts.first() + "-" + hosts.last();
  }

  private static Range range(String part, String text) {
    int dash = part.indexOf('-');
    int first = port(dash < 0 ? part : part.substring(0, dash), text);
    int last = dash < 0 ? first : port(part.substring(dash + 1), text);
    if (last < first) {
      throw new Unreadable("invalid range specified for port: " + text);
    }
    return new Range(first, last);
  }

  private static int port(String part, String text) {
    try {
      int port = Integer.parseInt(part);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Unreadable("invalid containerPort: " + text);
  }
}
