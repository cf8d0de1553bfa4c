package dev.onhand.fulfillment;

import dev.onhand.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  @Test
  void the_fulfillment_service_keeps_the_house_rules() {
    HouseRules.assertKept("fulfillment-service", "dev.onhand.fulfillment");
  }
}
