package dev.onhand.returns.customerreturn;

import dev.onhand.returns.order.Kit;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.order.OrderEvent.RefundLine;
import dev.onhand.returns.policy.ReturnPolicy.Disposition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/// What can happen to a return: the private log of this service.
sealed interface ReturnEvent {

  record Authorized(Authorization authorization) implements ReturnEvent {}

  record Authorization(
      String orderId,
      String locationId,
      String pool,
      List<AuthorizedLine> lines,
      String authorizedBy,
      Instant authorizedAt,
      Instant expiresAt) {
    public Authorization {
      lines = List.copyOf(lines);
    }
  }

  /// `quantity` is counted as sold; a kit comes back as its components.
  record AuthorizedLine(String lineId, String sku, long quantity, String reason, Kit kit) {
    /// Events from before kits were told apart have none.
    public AuthorizedLine {
      kit = kit == null ? Kit.NONE : kit;
    }
  }

  /// `counted` are the lines of the return that the goods belong to.
  record GoodsReceived(Goods.Receipt receipt, List<Counted> counted) implements ReturnEvent {}

  record GoodsInspected(Goods.Inspection inspection, List<Counted> counted)
      implements ReturnEvent {}

  /// Units for a line of the return. Without SKU, in events from before kits were told apart, they
  /// are of the line's own.
  record Counted(String lineId, String sku, long quantity) {}

  /// `locationId` is where the goods are; `owed` the pieces that a refund has to be computed for.
  record Dispositioned(
      String locationId,
      List<DisposedLine> lines,
      List<LineQuantity> owed,
      long ruleVersion,
      Instant at)
      implements ReturnEvent {}

  record DisposedLine(String lineId, String sku, long quantity, Disposition disposition) {}

  /// A report that counts, and that a person should look at.
  record Questioned(Question question, String detail, Instant at) implements ReturnEvent {}

  enum Question {
    SURPLUS,
    UNEXPECTED_GOODS,
    OTHER_LOCATION,
    NOT_RECEIVED_BEFORE,
    KIT_INCOMPLETE,
    ALREADY_CLOSED
  }

  /// Goods under an id that was never announced.
  record UnannouncedReceived(Goods.Receipt receipt) implements ReturnEvent {}

  record UnannouncedInspected(Goods.Inspection inspection) implements ReturnEvent {}

  record RefundRequested(UUID refundId, Money net, Money tax, List<RefundLine> lines, Instant at)
      implements ReturnEvent {
    Money amount() {
      return net.plus(tax);
    }
  }

  /// The pieces were free of charge: nobody is asked.
  record RefundWorthless(UUID refundId, List<RefundLine> lines, Instant at)
      implements ReturnEvent {}

  record RefundGranted(UUID refundId, Instant at) implements ReturnEvent {}

  record RefundRefused(UUID refundId, String reason, Instant at) implements ReturnEvent {}

  /// These have not come and are not expected any more; `by` is null when their time was over.
  record RemainderDropped(List<LineQuantity> lines, String reason, String by, Instant at)
      implements ReturnEvent {}

  record Closed(Outcome outcome, Instant closedAt) implements ReturnEvent {}

  enum Outcome {
    REFUNDED,
    REFUND_REFUSED,
    NO_REFUND
  }
}
