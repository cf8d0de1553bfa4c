package dev.onhand.order;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.onhand.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final String[] OUTSIDE_WORLD = {
    "java.sql..",
    "javax.sql..",
    "jakarta..",
    "io.quarkus..",
    "io.vertx..",
    "org.jboss..",
    "dev.onhand.platform.work..",
    "dev.onhand.platform.inbox..",
    "dev.onhand.platform.http.."
  };

  @Test
  void the_order_service_keeps_the_house_rules() {
    HouseRules.assertKept("order-service", "dev.onhand.order");
  }

  @Test
  void reading_documents_and_deciding_orders_touch_nothing_outside() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.onhand.order");
    var decides =
        "Order|OrderDecider|OrderReactions|Intake|Cancelling|Fulfilling|Paying|Draft|Holding"
            + "|Reserving|ChannelNews|ChannelUpdates|AcceptedTerms|Scrutiny|RiskRule|CreditLine";
    noClasses()
        .that(resideInAPackage("dev.onhand.order.channel"))
        .or()
        .haveNameMatching("dev[.]onhand[.]order[.]order[.](" + decides + ")")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(OUTSIDE_WORLD)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .check(classes);
  }
}
