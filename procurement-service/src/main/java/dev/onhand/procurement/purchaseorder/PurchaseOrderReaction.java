package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.http.Roles;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Known;
import dev.onhand.procurement.purchaseorder.PurchaseOrderEvent.HoldReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What each event of a purchase order means to others: messages, timers, and exceptions for the
/// people who have to look at something.
final class PurchaseOrderReaction {
  static final String OVERDUE_TIMER = "delivery-overdue";

  private static final Duration ANSWER_WITHIN = Duration.ofDays(2);
  private static final Duration GOODS_WITHIN = Duration.ofDays(14);
  private static final String APPROVAL = "PURCHASE_ORDER_APPROVAL";
  private static final String OVERDUE = "DELIVERY_OVERDUE";
  private static final List<String> RESOLVE = List.of("resolve");
  private static final List<String> APPROVE = List.of("approve", "decline");

  private PurchaseOrderReaction() {}

  static List<Effect> react(Recorded<PurchaseOrderEvent> recorded, PurchaseOrder order) {
    var id = recorded.stream().id();
    return switch (recorded.event()) {
      case PurchaseOrderEvent.Requested _ -> List.of();
      case PurchaseOrderEvent.ApprovalRequired e -> List.of(approvalNeeded(id, e));
      case PurchaseOrderEvent.Approved e ->
          List.of(new Effect.ResolveException(APPROVAL, id, "approved by " + e.approvedBy()));
      case PurchaseOrderEvent.Declined e ->
          List.of(new Effect.ResolveException(APPROVAL, id, "declined: " + e.reason()));
      case PurchaseOrderEvent.Placed e ->
          List.of(
              PurchaseOrderMessages.placed(id, terms(order), e),
              PurchaseOrderMessages.receiptExpected(id, terms(order)),
              new Effect.StartTimer(OVERDUE_TIMER, id, e.overdueAt(), null));
      case PurchaseOrderEvent.DeliveryReported _ -> List.of();
      case PurchaseOrderEvent.GoodsReceived e ->
          List.of(PurchaseOrderMessages.received(id, terms(order), e));
      case PurchaseOrderEvent.UnexpectedGoodsReceived e -> List.of(unexpected(id, e));
      case PurchaseOrderEvent.ReceiptQuestioned e ->
          List.of(
              raise(
                  "RECEIPT_" + e.question(),
                  id + "/" + e.deliveryNote(),
                  e.detail(),
                  Roles.BUYER,
                  e.at().plus(ANSWER_WITHIN),
                  RESOLVE));
      case PurchaseOrderEvent.FullyReceived _ -> noLongerExpected(id, "everything arrived");
      case PurchaseOrderEvent.DeliveryOverdue e ->
          List.of(
              raise(
                  OVERDUE,
                  id,
                  "goods were expected on %s".formatted(e.expectedAt()),
                  Roles.BUYER,
                  e.at().plus(ANSWER_WITHIN),
                  List.of("close", "resolve")));
      case PurchaseOrderEvent.InvoiceHeld e -> held(id, e);
      case PurchaseOrderEvent.InvoiceMatched e -> matched(id, e);
      case PurchaseOrderEvent.InvoiceDeclined e ->
          List.of(noLongerHeld(id, e.invoiceId(), e.heldFor(), "declined: " + e.reason()));
      case PurchaseOrderEvent.InvoiceNumberReused e ->
          List.of(
              raise(
                  "INVOICE_NUMBER_REUSED",
                  id + "/" + e.invoice().invoiceId(),
                  "the supplier sent another invoice of %s under a known number"
                      .formatted(e.invoice().total()),
                  Roles.ACCOUNTANT,
                  e.at().plus(ANSWER_WITHIN),
                  RESOLVE));
      case PurchaseOrderEvent.Closed e -> closed(id, e);
    };
  }

  private static Terms terms(PurchaseOrder order) {
    return ((Known) order).terms();
  }

