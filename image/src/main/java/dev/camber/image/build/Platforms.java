package dev.camber.image.build;

/** The platform of images for a cluster. Source: spec engine, section 2.5. */
final class Platforms {
  private Platforms() {}

  /** As in {@code linux/arm64}; empty for architectures that are not known. */
  static String ofArch(String arch) {
    return switch (arch) {
      case "amd64", "arm64", "riscv64", "ppc64le", "s390x", "386", "mips64le", "mips64" ->
          "linux/" + arch;
      case "arm" -> "linux/arm/v7";
      default -> "";
    };
  }
}
