package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.event.Decision;
import dev.onhand.procurement.policy.PurchasingPolicy;
import dev.onhand.procurement.purchaseorder.Delivery.DeliveredLine;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Known;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Status;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Unknown;
import dev.onhand.procurement.purchaseorder.PurchaseOrderEvent.Question;
import dev.onhand.procurement.purchaseorder.PurchaseOrderEvent.Unexpected;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Deliveries are facts. What fits the purchase order is received at its cost, in whatever state
/// the order is; what fits no line is kept apart for a person; a second look is asked for where
/// quantity, time or place is not what was agreed.
final class ReceiptDecider {
  private ReceiptDecider() {}

  static Decision<PurchaseOrderEvent> record(
      PurchaseOrderCommand.RecordDelivery c, PurchaseOrder order) {
    var delivery = c.delivery();
    var reports = order.facts().reported().getOrDefault(delivery.deliveryNote(), Set.of());
    if (reports.stream().anyMatch(delivery::reportsTheSameAs)) return Decision.accept();
    var story = new Story(order).tell(new PurchaseOrderEvent.DeliveryReported(delivery));
    if (!reports.isEmpty()) {
      return story.tell(apart(Unexpected.DELIVERY_NOTE_REUSED, delivery, delivery.lines())).end();
    }
    return switch (order) {
      case Unknown _ ->
          story.tell(apart(Unexpected.UNKNOWN_PURCHASE_ORDER, delivery, delivery.lines())).end();
      case Known known -> receive(c, known, story).end();
    };
  }

  private static Story receive(PurchaseOrderCommand.RecordDelivery c, Known order, Story story) {
    var delivery = c.delivery();
    var received = new TreeMap<Integer, Long>();
    var notOrdered = new ArrayList<DeliveredLine>();
    for (var line : delivery.lines()) {
      order
          .terms()
          .line(line.number(), line.sku())
          .ifPresentOrElse(
              ordered -> received.merge(ordered.number(), line.quantity(), Math::addExact),
              () -> notOrdered.add(line));
    }
    if (!received.isEmpty()) {
      var lines = new ArrayList<Terms.Line>();
      received.forEach((number, quantity) -> lines.add(line(order.terms(), number, quantity)));
      story.tell(
          new PurchaseOrderEvent.GoodsReceived(
              c.receiptId(),
              delivery.deliveryNote(),
              delivery.locationId(),
              lines,
              delivery.receivedAt()));
      question(c, order, lines, story);
    }
    if (!notOrdered.isEmpty()) {
      story.tell(apart(Unexpected.NOT_ORDERED, delivery, notOrdered));
    }
    return PurchaseOrderDecider.settle(story, c.policy(), c.at());
  }

  private static Terms.Line line(Terms terms, int number, long quantity) {
    var ordered = terms.line(number);
    return new Terms.Line(number, ordered.sku(), quantity, ordered.unitCost());
  }

  private static void question(
      PurchaseOrderCommand.RecordDelivery c, Known before, List<Terms.Line> lines, Story story) {
    var note = c.delivery().deliveryNote();
    switch (before.status()) {
      case AWAITING_APPROVAL, DECLINED, CLOSED ->
          story.tell(
              new PurchaseOrderEvent.ReceiptQuestioned(
                  Question.NOT_EXPECTED_NOW,
                  note,
                  "goods arrived while the purchase order was " + before.status(),
                  c.at()));
      case PLACED, PARTIALLY_RECEIVED, RECEIVED -> {}
    }
    var terms = before.terms();
    if (!c.delivery().locationId().equals(terms.locationId())) {
      story.tell(
          new PurchaseOrderEvent.ReceiptQuestioned(
              Question.OTHER_LOCATION,
              note,
              "ordered to %s, received at %s"
                  .formatted(terms.locationId(), c.delivery().locationId()),
              c.at()));
    }
    for (var line : lines) {
      long ordered = terms.line(line.number()).quantity();
      long received = story.order().facts().received(line.number());
      long most = c.policy().mostReceived(ordered);
      if (received > most) {
        story.tell(
            new PurchaseOrderEvent.ReceiptQuestioned(
                Question.BEYOND_TOLERANCE,
                note,
                "line %d, %s: ordered %d, received %d, at most %d expected"
                    .formatted(line.number(), line.sku(), ordered, received, most),
                c.at()));
      }
    }
  }

  /// True when an open purchase order lacks nothing that matters.
  static boolean isFullyReceived(PurchaseOrder order, PurchasingPolicy policy) {
    return order instanceof Known known
        && (known.status() == Status.PLACED || known.status() == Status.PARTIALLY_RECEIVED)
        && known.terms().lines().stream()
            .allMatch(
                line ->
                    known.facts().received(line.number()) >= policy.leastReceived(line.quantity()));
  }

  private static PurchaseOrderEvent apart(
      Unexpected why, Delivery delivery, List<DeliveredLine> lines) {
    return new PurchaseOrderEvent.UnexpectedGoodsReceived(
        why, delivery.deliveryNote(), delivery.locationId(), lines, delivery.receivedAt());
  }
}
