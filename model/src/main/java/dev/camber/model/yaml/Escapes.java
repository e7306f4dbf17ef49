package dev.camber.model.yaml;

/** Escape sequences of double-quoted scalars. */
final class Escapes {
  private Escapes() {}

  static String of(int code) {
    return switch (code) {
      case 0 -> "\\0";
      case 0x07 -> "\\a";
      case 0x08 -> "\\b";
      case 0x09 -> "\\t";
      case 0x0a -> "\\n";
      case 0x0b -> "\\v";
      case 0x0c -> "\\f";
      case 0x0d -> "\\r";
      case 0x1b -> "\\e";
      case 0x22 -> "\\\"";
      case 0x5c -> "\\\\";
      case 0x85 -> "\\N";
      case 0xa0 -> "\\_";
      case 0x2028 -> "\\L";
      case 0x2029 -> "\\P";
      default ->
          code <= 0xff
              ? String.format("\\x%02X", code)
              : code <= 0xffff ? String.format("\\u%04X", code) : String.format("\\U%08X", code);
    };
  }
}
