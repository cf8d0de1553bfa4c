package dev.onhand.returns;

import dev.onhand.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  @Test
  void the_returns_service_keeps_the_house_rules() {
    HouseRules.assertKept("returns-service", "dev.onhand.returns");
  }
}
