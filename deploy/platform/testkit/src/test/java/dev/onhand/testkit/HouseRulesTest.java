package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  static final class PureDecider {
    static Instant later(Instant now) {
      return now.plusSeconds(1);
    }
  }

  static final class ClockReadingDecider {
    static Instant later() {
      return Instant.now().plusSeconds(1);
    }
  }

  static final class IdMakingDecider {
    static UUID next() {
      return UUID.randomUUID();
    }
  }

  static final class LoggingDecider {
    static void say() {
      java.util.logging.Logger.getGlobal().info("hello");
    }
  }

  private static JavaClasses classes(Class<?> type) {
    return new ClassFileImporter().importClasses(type);
  }

  @Test
  void a_decider_that_is_given_the_time_is_pure() {
    assertDoesNotThrow(() -> HouseRules.assertDecidersArePure(classes(PureDecider.class)));
  }

  @Test
  void a_decider_that_reads_a_clock_makes_ids_or_logs_is_not() {
    for (var type :
        new Class<?>[] {ClockReadingDecider.class, IdMakingDecider.class, LoggingDecider.class}) {
      assertThrows(
          AssertionError.class,
          () -> HouseRules.assertDecidersArePure(classes(type)),
          type::getName);
    }
  }

  @Test
  void a_service_that_uses_a_class_of_another_is_found() {
    // seen from another service, the test kit itself is foreign
    var classes = new ClassFileImporter().importClasses(HouseRulesTest.class);
    assertDoesNotThrow(() -> HouseRules.assertNoForeignCode(classes, "dev.onhand.testkit"));
    assertThrows(
        AssertionError.class, () -> HouseRules.assertNoForeignCode(classes, "dev.onhand.order"));
  }

  @Test
  void the_test_kit_keeps_its_own_rules() {
    HouseRules.assertSources("deploy/platform/testkit");
  }
}
