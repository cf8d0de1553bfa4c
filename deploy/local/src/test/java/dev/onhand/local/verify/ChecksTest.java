package dev.onhand.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the checks conclude from messages alone; what they find in tables is planted and found in
/// the acceptance tests, on a running platform.
class ChecksTest {

  private static Finding conclude(Check check, Fact... facts) {
    for (var fact : facts) {
      check.see(fact);
    }
    check.conclude(Map.of());
    return check.finding();
  }

  private static void assertAgrees(Finding finding) {
    assertTrue(finding.ok(), finding::toString);
  }

  private static void assertDiverges(String part, Finding finding) {
    assertTrue(!finding.ok() && finding.firstDivergence().contains(part), finding::toString);
  }

  private static Fact entry(String id, String debit, String credit) {
    return Facts.ours(
        "ledger.events",
        "ledger.JournalEntryPosted.v1",
        id,
        1,
        """
        {'entryId':'%s','causeType':'order.PaymentReceived','causeId':'p1','postings':[
         {'account':'1100','side':'DEBIT','amount':{'amount':'%s','currency':'EUR'}},
         {'account':'2200','side':'CREDIT','amount':{'amount':'%s','currency':'EUR'}}]}\
        """
            .formatted(id, debit, credit));
  }

  @Test
  void a_balanced_entry_agrees_even_when_written_differently() {
    assertAgrees(conclude(new BalanceCheck(), entry("e1", "19.90", "19.9")));
  }

  @Test
  void an_unbalanced_entry_is_named() {
    assertDiverges("0.01 EUR", conclude(new BalanceCheck(), entry("e1", "19.91", "19.90")));
  }

  private static Fact received(String order, String externalId, long sequence) {
    return Facts.ours(
        "order.events",
        "order.OrderReceived.v1",
        order,
        sequence,
        "{'orderId':'%s','channel':'shopify','shop':'s','channelOrderId':'%s'}"
            .formatted(order, externalId));
  }

  @Test
  void the_same_order_told_twice_is_one_order() {
    assertAgrees(conclude(new OneOrderCheck(), received("o1", "7", 1), received("o1", "7", 1)));
  }

  @Test
  void two_orders_for_one_channel_order_diverge() {
    assertDiverges(
        "shopify/s/7",
        conclude(new OneOrderCheck(), received("o1", "7", 1), received("o2", "7", 1)));
  }

  private static Fact reservation(String id, String type, long sequence, String fields) {
    return Facts.ours(
        "inventory.reservations",
        "inventory." + type + ".v1",
        id,
        sequence,
        "{'reservationId':'%s','pool':'main',%s}".formatted(id, fields));
  }

  private static String units(String list, long quantity) {
    return "'%s':[{'lineId':'1','sku':'A','locationId':'L','quantity':%d}]"
        .formatted(list, quantity);
  }

  private static Fact reserved(String id, long quantity) {
    return reservation(id, "StockReserved", 1, units("allocations", quantity));
  }

  private static Fact shipped(String id, long sequence, long quantity, boolean complete) {
    var fields = units("lines", quantity) + ",'complete':" + complete;
    return reservation(id, "ReservationShipped", sequence, fields);
  }

  @Test
  void a_reservation_may_ship_in_parts_up_to_what_it_holds() {
    assertAgrees(
        conclude(
            new ReservationCheck(),
            reserved("r1", 5),
            shipped("r1", 2, 2, false),
            shipped("r1", 3, 3, true),
            shipped("r1", 3, 3, true)));
  }

  @Test
  void more_shipped_than_reserved_diverges() {
    assertDiverges(
        "gave 1 more",
        conclude(new ReservationCheck(), reserved("r1", 5), shipped("r1", 2, 6, true)));
  }

  @Test
  void a_reservation_that_is_released_and_shipped_diverges() {
    assertDiverges(
        "ended twice",
        conclude(
            new ReservationCheck(),
            reserved("r1", 5),
            reservation("r1", "ReservationReleased", 2, "'lines':[]"),
            shipped("r1", 3, 5, true)));
  }

  @Test
  void a_reservation_that_is_promised_and_refused_diverges() {
    assertDiverges(
        "both promised",
        conclude(
            new ReservationCheck(),
            reserved("r1", 5),
            reservation("r1", "ReservationRejected", 2, "'shortages':[]")));
  }

  private static Fact numbered(long sequence, String id) {
    return Facts.ours("order.events", "order.OrderHeld.v1", "o1", sequence, id, "{}");
  }

  @Test
  void a_message_sent_again_agrees() {
    assertAgrees(
        conclude(
            new ReplayCheck(Set.of()),
            numbered(1, "a"),
            numbered(2, "b"),
            numbered(1, "a"),
            numbered(2, "b"),
            numbered(3, "c")));
  }

  @Test
  void a_gap_and_a_number_used_twice_diverge() {
    assertDiverges(
        "from sequence 1 to 3",
        conclude(new ReplayCheck(Set.of()), numbered(1, "a"), numbered(3, "c")));
    assertDiverges(
        "used by two messages",
        conclude(new ReplayCheck(Set.of()), numbered(1, "a"), numbered(1, "b")));
  }

  @Test
  void a_compacted_topic_may_have_gaps() {
    assertAgrees(
        conclude(new ReplayCheck(Set.of("order.events")), numbered(1, "a"), numbered(3, "c")));
  }

  @Test
  void movements_are_added_up_once_each() {
    var check = new OnHandCheck();
    var moved =
        Facts.ours(
            "inventory.movements",
            "inventory.StockMoved.v1",
            "main/A",
            1,
            "{'movementId':'m1','pool':'main','sku':'A','locationId':'L','quantity':3}");
    assertEquals(0, conclude(check, moved, moved).divergences());
  }
}
