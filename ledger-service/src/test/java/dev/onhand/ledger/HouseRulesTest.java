package dev.onhand.ledger;

import dev.onhand.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  @Test
  void the_ledger_service_keeps_the_house_rules() {
    HouseRules.assertKept("ledger-service", "dev.onhand.ledger");
  }
}
