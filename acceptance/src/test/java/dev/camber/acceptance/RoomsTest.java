package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md's table of rooms, kept true. */
class RoomsTest {
  private static final Path ROOT = Path.of(System.getProperty("camber.root"));
  private static final String PREFIX = "dev.camber.";

  /** Libraries that only one package may touch. */
  private static final Map<String, String> KEPT_IN =
      Map.of(
          "io.fabric8.", "dev.camber.kubernetes.client",
          "org.jline.", "dev.camber.app.terminal");

  private static RoomTable table;
  private static JavaClasses classes;

  @BeforeAll
  static void read() throws IOException {
    table = RoomTable.read(ROOT.resolve("ARCHITECTURE.md"));
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.camber");
  }

  private static String room(JavaClass type) {
    String rest = type.getPackageName().substring(PREFIX.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  private static Stream<Dependency> dependencies() {
    return classes.stream()
        .filter(c -> c.getPackageName().startsWith(PREFIX))
        .filter(c -> !c.getPackageName().startsWith("dev.camber.acceptance"))
        .flatMap(c -> c.getDirectDependenciesFromSelf().stream());
  }

  @Test
  void everyModuleStandsInTheTableAndEveryRowIsAModule() throws IOException {
    Set<String> modules = new TreeSet<>();
    try (Stream<Path> children = Files.list(ROOT)) {
      children
          .filter(p -> Files.isDirectory(p.resolve("src/main/java")))
          .forEach(p -> modules.add(p.getFileName().toString()));
    }
    modules.remove("bench");
    assertThat(table.mayLookInto().keySet()).containsExactlyInAnyOrderElementsOf(modules);
  }

  @Test
  void noRoomLooksIntoARoomThatTheTableDoesNotAllow() {
    Set<String> broken = new TreeSet<>();
    dependencies()
        .filter(d -> d.getTargetClass().getPackageName().startsWith(PREFIX))
        .forEach(d -> {
          String from = room(d.getOriginClass());
          String to = room(d.getTargetClass());
          if (!from.equals(to) && !table.mayLookInto().getOrDefault(from, Set.of()).contains(to)) {
            broken.add(from + " -> " + to + ": " + d.getDescription());
          }
        });
    assertThat(broken).isEmpty();
  }

  @Test
  void librariesStayInTheirPackages() {
    Set<String> broken = new TreeSet<>();
    dependencies()
        .forEach(d ->
            KEPT_IN.forEach((library, home) -> {
              if (d.getTargetClass().getName().startsWith(library)
                  && !d.getOriginClass().getPackageName().startsWith(home)) {
                broken.add(d.getDescription());
              }
            }));
    dependencies()
        .filter(d -> d.getTargetClass().getName().startsWith("org.eclipse.jetty."))
        .filter(d ->
            List.of("dev.camber.server.jetty", "dev.camber.image.").stream()
                .noneMatch(home -> d.getOriginClass().getPackageName().startsWith(home)))
        .forEach(d -> broken.add(d.getDescription()));
    assertThat(broken).isEmpty();
  }

  @Test
  void packagesOfARoomHaveNoCycles() {
    for (String room : table.mayLookInto().keySet()) {
      SlicesRuleDefinition.slices()
          .matching(PREFIX + room + ".(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void namesAreTheFieldsNames() {
    List<String> unwanted =
        classes.stream()
            .map(JavaClass::getSimpleName)
            .filter(n -> n.matches(".*(Manager|Helper|Utils?|Impl)$"))
            // Kubernetes' own word for who owns the fields of an object.
            .filter(n -> !n.equals("FieldManager"))
            .toList();
    assertThat(unwanted).isEmpty();
  }
}
