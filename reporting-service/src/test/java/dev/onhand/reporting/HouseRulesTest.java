package dev.onhand.reporting;

import dev.onhand.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  @Test
  void the_reporting_service_keeps_the_house_rules() {
    HouseRules.assertKept("reporting-service", "dev.onhand.reporting");
  }
}
