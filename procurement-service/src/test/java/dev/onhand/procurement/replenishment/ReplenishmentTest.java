package dev.onhand.procurement.replenishment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.platform.message.Json;
import dev.onhand.procurement.replenishment.Replenishment.Demand;
import dev.onhand.procurement.replenishment.Replenishment.Inbound;
import dev.onhand.procurement.replenishment.Replenishment.LeadTime;
import dev.onhand.procurement.replenishment.Replenishment.Situation;
import dev.onhand.procurement.replenishment.Replenishment.Source;
import dev.onhand.procurement.replenishment.Replenishment.Suggestion;
import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Ten shirts are sold every day, the supplier takes ten days, somebody orders once a week.
class ReplenishmentTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static final ReplenishmentPolicy POLICY = ReplenishmentPolicy.INITIAL;
  private static final Demand STEADY = new Demand(28, 280, 2_800);
  private static final LeadTime TEN_DAYS = new LeadTime(10, 0, 0, 0);

  @Test
  void enough_stock_needs_nothing() {
    assertEquals(Optional.empty(), suggest(101, STEADY, TEN_DAYS));
  }

  @Test
  void at_the_reorder_point_demand_until_the_delivery_after_next_is_ordered() {
    var suggestion = suggest(100, STEADY, TEN_DAYS).orElseThrow();
    assertEquals(100, suggestion.explanation().reorderPoint());
    assertEquals(0, suggestion.explanation().safetyStock());
    assertEquals(170, suggestion.explanation().orderUpTo());
    assertEquals(70, suggestion.quantity());
    assertEquals(eur("434.00"), suggestion.amount());
  }

  @Test
  void demand_that_varies_needs_safety_stock() {
    var varying = new Demand(28, 280, 2_800 + 27 * 16);
    var suggestion = suggest(0, varying, TEN_DAYS).orElseThrow();
    // 1.645 * sqrt(10) * 4 = 20.8
    assertEquals(21, suggestion.explanation().safetyStock());
    assertEquals(121, suggestion.explanation().reorderPoint());
    assertEquals("4.00", suggestion.explanation().demandDeviation().toPlainString());
  }

  @Test
  void a_supplier_whose_lead_time_varies_needs_safety_stock_too() {
    var late = new LeadTime(10, 5, 14.0, 3.0);
    var suggestion = suggest(0, STEADY, late).orElseThrow();
    // 1.645 * 10 * 3 = 49.3
    assertEquals(50, suggestion.explanation().safetyStock());
    assertEquals(190, suggestion.explanation().reorderPoint());
    assertEquals("MEASURED over 5 receipts", suggestion.explanation().leadTimeFrom());
  }

  @Test
  void two_receipts_are_too_few_to_measure_a_supplier() {
    var unknown = new LeadTime(10, 2, 40.0, 9.0);
    assertEquals("STATED", suggest(0, STEADY, unknown).orElseThrow().explanation().leadTimeFrom());
  }

  @Test
  void what_arrives_in_time_is_counted() {
    var inbound = new Inbound("po", 50, TODAY.plusDays(5));
    assertEquals(Optional.empty(), suggest(60, STEADY, TEN_DAYS, inbound));
    var suggestion = suggest(40, STEADY, TEN_DAYS, inbound).orElseThrow();
    assertEquals(50, suggestion.explanation().inboundInTime());
    assertEquals(80, suggestion.quantity());
  }

  @Test
  void a_purchase_order_of_the_far_future_hides_no_stock_out() {
    var far = new Inbound("po", 5_000, TODAY.plusDays(90));
    var suggestion = suggest(50, STEADY, TEN_DAYS, far).orElseThrow();
    assertEquals(120, suggestion.quantity());
    assertEquals(TODAY.plusDays(5), suggestion.stockOutOn());
    assertEquals(List.of(far), suggestion.explanation().inbound());
  }

  @Test
  void what_arrives_before_the_next_review_is_not_ordered_twice() {
    var soon = new Inbound("po", 100, TODAY.plusDays(15));
    assertEquals(Optional.empty(), suggest(100, STEADY, TEN_DAYS, soon));
  }

  @Test
  void minimum_and_multiple_of_the_supplier_are_kept() {
    var source = new Source("acme", eur("6.20"), 100, 24);
    var situation = new Situation("eu", "TEE", 100, STEADY, TEN_DAYS, List.of(), source);
    assertEquals(120, Replenishment.suggest(situation, POLICY, TODAY).orElseThrow().quantity());
  }

  @Test
  void it_is_too_late_when_stock_ends_before_a_delivery_can_come() {
    var suggestion = suggest(30, STEADY, TEN_DAYS).orElseThrow();
    assertEquals(TODAY.plusDays(3), suggestion.stockOutOn());
    assertEquals(TODAY, suggestion.orderBy());
  }

  @Test
  void slow_items_are_not_in_danger_within_a_year() {
    var slow = new Demand(28, 1, 1);
    var suggestion = suggest(1, slow, new LeadTime(60, 0, 0, 0)).orElseThrow();
    assertTrue(suggestion.quantity() > 0);
    var enough = new Situation("eu", "TEE", 1_000, slow, TEN_DAYS, List.of(), source());
    assertEquals(Optional.empty(), Replenishment.suggest(enough, POLICY, TODAY));
    assertNull(
        suggest(3, new Demand(365, 1, 1), new LeadTime(360, 0, 0, 0))
            .map(Suggestion::stockOutOn)
            .orElse(null));
  }

  @Test
  void a_short_history_is_taken_to_vary_by_chance() {
    assertEquals(Math.sqrt(10), new Demand(1, 10, 100).deviation(), 1e-9);
    assertEquals(0, STEADY.deviation(), 1e-9);
  }

  @Test
  void the_normal_distribution_is_the_one_of_the_tables() {
    assertEquals(0, NormalDistribution.quantile(0.5), 1e-9);
    assertEquals(1.644853627, NormalDistribution.quantile(0.95), 1e-8);
    assertEquals(2.326347874, NormalDistribution.quantile(0.99), 1e-8);
    assertEquals(-1.959963985, NormalDistribution.quantile(0.025), 1e-8);
    assertEquals(3.719016485, NormalDistribution.quantile(0.9999), 1e-8);
  }

  @Test
  void more_stock_never_means_more_to_order_and_every_quantity_can_be_ordered() {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var source = new Source("acme", eur("1.00"), 1 + random.nextInt(50), 1 + random.nextInt(12));
      long units = random.nextInt(2_000);
      var demand = new Demand(28, units, units * units / 20.0);
      var lead = new LeadTime(random.nextInt(40), random.nextInt(6), 12, 2);
      long before = Long.MAX_VALUE;
      for (long stock = 0; stock < 500; stock += 50) {
        var situation = new Situation("eu", "TEE", stock, demand, lead, List.of(), source);
        var suggestion = Replenishment.suggest(situation, POLICY, TODAY);
        long quantity = suggestion.map(Suggestion::quantity).orElse(0L);
        assertTrue(quantity <= before, "seed " + seed);
        assertEquals(0, quantity % source.orderMultiple(), "seed " + seed);
        assertTrue(quantity == 0 || quantity >= source.minimumQuantity(), "seed " + seed);
        before = quantity;
      }
    }
  }

  @Test
  void every_movement_of_inventory_can_be_read() {
    var samples = Contracts.samples("inventory-service", "StockMoved.v1");
    assertTrue(!samples.isEmpty());
    for (var sample : samples) {
      Json.read(sample.json().getBytes(StandardCharsets.UTF_8), DemandIntake.StockMoved.class);
    }
    var channels =
        Contracts.samples("inventory-service", "AvailabilityChanged.v1").stream()
            .map(sample -> sample.json().getBytes(StandardCharsets.UTF_8))
            .map(json -> Json.read(json, DemandIntake.AvailabilityChanged.class).channel())
            .toList();
    assertTrue(channels.contains(DemandIntake.ALL_CHANNELS), channels.toString());
  }

  private static Optional<Suggestion> suggest(
      long available, Demand demand, LeadTime leadTime, Inbound... inbound) {
    var situation =
        new Situation("eu", "TEE", available, demand, leadTime, List.of(inbound), source());
    return Replenishment.suggest(situation, POLICY, TODAY);
  }

  private static Source source() {
    return new Source("acme", eur("6.20"), 1, 1);
  }

  private static Money eur(String amount) {
    return Money.of(CurrencyUnit.EUR, new java.math.BigDecimal(amount));
  }
}
