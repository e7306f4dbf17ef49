package dev.camber.tiltfile.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every golden case is a test. Those on the list {@code golden/not-yet} must still fail: one that
 * passes has to be taken off, so that the list only shrinks.
 */
@Execution(ExecutionMode.CONCURRENT)
final class GoldenTest {
  @TestFactory
  Stream<DynamicNode> everyCaseComesOutAsRecorded() {
    Set<String> notYet = GoldenCases.notYet();
    Map<String, java.util.List<GoldenCase>> families =
        GoldenCases.all().stream()
            .collect(
                Collectors.groupingBy(
                    c -> c.name().substring(0, c.name().indexOf('-')),
                    TreeMap::new,
                    Collectors.toList()));
    return families.entrySet().stream()
        .map(family ->
            DynamicContainer.dynamicContainer(
                family.getKey(),
                family.getValue().stream().map(c -> test(c, notYet.contains(c.name())))));
  }

  private static DynamicTest test(GoldenCase golden, boolean expectedToFail) {
    return DynamicTest.dynamicTest(
        golden.name(),
        () -> {
          Optional<String> difference = GoldenCases.run(golden);
          if (expectedToFail) {
            assertThat(difference)
                .as("%s passes: take it off golden/not-yet", golden.name())
                .isPresent();
          } else {
            assertThat(difference.orElse("")).as(golden.name()).isEmpty();
          }
        });
  }

  @Test
  void theListOfCasesThatDoNotPassYetNamesCases() {
    Set<String> names =
        GoldenCases.all().stream().map(GoldenCase::name).collect(Collectors.toSet());
    assertThat(names).containsAll(GoldenCases.notYet());
  }
}
