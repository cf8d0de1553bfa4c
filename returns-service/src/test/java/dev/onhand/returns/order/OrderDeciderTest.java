package dev.onhand.returns.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.platform.message.Json;
import dev.onhand.returns.order.OrderDecider.Refusal;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.order.OrderEvent.RefundLine;
import dev.onhand.returns.order.OrderEvent.SoldLine;
import dev.onhand.returns.order.OrderEvent.Units;
import dev.onhand.testkit.DeciderTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class OrderDeciderTest extends DeciderTest<OrderCommand, Order, OrderEvent> {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration WINDOW = Duration.ofDays(30);
  private static final Kit GIFT = new Kit(Map.of("TEA", 1L, "MUG", 2L));
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(1, 2);

  OrderDeciderTest() {
    super(OrderDecider.STREAM);
  }

  @Test
  void a_sale_is_remembered_once() {
    given()
        .when(new OrderCommand.RecordSale(lines(), NOON))
        .then(sold())
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_shipment_and_its_arrival_are_remembered_once() {
    given(sold())
        .when(ship("s1", new Units("101", "TEE-RED-M", 2)))
        .then(shipped("s1", "101", 2))
        .thenTheSameAgainSaysNothing()
        .when(new OrderCommand.RecordArrival("s1", NOON))
        .then(new OrderEvent.ShipmentArrived("s1", NOON))
        .thenTheSameAgainSaysNothing()
        .when(new OrderCommand.RecordArrival("s1", NOON.plus(WINDOW)))
        .thenNothing();
  }

  @Test
  void an_arrival_of_an_unknown_shipment_says_nothing() {
    given(sold()).when(new OrderCommand.RecordArrival("s9", NOON)).thenNothing();
  }

  @Test
  void what_was_shipped_can_be_claimed() {
    given(sold(), shipped("s1", "101", 2))
        .when(claim(FIRST, "101", 2))
        .then(new OrderEvent.QuantitiesClaimed(FIRST, of("101", 2)))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void nothing_can_be_claimed_of_an_unknown_order_or_line() {
    given().when(claim(FIRST, "101", 1)).thenRejected(Refusal.UNKNOWN_ORDER);
    given(sold(), shipped("s1", "101", 2))
        .when(claim(FIRST, "999", 1))
        .thenRejected(Refusal.UNKNOWN_LINE);
  }

  @Test
  void no_more_than_shipped_can_be_claimed() {
    given(sold()).when(claim(FIRST, "101", 1)).thenRejected(Refusal.MORE_THAN_SHIPPED);
    given(sold(), shipped("s1", "101", 2))
        .when(claim(FIRST, "101", 3))
        .thenRejected(Refusal.MORE_THAN_SHIPPED);
  }

  @Test
  void one_piece_cannot_be_in_two_returns() {
    given(sold(), shipped("s1", "101", 2))
        .when(claim(FIRST, "101", 2))
        .when(claim(SECOND, "101", 1))
        .thenRejected(Refusal.MORE_THAN_SHIPPED);
  }

  @Test
  void a_line_named_twice_is_claimed_in_sum() {
    var twice = List.of(new LineQuantity("101", 2), new LineQuantity("101", 1));
    given(sold(), shipped("s1", "101", 2))
        .when(new OrderCommand.ClaimQuantities(FIRST, twice, WINDOW, NOON))
        .thenRejected(Refusal.MORE_THAN_SHIPPED);
  }

  @Test
  void freed_pieces_can_be_claimed_again_and_no_more_than_claimed_is_freed() {
    given(sold(), shipped("s1", "101", 2))
        .when(claim(FIRST, "101", 2))
        .when(new OrderCommand.FreeQuantities(FIRST, of("101", 5)))
        .then(new OrderEvent.QuantitiesFreed(FIRST, of("101", 2)))
        .thenTheSameAgainSaysNothing()
        .when(claim(SECOND, "101", 2))
        .then(new OrderEvent.QuantitiesClaimed(SECOND, of("101", 2)));
  }

  @Test
  void the_window_counts_from_the_arrival_and_before_it_from_the_shipping() {
    var lastMoment = NOON.plus(WINDOW);
    given(sold(), shipped("s1", "101", 2))
        .when(claim(FIRST, "101", 1, lastMoment))
        .then(new OrderEvent.QuantitiesClaimed(FIRST, of("101", 1)));
    given(sold(), shipped("s1", "101", 2))
        .when(claim(FIRST, "101", 1, lastMoment.plusMillis(1)))
        .thenRejected(Refusal.WINDOW_OVER);
    var arrived = new OrderEvent.ShipmentArrived("s1", NOON.plus(Duration.ofDays(3)));
    given(sold(), shipped("s1", "101", 2), arrived)
        .when(claim(FIRST, "101", 1, lastMoment.plus(Duration.ofDays(3))))
        .then(new OrderEvent.QuantitiesClaimed(FIRST, of("101", 1)));
  }

  @Test
  void only_the_shipments_within_the_window_count() {
    var late =
        new OrderEvent.LinesShipped(
            "s2", "BER", "eu", of("101", 1), List.of(), NOON.plus(Duration.ofDays(10)));
    var at = NOON.plus(Duration.ofDays(35));
    given(sold(), shipped("s1", "101", 2), late)
        .when(claim(FIRST, "101", 1, at))
        .then(new OrderEvent.QuantitiesClaimed(FIRST, of("101", 1)));
    given(sold(), shipped("s1", "101", 2), late)
        .when(claim(FIRST, "101", 2, at))
        .thenRejected(Refusal.WINDOW_OVER);
  }

  @Test
  void the_shares_of_a_line_add_up_to_the_line() {
    given(sold(), shipped("s1", "101", 3))
        .when(refund(1, "101", 1))
        .then(refunded(1, new RefundLine("101", 1, eur("3.33"), eur("0.67"))))
        .thenTheSameAgainSaysNothing()
        .when(refund(2, "101", 1))
        .then(refunded(2, new RefundLine("101", 1, eur("3.34"), eur("0.66"))))
        .when(refund(3, "101", 1))
        .then(refunded(3, new RefundLine("101", 1, eur("3.33"), eur("0.67"))));
  }

  @Test
  void pieces_shipped_beyond_the_order_are_worth_nothing() {
    given(sold(), shipped("s1", "101", 4))
        .when(refund(1, "101", 4))
        .then(refunded(1, new RefundLine("101", 4, eur("10.00"), eur("2.00"))))
        .when(refund(2, "101", 1))
        .then(refunded(2, new RefundLine("101", 1, eur("0.00"), eur("0.00"))));
  }

  @Test
  void no_refund_is_computed_for_what_is_not_there() {
    given().when(refund(1, "101", 1)).thenRejected(Refusal.UNKNOWN_ORDER);
    given(sold()).when(refund(1, "999", 1)).thenRejected(Refusal.UNKNOWN_LINE);
  }

  @Test
  void every_way_of_splitting_a_line_gives_the_whole_line_and_never_more() {
    for (long cents = 0; cents <= 120; cents++) {
      var whole = Money.ofMinor(CurrencyUnit.EUR, cents);
      for (long pieces = 1; pieces <= 12; pieces++) {
        var sum = Money.zero(CurrencyUnit.EUR);
        for (long before = 0; before < pieces; before++) {
          var share = Share.between(whole, before, before + 1, pieces);
          assertTrue(!share.isNegative(), "negative share");
          sum = sum.plus(share);
          assertTrue(!sum.isGreaterThan(whole), "more than the line");
        }
        assertEquals(whole, sum);
      }
    }
  }

  @Test
  void components_of_a_kit_are_no_units_of_its_line_until_it_is_whole() {
    var tea = new Units("103", "TEA", 2);
    var mugs = new Units("103", "MUG", 3);
    given(gifts(), made())
        .when(ship("s1", tea))
        .then(new OrderEvent.LinesShipped("s1", "BER", "eu", List.of(), List.of(tea), NOON))
        .thenTheSameAgainSaysNothing()
        .when(claim(FIRST, "103", 1))
        .thenRejected(Refusal.MORE_THAN_SHIPPED)
        .when(ship("s2", mugs))
        .then(new OrderEvent.LinesShipped("s2", "BER", "eu", of("103", 1), List.of(mugs), NOON))
        .when(claim(FIRST, "103", 2))
        .thenRejected(Refusal.MORE_THAN_SHIPPED)
        .when(claim(FIRST, "103", 1))
        .then(new OrderEvent.QuantitiesClaimed(FIRST, of("103", 1)))
        .when(ship("s3", new Units("103", "MUG", 1)))
        .when(claim(SECOND, "103", 1))
        .then(new OrderEvent.QuantitiesClaimed(SECOND, of("103", 1)));
  }

  @Test
  void what_a_kit_is_made_of_is_remembered_once() {
    given(gifts())
        .when(new OrderCommand.RecordKits(Map.of("103", GIFT)))
        .then(made())
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void shipments_told_before_kits_were_told_apart_are_what_they_were() {
    var stored =
        """
        {"shipmentId":"s1","locationId":"BER","pool":"eu","shippedAt":"2026-03-02T12:00:00Z",
         "lines":[{"lineId":"101","quantity":2}]}
        """;
    var read = Json.read(stored.getBytes(StandardCharsets.UTF_8), OrderEvent.LinesShipped.class);
    assertEquals(shipped("s1", "101", 2), read);
  }

  private static OrderEvent gifts() {
    return new OrderEvent.OrderSold(
        List.of(new SoldLine("103", "GIFT", 2, eur("20.00"), eur("3.80"))), NOON);
  }

  private static OrderEvent made() {
    return new OrderEvent.KitsMade(Map.of("103", GIFT));
  }

  private static OrderCommand ship(String shipmentId, Units... units) {
    return new OrderCommand.RecordShipment(shipmentId, "BER", "eu", List.of(units), NOON);
  }

  private static List<SoldLine> lines() {
    return List.of(
        new SoldLine("101", "TEE-RED-M", 3, eur("10.00"), eur("2.00")),
        new SoldLine("102", "CAP-BLK", 1, eur("4.55"), eur("0.86")));
  }

  private static OrderEvent sold() {
    return new OrderEvent.OrderSold(lines(), NOON);
  }

  private static OrderEvent shipped(String shipmentId, String lineId, long quantity) {
    return new OrderEvent.LinesShipped(
        shipmentId, "BER", "eu", of(lineId, quantity), List.of(), NOON);
  }

  private static OrderCommand claim(UUID returnId, String lineId, long quantity) {
    return claim(returnId, lineId, quantity, NOON);
  }

  private static OrderCommand claim(UUID returnId, String lineId, long quantity, Instant at) {
    return new OrderCommand.ClaimQuantities(returnId, of(lineId, quantity), WINDOW, at);
  }

  private static OrderCommand refund(int number, String lineId, long quantity) {
    return new OrderCommand.ComputeRefund(FIRST, new UUID(2, number), of(lineId, quantity));
  }

  private static OrderEvent refunded(int number, RefundLine line) {
    return new OrderEvent.RefundComputed(FIRST, new UUID(2, number), List.of(line));
  }

  private static List<LineQuantity> of(String lineId, long quantity) {
    return List.of(new LineQuantity(lineId, quantity));
  }

  private static Money eur(String amount) {
    return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
  }
}
