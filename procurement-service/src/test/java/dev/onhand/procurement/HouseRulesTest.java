package dev.onhand.procurement;

import dev.onhand.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  @Test
  void the_procurement_service_keeps_the_house_rules() {
    HouseRules.assertKept("procurement-service", "dev.onhand.procurement");
  }
}
