package dev.camber.tiltfile.builtin.config;

import dev.camber.tiltfile.state.ConfigState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The usage block below a wrong argument, as pflag lays it out. */
final class UsageText {
  private static final int WIDTH = 80;
  private static final int MIN_WRAP = 24;

  private UsageText() {}

  /** The block as it follows an error; empty without settings. */
  static String block(List<ConfigState.Setting> settings) {
    return settings.isEmpty() ? "" : "\nUsage:\n" + lines(settings);
  }

  /** One or more lines per setting, by name. */
  static String lines(List<ConfigState.Setting> settings) {
    List<ConfigState.Setting> sorted = new ArrayList<>(settings);
    sorted.sort(Comparator.comparing(ConfigState.Setting::name));
    List<String> heads = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int widest = 0;
    for (ConfigState.Setting setting : sorted) {
      String usage = setting.usage();
      String type = setting.type() == ConfigState.Type.BOOL ? "" : setting.type().word();
      int open = usage.indexOf('`');
      int close = open < 0 ? -1 : usage.indexOf('`', open + 1);
      if (close >= 0) {
        type = usage.substring(open + 1, close);
        usage = usage.substring(0, open) + type + usage.substring(close + 1);
      }
      String head = "      --" + setting.name() + (type.isEmpty() ? "" : " " + type);
      widest = Math.max(widest, head.length());
      heads.add(head);
      texts.add(setting.type() == ConfigState.Type.OBJECT ? usage + " (default None)" : usage);
    }
    StringBuilder out = new StringBuilder();
    int indent = widest + 3;
    for (int i = 0; i < heads.size(); i++) {
      out.append(heads.get(i))
          .append(" ".repeat(indent - heads.get(i).length()))
          .append(wrap(indent, texts.get(i)))
          .append('\n');
    }
    return out.toString();
  }

  private static String wrap(int wantedIndent, String text) {
    int indent = wantedIndent;
    int width = WIDTH - indent;
    String out = "";
    if (width < MIN_WRAP) {
      // Too narrow beside the names: the text goes below them.
      indent = 16;
      width = WIDTH - indent;
      out = "\n" + " ".repeat(indent);
    }
    if (width < MIN_WRAP) {
      return text.replace("\n", "\n" + " ".repeat(indent));
    }
    int slop = 5;
    width -= slop;
    String rest = text;
    StringBuilder lines = new StringBuilder(out);
    String separator = "";
    do {
      String[] split = split(width, slop, rest);
      lines.append(separator).append(split[0].replace("\n", "\n" + " ".repeat(indent)));
      rest = split[1];
      separator = "\n" + " ".repeat(indent);
    } while (!rest.isEmpty());
    return lines.toString();
  }

  /** One line's worth of text and what is left. */
  private static String[] split(int width, int slop, String text) {
    if (width + slop > text.length()) {
      return new String[] {text, ""};
    }
    int cut = -1;
    for (int i = 0; i < width; i++) {
      if (" \t\n".indexOf(text.charAt(i)) >= 0) {
        cut = i;
      }
    }
    if (cut <= 0) {
      return new String[] {text, ""};
    }
    int newline = text.substring(0, width).lastIndexOf('\n');
    if (newline > 0 && newline < cut) {
      return new String[] {text.substring(0, newline), text.substring(newline + 1)};
    }
    return new String[] {text.substring(0, cut), text.substring(cut + 1)};
  }
}
