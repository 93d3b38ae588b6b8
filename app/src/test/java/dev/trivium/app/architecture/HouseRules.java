package dev.trivium.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The rules of the house that bytecode can show, for a house whose rooms stand under a root
 * package.
 *
 * @param root {@code dev.trivium}, or that of a house built to break the rules
 */
record HouseRules(String root) {
  private static final List<String> TOP = List.of("app", "examples", "benchmarks", "spark");

  private static final DescribedPredicate<JavaClass> SERIALISABLE =
      describe(
          "be serialisable",
          c -> c.getRawInterfaces().stream().anyMatch(i -> i.isEquivalentTo(Serializable.class)));

  private String[] rooms(String... names) {
    return Arrays.stream(names).map(room -> root + "." + room + "..").toArray(String[]::new);
  }

  private String[] andTop(String... names) {
    String[] all = Arrays.copyOf(names, names.length + TOP.size());
    for (int i = 0; i < TOP.size(); i++) {
      all[names.length + i] = TOP.get(i);
    }
    return rooms(all);
  }

  private ArchRule mustNotSee(String room, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true)
        .as("the " + room + " room sees only the rooms below it");
  }

  ArchRule coreSeesNoOtherRoom() {
    return mustNotSee("core", andTop("text", "image", "graph", "recommender"));
  }

  ArchRule textSeesOnlyCore() {
    return mustNotSee("text", andTop("image", "graph", "recommender"));
  }

  ArchRule imageSeesOnlyCore() {
    return mustNotSee("image", andTop("text", "graph", "recommender"));
  }

  ArchRule graphSeesOnlyCore() {
    return mustNotSee("graph", andTop("text", "image", "recommender"));
  }

  ArchRule recommenderSeesNoProgram() {
    return mustNotSee("recommender", andTop());
  }

  /** The root package of the room, what all share and what composes it, stands apart. */
  ArchRule packagesOfCoreHaveNoCycles() {
    return slices().matching(root + ".core.(*)..").should().beFreeOfCycles().allowEmptyShould(true);
  }

  ArchRule guiceOnlyInModulesAndPrograms() {
    return noClasses()
        .that(describe("are neither modules nor programs", c -> !composes(outermost(c))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.inject..")
        .as("Guice appears only in *Module classes and where a program is composed");
  }

  ArchRule noInjectionAnnotations() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.inject..", "javax.inject..")
        .as("constructors are plain, nothing asks to be injected");
  }

  ArchRule tensorsOfDjlStayInside() {
    return classes()
        .that(not(resideInAPackage(root + ".core.tensor..")))
        .should(new NoPublicMention("ai.djl"))
        .as("no DJL type in a public signature outside core.tensor");
  }

  ArchRule graphsOfJGraphTStayInTheGraphRoom() {
    return classes()
        .that(not(resideInAnyPackage(rooms("graph", "examples"))))
        .should(new NoPublicMention("org.jgrapht"))
        .as("JGraphT only in the graph room's public signatures");
  }

  ArchRule noJavaSerialisation() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class)
        .orShould(ArchCondition.from(SERIALISABLE))
        .as("no Java serialisation");
  }

  ArchRule everyPackageSaysWhatItIsFor() {
    return classes()
        .should(new InMarkedPackage())
        .as("every package has a package-info with @NullMarked");
  }

  private boolean composes(JavaClass c) {
    boolean onTop = resideInAnyPackage(rooms("app", "examples")).test(c);
    return c.getSimpleName().endsWith("Module")
        || (onTop && (hasMain(c) || c.getSimpleName().endsWith("Command")));
  }

  private static boolean hasMain(JavaClass c) {
    return c.tryGetMethod("main", String[].class)
        .filter(m -> m.getModifiers().contains(JavaModifier.STATIC))
        .isPresent();
  }

  private static JavaClass outermost(JavaClass c) {
    return c.getEnclosingClass().map(HouseRules::outermost).orElse(c);
  }

  private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> that) {
    return DescribedPredicate.not(that);
  }
}
