package dev.trivium.app.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The class's package has a {@code package-info} that is marked for NullAway. */
final class InMarkedPackage extends ArchCondition<JavaClass> {
  InMarkedPackage() {
    super("lie in a package marked @NullMarked");
  }

  @Override
  public void check(JavaClass c, ConditionEvents events) {
    boolean marked = c.getPackage().isAnnotatedWith(NullMarked.class);
    events.add(
        new SimpleConditionEvent(
            c, marked, c.getName() + ": its package has no package-info with @NullMarked"));
  }
}
