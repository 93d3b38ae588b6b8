package dev.trivium.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.trivium.app.architecture.bad.core.Reversed;
import dev.trivium.app.architecture.bad.core.Serialised;
import dev.trivium.app.architecture.bad.core.one.Forth;
import dev.trivium.app.architecture.bad.core.two.Back;
import dev.trivium.app.architecture.bad.graph.Neighbour;
import dev.trivium.app.architecture.bad.image.Leaking;
import dev.trivium.app.architecture.bad.recommender.Climbing;
import dev.trivium.app.architecture.bad.recommender.Graphic;
import dev.trivium.app.architecture.bad.text.Injected;
import dev.trivium.app.architecture.bad.text.Sideways;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The house keeps its rules, and the rules catch a house that does not. */
class ArchitectureTest {
  private static final String ROOT = "dev.trivium";
  private static final String BAD = "dev.trivium.app.architecture.bad";
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private static final JavaClasses BAD_HOUSE = new ClassFileImporter().importPackages(BAD);

  /** Each rule, and the classes built to break it. */
  static Stream<Arguments> rules() {
    return Stream.of(
        rule("core", HouseRules::coreSeesNoOtherRoom, Reversed.class),
        rule("text", HouseRules::textSeesOnlyCore, Sideways.class),
        rule("image", HouseRules::imageSeesOnlyCore, Leaking.class),
        rule("graph", HouseRules::graphSeesOnlyCore, Neighbour.class),
        rule("recommender", HouseRules::recommenderSeesNoProgram, Climbing.class),
        rule("cycles", HouseRules::packagesOfCoreHaveNoCycles, Forth.class, Back.class),
        rule("guice", HouseRules::guiceOnlyInModulesAndPrograms, Injected.class),
        rule("injection", HouseRules::noInjectionAnnotations, Injected.class),
        rule("djl", HouseRules::tensorsOfDjlStayInside, Leaking.class),
        rule("jgrapht", HouseRules::graphsOfJGraphTStayInTheGraphRoom, Graphic.class),
        rule("serialisation", HouseRules::noJavaSerialisation, Serialised.class),
        rule("packages", HouseRules::everyPackageSaysWhatItIsFor, Sideways.class));
  }

  private static Arguments rule(
      String name, Function<HouseRules, ArchRule> rule, Class<?>... offenders) {
    return Arguments.of(name, rule, List.of(offenders));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theHouseKeepsItsRules(
      String name, Function<HouseRules, ArchRule> rule, List<Class<?>> offenders) {
    rule.apply(new HouseRules(ROOT)).check(HOUSE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void everyRuleCatchesAClassThatBreaksIt(
      String name, Function<HouseRules, ArchRule> rule, List<Class<?>> offenders) {
    var result = rule.apply(new HouseRules(BAD)).evaluate(BAD_HOUSE);
    String report = result.getFailureReport().toString();
    assertThat(result.hasViolation()).isTrue();
    for (Class<?> offender : offenders) {
      assertThat(report).contains(offender.getName());
    }
    assertThat(report).doesNotContain("bad.core.good").doesNotContain("DecentModule");
  }

  /** Rules hold of nothing; so there must be something, in every room. */
  @Test
  void theRulesSeeTheWholeHouse() {
    Map<String, Integer> floors =
        Map.of("core", 70, "text", 15, "image", 18, "graph", 15, "recommender", 30, "app", 0);
    floors.forEach(
        (room, floor) ->
            assertThat(
                    HOUSE.stream()
                        .filter(c -> c.getPackageName().startsWith(ROOT + "." + room))
                        .count())
                .as(room)
                .isGreaterThanOrEqualTo(floor));
    List<String> parts =
        List.of("data", "embedding", "eval", "index", "io", "learn", "math", "sequence", "tensor");
    assertThat(parts).allMatch(part -> HOUSE.containPackage(ROOT + ".core." + part));
    assertThat(Arrays.asList(Object.class, ArchitectureTest.class))
        .noneMatch(c -> HOUSE.contain(c));
  }
}
