package dev.onhand.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;

/// The rules of the house that every service keeps, as assertions over its classes and sources.
///
/// ```java
/// class HouseRulesTest {
///   @Test void the_order_service_keeps_the_house_rules() {
///     HouseRules.assertKept("order-service", "dev.onhand.order");
///   }
/// }
/// ```
public final class HouseRules {

  private static final String[] SIDE_EFFECTS = {
    "java.sql..",
    "javax.sql..",
    "java.io..",
    "java.net..",
    "java.nio..",
    "java.util.logging..",
    "java.util.random..",
    "org.jboss.logging..",
    "org.slf4j..",
    "io.smallrye..",
    "io.vertx..",
    "io.quarkus..",
    "jakarta.."
  };

  private HouseRules() {}

  /// All rules for one service.
  ///
  /// @param service folder name, as `order-service`
  /// @param rootPackage its package, as `dev.onhand.order`
  /// @param purePackages packages that hold decisions only, besides the classes named `…Decider`
  public static void assertKept(String service, String rootPackage, String... purePackages) {
    assertNoForeignCode(rootPackage);
    assertDecidersArePure(rootPackage, purePackages);
    assertSources(service);
  }

  /// Services share contracts, not classes: only the platform's packages are used from outside.
  public static void assertNoForeignCode(String rootPackage) {
    assertNoForeignCode(production(rootPackage), rootPackage);
  }

  static void assertNoForeignCode(JavaClasses classes, String rootPackage) {
    var foreign =
        DescribedPredicate.describe(
            "belong to another service",
            (JavaClass type) ->
                type.getPackageName().startsWith("dev.onhand.")
                    && !within(type, rootPackage)
                    && !within(type, "dev.onhand.platform"));
    noClasses().should().dependOnClassesThat(foreign).allowEmptyShould(true).check(classes);
  }

  /// Deciders know no clock, no chance, no I/O, no logging: time and ids arrive in the command.
  public static void assertDecidersArePure(String rootPackage, String... purePackages) {
    assertDecidersArePure(production(rootPackage), purePackages);
  }

  static void assertDecidersArePure(JavaClasses classes, String... purePackages) {
    var deciders = simpleNameEndingWith("Decider").or(resideInAnyPackage(purePackages));
    noClasses()
        .that(deciders)
        .should()
        .dependOnClassesThat(resideInAnyPackage(SIDE_EFFECTS))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .allowEmptyShould(true)
        .check(classes);
    for (var clock :
        List.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class)) {
      noClasses()
          .that(deciders)
          .should()
          .callMethod(clock, "now")
          .allowEmptyShould(true)
          .check(classes);
    }
    noClasses()
        .that(deciders)
        .should()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .allowEmptyShould(true)
        .check(classes);
  }

  /// Lengths, names and words of the sources of one folder below the repository's root.
  public static void assertSources(String folder) {
    var found =
        SourceScan.scan(Repository.root(), folder).stream()
            .map(SourceScan.Violation::toString)
            .toList();
    assertEquals("", String.join("\n", found), () -> "house rules broken in " + folder);
  }

  private static boolean within(JavaClass type, String rootPackage) {
    return type.getPackageName().equals(rootPackage)
        || type.getPackageName().startsWith(rootPackage + ".");
  }

  private static JavaClasses production(String rootPackage) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(rootPackage);
  }
}
