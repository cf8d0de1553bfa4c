package dev.onhand.procurement.purchaseorder;

import static dev.onhand.platform.event.Decision.accept;
import static dev.onhand.platform.event.Decision.reject;

import dev.onhand.platform.event.Decision;
import dev.onhand.procurement.policy.PurchasingPolicy;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.InvoiceState;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Known;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Status;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Unknown;
import java.math.BigDecimal;
import java.time.Instant;
import org.joda.money.Money;

/// What follows from a command. People's commands may be refused; facts never are.
final class PurchaseOrderDecider {
  /// No purchase order is worth more, whatever the currency.
  static final BigDecimal TOTAL_MAX = new BigDecimal("999999999999");

  private PurchaseOrderDecider() {}

  static Decision<PurchaseOrderEvent> decide(PurchaseOrderCommand command, PurchaseOrder order) {
    return switch (command) {
      case PurchaseOrderCommand.RequestPurchaseOrder c -> request(c, order);
      case PurchaseOrderCommand.ApprovePurchaseOrder c -> approve(c, order);
      case PurchaseOrderCommand.DeclinePurchaseOrder c -> decline(c, order);
      case PurchaseOrderCommand.ClosePurchaseOrder c -> close(c, order);
      case PurchaseOrderCommand.NoteOverdueDelivery c -> noteOverdue(c, order);
      case PurchaseOrderCommand.RecordDelivery c -> ReceiptDecider.record(c, order);
      case PurchaseOrderCommand.RecordInvoice c -> InvoiceDecider.record(c, order);
      case PurchaseOrderCommand.ApproveInvoice c -> InvoiceDecider.approve(c, order);
      case PurchaseOrderCommand.DeclineInvoice c -> InvoiceDecider.decline(c, order);
    };
  }

  private static Decision<PurchaseOrderEvent> request(
      PurchaseOrderCommand.RequestPurchaseOrder c, PurchaseOrder order) {
    if (order instanceof Known known) {
      return known.terms().equals(c.terms())
          ? accept()
          : reject(Refusal.ID_REUSED, "the id stands for another purchase order");
    }
    for (var line : c.terms().lines()) {
      if (!line.unitCost().getCurrencyUnit().getCode().equals(c.terms().currency())) {
        return reject(
            Refusal.CURRENCY_DIFFERS,
            "line %d costs %s: send amounts in %s"
                .formatted(line.number(), line.unitCost(), c.terms().currency()));
      }
    }
    var total = c.terms().total();
    if (total.getAmount().compareTo(TOTAL_MAX) > 0) {
      return reject(Refusal.TOTAL_OUT_OF_RANGE, "the lines add up to %s".formatted(total));
    }
    var story =
        new Story(order).tell(new PurchaseOrderEvent.Requested(c.terms(), total, c.by(), c.at()));
    if (c.policy().needsApproval(total)) {
      return story.tell(required(c.policy(), total, c.at())).end();
    }
    return place(story, c.policy(), c.at()).end();
  }

  private static PurchaseOrderEvent required(PurchasingPolicy policy, Money total, Instant at) {
    var limit = policy.approvalLimit(total.getCurrencyUnit()).orElse(null);
    return new PurchaseOrderEvent.ApprovalRequired(total, limit, at);
  }

  /// Goods and invoices may have come before the purchase order was placed.
  private static Story place(Story story, PurchasingPolicy policy, Instant at) {
    var terms = ((Known) story.order()).terms();
    var overdueAt = terms.expectedAt().plus(policy.overdueAfter());
    story.tell(new PurchaseOrderEvent.Placed(at, overdueAt));
    return settle(story, policy, at);
  }

  /// What follows by itself once goods or invoices are known: everything received, held invoices
  /// matched, the purchase order closed.
  static Story settle(Story story, PurchasingPolicy policy, Instant at) {
    if (ReceiptDecider.isFullyReceived(story.order(), policy)) {
      story.tell(new PurchaseOrderEvent.FullyReceived(at));
    }
    InvoiceDecider.matchHeld(story, policy, at);
    return closeIfComplete(story, at);
  }

