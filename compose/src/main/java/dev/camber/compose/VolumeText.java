package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The short form of volumes, {@code [source:]target[:options]}, to the long form. Stateless. */
final class VolumeText {
  private static final List<String> PROPAGATIONS =
      List.of("rprivate", "private", "rshared", "shared", "rslave", "slave");

  private VolumeText() {}

  static JsonObject parse(String text) {
    if (text.isEmpty()) {
      throw new Unreadable("invalid empty volume spec");
    }
    if (text.length() <= 2) {
      return JsonObject.builder().put("type", "volume").put("target", text).build();
    }
    List<String> parts = parts(text);
    if (parts.size() > 3 || parts.contains("")) {
      throw new Unreadable("invalid spec: " + text);
    }
    String source = parts.size() == 1 ? "" : parts.getFirst();
    boolean bind = isPath(source);
    JsonObject.Builder out = JsonObject.builder().put("type", bind ? "bind" : "volume");
    out.putIfSet("source", source);
    out.put("target", parts.size() == 1 ? parts.getFirst() : parts.get(1));
    JsonObject.Builder bindOptions = JsonObject.builder();
    JsonObject.Builder volumeOptions = JsonObject.builder();
    boolean anyBind = bind;
    boolean anyVolume = !bind;
    for (String option : parts.size() == 3 ? List.of(parts.get(2).split(",")) : List.<String>of()) {
      if (option.equals("ro")) {
        out.put("read_only", true);
      } else if (option.equals("rw")) {
        out.put("read_only", false);
      } else if (option.equals("nocopy")) {
        volumeOptions.put("nocopy", true);
        anyVolume = true;
      } else if (PROPAGATIONS.contains(option)) {
        bindOptions.put("propagation", option);
        anyBind = true;
      } else if (option.equals("z") || option.equals("Z")) {
        bindOptions.put("selinux", option);
        anyBind = true;
      }
    }
    if (anyBind) {
      if (bind) {
        bindOptions.put("create_host_path", true);
      }
      out.put("bind", (Json) bindOptions.build());
    }
    if (anyVolume) {
      out.put("volume", (Json) volumeOptions.build());
    }
    return out.build();
  }

  /** Parts between colons; the colon of a drive letter separates nothing. */
  private static List<String> parts(String text) {
    List<String> out = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (char c : text.toCharArray()) {
      boolean drive = part.length() == 1 && Character.isLetter(part.charAt(0));
      if (c == ':' && !drive) {
        out.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    out.add(part.toString());
    return out;
  }

  private static boolean isPath(String source) {
    return source.startsWith(".")
        || source.startsWith("/")
        || source.startsWith("~")
        || source.startsWith("\\\\")
        || source.length() > 1 && Character.isLetter(source.charAt(0)) && source.charAt(1) == ':';
  }
}