  private static Effect approvalNeeded(String id, PurchaseOrderEvent.ApprovalRequired e) {
    var limit = e.limit() == null ? "none without approval" : "up to " + e.limit();
    return raise(
        APPROVAL,
        id,
        "a purchase order of %s; allowed: %s".formatted(e.total(), limit),
        Roles.APPROVER,
        e.at().plus(ANSWER_WITHIN),
        APPROVE);
  }

  private static Effect unexpected(String id, PurchaseOrderEvent.UnexpectedGoodsReceived e) {
    var goods =
        e.lines().stream()
            .map(line -> line.quantity() + " " + line.sku())
            .collect(Collectors.joining(", "));
    return raise(
        "GOODS_" + e.why(),
        id + "/" + e.deliveryNote(),
        "at %s, not in stock: %s".formatted(e.locationId(), goods),
        Roles.BUYER,
        e.receivedAt().plus(ANSWER_WITHIN),
        RESOLVE);
  }

  private static List<Effect> held(String id, PurchaseOrderEvent.InvoiceHeld e) {
    var effects = new ArrayList<Effect>();
    var invoiceId = e.invoice().invoiceId();
    if (e.before() != null) {
      effects.add(noLongerHeld(id, invoiceId, e.before(), "held for " + e.reason()));
    }
    // goods on their way are waited for; anything else needs a person now
    var within = e.reason() == HoldReason.NOT_RECEIVED ? GOODS_WITHIN : ANSWER_WITHIN;
    effects.add(
        raise(
            "INVOICE_" + e.reason(),
            id + "/" + invoiceId,
            e.detail(),
            owner(e.reason()),
            e.at().plus(within),
            actions(e.reason())));
    return effects;
  }

  private static List<Effect> matched(String id, PurchaseOrderEvent.InvoiceMatched e) {
    var message = PurchaseOrderMessages.matched(id, e);
    if (e.heldFor() == null) return List.of(message);
    return List.of(message, noLongerHeld(id, e.invoice().invoiceId(), e.heldFor(), "matched"));
  }

  private static Effect noLongerHeld(
      String id, String invoiceId, HoldReason reason, String resolution) {
    return new Effect.ResolveException("INVOICE_" + reason, id + "/" + invoiceId, resolution);
  }

  private static List<Effect> closed(String id, PurchaseOrderEvent.Closed e) {
    var effects = new ArrayList<Effect>();
    effects.add(PurchaseOrderMessages.closed(id, e));
    effects.addAll(noLongerExpected(id, "closed: " + e.reason()));
    return effects;
  }

  private static List<Effect> noLongerExpected(String id, String resolution) {
    return List.of(
        new Effect.CancelTimer(OVERDUE_TIMER, id),
        new Effect.ResolveException(OVERDUE, id, resolution));
  }

  private static String owner(HoldReason reason) {
    return switch (reason) {
      case NOT_RECEIVED -> Roles.BUYER;
      case TOTAL_DIFFERS, PRICE_DIFFERS -> Roles.APPROVER;
      case UNKNOWN_PURCHASE_ORDER,
          PURCHASE_ORDER_NOT_PLACED,
          SUPPLIER_DIFFERS,
          CURRENCY_DIFFERS,
          LINE_NOT_ORDERED,
          AMOUNT_OUT_OF_RANGE ->
          Roles.ACCOUNTANT;
    };
  }

  private static List<String> actions(HoldReason reason) {
    return switch (reason) {
      case TOTAL_DIFFERS, PRICE_DIFFERS -> APPROVE;
      case NOT_RECEIVED,
          UNKNOWN_PURCHASE_ORDER,
          PURCHASE_ORDER_NOT_PLACED,
          SUPPLIER_DIFFERS,
          CURRENCY_DIFFERS,
          LINE_NOT_ORDERED,
          AMOUNT_OUT_OF_RANGE ->
          List.of("decline");
    };
  }

  private static Effect raise(
      String kind,
      String subject,
      String detail,
      String owner,
      Instant dueAt,
      List<String> actions) {
    return new Effect.RaiseException(kind, subject, detail, owner, dueAt, actions);
  }
}