  static Story closeIfComplete(Story story, Instant at) {
    if (story.order() instanceof Known known && isComplete(known)) {
      story.tell(new PurchaseOrderEvent.Closed(PurchaseOrderMessages.COMPLETE, null, at));
    }
    return story;
  }

  private static boolean isComplete(Known order) {
    var facts = order.facts();
    return order.status() == Status.RECEIVED
        && !facts.hasHeldInvoice()
        && facts.invoices().values().stream().anyMatch(InvoiceState.Matched.class::isInstance)
        && order.terms().lines().stream()
            .allMatch(line -> facts.invoiced(line.number()) == facts.received(line.number()));
  }

  private static Decision<PurchaseOrderEvent> approve(
      PurchaseOrderCommand.ApprovePurchaseOrder c, PurchaseOrder order) {
    return switch (order) {
      case Unknown _ -> unknown();
      case Known known ->
          switch (known.status()) {
            case AWAITING_APPROVAL -> {
              if (c.by().equals(known.requestedBy())) {
                yield reject(
                    Refusal.FOUR_EYES, "%s asked for it: another must approve".formatted(c.by()));
              }
              var story = new Story(order);
              story.tell(new PurchaseOrderEvent.Approved(c.by(), c.note(), c.at()));
              yield place(story, c.policy(), c.at()).end();
            }
            case DECLINED -> reject(Refusal.ALREADY_DECLINED, "request a new purchase order");
            case PLACED, PARTIALLY_RECEIVED, RECEIVED, CLOSED -> accept();
          };
    };
  }

  private static Decision<PurchaseOrderEvent> decline(
      PurchaseOrderCommand.DeclinePurchaseOrder c, PurchaseOrder order) {
    return switch (order) {
      case Unknown _ -> unknown();
      case Known known ->
          switch (known.status()) {
            case AWAITING_APPROVAL ->
                accept(new PurchaseOrderEvent.Declined(c.by(), c.reason(), c.at()));
            case DECLINED -> accept();
            case PLACED, PARTIALLY_RECEIVED, RECEIVED ->
                reject(Refusal.ALREADY_PLACED, "close it instead");
            case CLOSED -> reject(Refusal.ALREADY_CLOSED, "nothing is expected any more");
          };
    };
  }

  private static Decision<PurchaseOrderEvent> close(
      PurchaseOrderCommand.ClosePurchaseOrder c, PurchaseOrder order) {
    return switch (order) {
      case Unknown _ -> unknown();
      case Known known ->
          switch (known.status()) {
            case AWAITING_APPROVAL -> reject(Refusal.NOT_PLACED, "decline it instead");
            case DECLINED -> reject(Refusal.NOT_PLACED, "it was declined");
            case PLACED, PARTIALLY_RECEIVED, RECEIVED ->
                accept(new PurchaseOrderEvent.Closed(c.reason(), c.by(), c.at()));
            case CLOSED -> accept();
          };
    };
  }

  private static Decision<PurchaseOrderEvent> noteOverdue(
      PurchaseOrderCommand.NoteOverdueDelivery c, PurchaseOrder order) {
    return switch (order) {
      case Unknown _ -> unknown();
      case Known known ->
          switch (known.status()) {
            case PLACED, PARTIALLY_RECEIVED ->
                accept(new PurchaseOrderEvent.DeliveryOverdue(known.terms().expectedAt(), c.at()));
            case AWAITING_APPROVAL, DECLINED, RECEIVED, CLOSED -> accept();
          };
    };
  }

  private static Decision<PurchaseOrderEvent> unknown() {
    return reject(Refusal.UNKNOWN_PURCHASE_ORDER, "no purchase order has this id");
  }
}
