package dev.trivium.app.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** What others can see of a class, its supertypes among it, names no type of a library. */
final class NoPublicMention extends ArchCondition<JavaClass> {
  private final String library;

  NoPublicMention(String library) {
    super("mention no type of " + library + " in public");
    this.library = library;
  }

  @Override
  public void check(JavaClass c, ConditionEvents events) {
    if (!visible(c)) {
      return;
    }
    Stream<JavaType> supertypes =
        Stream.concat(c.getSuperclass().stream(), c.getInterfaces().stream());
    report(c, "extends", supertypes, events);
    for (JavaCodeUnit unit : c.getCodeUnits()) {
      if (open(unit)) {
        Stream<JavaType> types =
            Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
        report(c, unit.getName(), types, events);
      }
    }
    for (JavaField field : c.getFields()) {
      if (open(field)) {
        report(c, field.getName(), Stream.of(field.getType()), events);
      }
    }
  }

  private static boolean visible(JavaClass c) {
    return open(c) && c.getEnclosingClass().map(NoPublicMention::visible).orElse(true);
  }

  private static boolean open(HasModifiers it) {
    return it.getModifiers().contains(JavaModifier.PUBLIC)
        || it.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private void report(JavaClass c, String where, Stream<JavaType> types, ConditionEvents events) {
    types
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getName)
        .filter(name -> name.startsWith(library + "."))
        .distinct()
        .forEach(
            name ->
                events.add(
                    SimpleConditionEvent.violated(
                        c, c.getName() + ": " + where + " mentions " + name)));
  }
}
