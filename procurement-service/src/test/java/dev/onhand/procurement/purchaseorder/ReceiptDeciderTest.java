package dev.onhand.procurement.purchaseorder;

import static dev.onhand.procurement.purchaseorder.Examples.NOON;
import static dev.onhand.procurement.purchaseorder.Examples.awaitingApproval;
import static dev.onhand.procurement.purchaseorder.Examples.caps;
import static dev.onhand.procurement.purchaseorder.Examples.closed;
import static dev.onhand.procurement.purchaseorder.Examples.declined;
import static dev.onhand.procurement.purchaseorder.Examples.delivery;
import static dev.onhand.procurement.purchaseorder.Examples.eur;
import static dev.onhand.procurement.purchaseorder.Examples.placed;
import static dev.onhand.procurement.purchaseorder.Examples.receiptId;
import static dev.onhand.procurement.purchaseorder.Examples.received;
import static dev.onhand.procurement.purchaseorder.Examples.shirts;
import static dev.onhand.procurement.purchaseorder.Examples.socks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.onhand.procurement.purchaseorder.PurchaseOrder.Known;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Status;
import dev.onhand.procurement.purchaseorder.PurchaseOrderEvent.Question;
import dev.onhand.procurement.purchaseorder.PurchaseOrderEvent.Unexpected;
import dev.onhand.testkit.DeciderTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptDeciderTest
    extends DeciderTest<PurchaseOrderCommand, PurchaseOrder, PurchaseOrderEvent> {

  ReceiptDeciderTest() {
    super(PurchaseOrderStream.STREAM);
  }

  @Test
  void goods_are_received_at_the_cost_of_the_purchase_order() {
    var command = delivery("LS-1", shirts(60));
    given(placed())
        .when(command)
        .then(
            new PurchaseOrderEvent.DeliveryReported(command.delivery()),
            goods("LS-1", shirtsReceived(60)))
        .thenState(s -> isIn(s, Status.PARTIALLY_RECEIVED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void the_last_delivery_completes_the_receipt() {
    given(placed())
        .when(delivery("LS-1", shirts(60), caps(40)))
        .when(delivery("LS-2", shirts(40)))
        .thenEvents(
            events -> assertEquals(new PurchaseOrderEvent.FullyReceived(NOON), events.getLast()))
        .thenState(s -> isIn(s, Status.RECEIVED));
  }

  @Test
  void a_line_reported_in_pieces_is_one_line_of_the_receipt() {
    given(placed())
        .when(delivery("LS-1", shirts(20), shirts(15)))
        .thenEvents(e -> assertEquals(goods("LS-1", shirtsReceived(35)), e.get(1)));
  }

  @Test
  void the_same_delivery_note_twice_is_a_duplicate() {
    given(placed())
        .when(delivery("LS-1", shirts(20), shirts(15), caps(1)))
        .when(delivery("LS-1", caps(1), shirts(35)))
        .thenNothing();
  }

  @Test
  void the_same_delivery_note_reported_later_is_still_a_duplicate() {
    var later = new Delivery("LS-1", "BER", List.of(shirts(35)), NOON.plus(Duration.ofDays(1)));
    given(placed()).when(delivery("LS-1", shirts(35))).when(delivery(later)).thenNothing();
  }

  @Test
  void a_delivery_note_with_other_goods_is_kept_apart_once() {
    var other = delivery("LS-1", shirts(36));
    given(placed())
        .when(delivery("LS-1", shirts(35)))
        .when(other)
        .then(
            new PurchaseOrderEvent.DeliveryReported(other.delivery()),
            apart(Unexpected.DELIVERY_NOTE_REUSED, "LS-1", shirts(36)))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void goods_that_were_not_ordered_are_kept_apart_and_the_rest_is_received() {
    var command = delivery("LS-1", shirts(60), socks(10));
    given(placed())
        .when(command)
        .then(
            new PurchaseOrderEvent.DeliveryReported(command.delivery()),
            goods("LS-1", shirtsReceived(60)),
            apart(Unexpected.NOT_ORDERED, "LS-1", socks(10)))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_line_is_known_by_its_sku_when_the_papers_number_it_otherwise() {
    given(placed())
        .when(delivery("LS-1", new Delivery.DeliveredLine(30, "TEE-RED-M", 60)))
        .thenEvents(e -> assertEquals(goods("LS-1", shirtsReceived(60)), e.get(1)));
  }

  @Test
  void goods_for_an_unknown_purchase_order_are_kept_apart() {
    var command = delivery("LS-1", shirts(60));
    given()
        .when(command)
        .then(
            new PurchaseOrderEvent.DeliveryReported(command.delivery()),
            apart(Unexpected.UNKNOWN_PURCHASE_ORDER, "LS-1", shirts(60)))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_little_more_than_ordered_is_no_question() {
    given(placed())
        .when(delivery("LS-1", shirts(105), caps(42)))
        .thenEvents(events -> assertFalse(events.stream().anyMatch(ReceiptDeciderTest::isQuestion)))
        .thenState(s -> isIn(s, Status.RECEIVED));
  }

  @Test
  void more_than_the_tolerance_is_received_and_questioned() {
    var command = delivery("LS-1", shirts(106), caps(40));
    given(placed())
        .when(command)
        .then(
            new PurchaseOrderEvent.DeliveryReported(command.delivery()),
            goods("LS-1", shirtsReceived(106), capsReceived(40)),
            new PurchaseOrderEvent.ReceiptQuestioned(
                Question.BEYOND_TOLERANCE,
                "LS-1",
                "line 1, TEE-RED-M: ordered 100, received 106, at most 105 expected",
                NOON),
            new PurchaseOrderEvent.FullyReceived(NOON));
  }

  @Test
  void a_little_less_than_ordered_counts_as_everything() {
    given(placed())
        .when(delivery("LS-1", shirts(98), caps(40)))
        .thenState(s -> isIn(s, Status.RECEIVED));
    given(placed())
        .when(delivery("LS-1", shirts(97), caps(40)))
        .thenState(s -> isIn(s, Status.PARTIALLY_RECEIVED));
  }

  @Test
  void goods_received_elsewhere_are_received_there_and_questioned() {
    var elsewhere = new Delivery("LS-1", "HAM", List.of(shirts(60)), NOON);
    given(placed())
        .when(delivery(elsewhere))
        .then(
            new PurchaseOrderEvent.DeliveryReported(elsewhere),
            new PurchaseOrderEvent.GoodsReceived(
                receiptId("LS-1"), "LS-1", "HAM", List.of(shirtsReceived(60)), NOON),
            new PurchaseOrderEvent.ReceiptQuestioned(
                Question.OTHER_LOCATION, "LS-1", "ordered to BER, received at HAM", NOON));
  }

  @Test
  void goods_nobody_expects_now_are_received_and_questioned_in_any_state() {
    for (var history : List.of(awaitingApproval(), declined(), closed())) {
      given(history)
          .when(delivery("LS-9", shirts(1)))
          .thenEvents(
              events -> {
                assertEquals(goods("LS-9", shirtsReceived(1)), events.get(1));
                var question = (PurchaseOrderEvent.ReceiptQuestioned) events.get(2);
                assertEquals(Question.NOT_EXPECTED_NOW, question.question());
              })
          .thenTheSameAgainSaysNothing();
    }
  }

  @Test
  void more_goods_after_everything_was_received_are_received_too() {
    given(received())
        .when(delivery("LS-2", shirts(5)))
        .thenEvents(e -> assertEquals(goods("LS-2", shirtsReceived(5)), e.get(1)))
        .thenState(s -> isIn(s, Status.RECEIVED))
        .thenState(s -> assertEquals(105, s.facts().received(1)));
  }

  private static boolean isQuestion(PurchaseOrderEvent event) {
    return event instanceof PurchaseOrderEvent.ReceiptQuestioned;
  }

  private static PurchaseOrderEvent goods(String note, Terms.Line... lines) {
    return new PurchaseOrderEvent.GoodsReceived(receiptId(note), note, "BER", List.of(lines), NOON);
  }

  private static PurchaseOrderEvent apart(
      Unexpected why, String note, Delivery.DeliveredLine... lines) {
    return new PurchaseOrderEvent.UnexpectedGoodsReceived(why, note, "BER", List.of(lines), NOON);
  }

  private static Terms.Line shirtsReceived(long quantity) {
    return new Terms.Line(1, "TEE-RED-M", quantity, eur("6.20"));
  }

  private static Terms.Line capsReceived(long quantity) {
    return new Terms.Line(2, "CAP-BLK", quantity, eur("2.15"));
  }

  private static void isIn(PurchaseOrder order, Status status) {
    assertEquals(status, ((Known) order).status());
  }
}
