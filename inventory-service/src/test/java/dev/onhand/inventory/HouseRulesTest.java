package dev.onhand.inventory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.onhand.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  @Test
  void the_house_rules_are_kept() {
    HouseRules.assertKept("inventory-service", "dev.onhand.inventory");
  }

  @Test
  void the_ledger_is_plain_java() {
    var ledger =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.onhand.inventory.ledger");
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.onhand.inventory.ledger")
        .check(ledger);
  }
}
