package dev.onhand.ledger.order;

import static dev.onhand.ledger.rules.BookingKind.*;
import static dev.onhand.ledger.rules.Part.*;

import dev.onhand.ledger.order.OrderEvent.*;
import dev.onhand.ledger.order.OrderFact.*;
import dev.onhand.ledger.rules.Booking;
import dev.onhand.ledger.rules.Share;
import dev.onhand.platform.event.Decision;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// How the facts of an order are booked. No fact is refused: what does not fit is booked as far as
/// it goes, and the event says what was left over.
final class OrderDecider {

  private OrderDecider() {}

  static Decision<OrderEvent> decide(OrderFact fact, OrderBooks books) {
    return switch (fact) {
      case Received f -> received(f, books);
      case Accepted f -> accepted(f, books);
      case KitsMade f -> kitsMade(f, books);
      case Shipped f -> Decision.accept(shipped(f, books));
      case Paid f -> Decision.accept(paid(f, books));
      case ReturnRefunded f -> Decision.accept(returnRefunded(f));
      case CancellationRefunded f -> Decision.accept(cancellationRefunded(f, books));
      case RefundPaid f ->
          Decision.accept(new PayoutBooked(Booking.of(REFUND_PAYOUT, OWED, f.amount())));
      case CostMoved f -> Decision.accept(new CostRecorded(f.sku(), f.quantity(), f.cost()));
      case EntryWaits f ->
          Decision.accept(new EntryHeld(new WaitingEntry(f.fact(), f.booking()), f.at()));
    };
  }

  private static Decision<OrderEvent> received(Received fact, OrderBooks books) {
    return books.channel() == null
        ? Decision.accept(new OrderOpened(fact.channel(), books.waiting().size()))
        : Decision.accept();
  }

  private static Decision<OrderEvent> accepted(Accepted fact, OrderBooks books) {
    return books.terms() == null
        ? Decision.accept(new OrderPriced(fact.terms()))
        : Decision.accept();
  }

  private static Decision<OrderEvent> kitsMade(KitsMade fact, OrderBooks books) {
    OrderKits told = books.kits().told(fact.kits());
    return told.equals(books.kits())
        ? Decision.accept()
        : Decision.accept(new KitsTold(fact.kits()));
  }

  private static OrderEvent shipped(Shipped fact, OrderBooks books) {
    OrderTerms terms = books.terms();
    CurrencyUnit currency = CurrencyUnit.of(terms.currency());
    var now = Shipment.of(fact, books);
    Money net = Money.zero(currency);
    Money tax = Money.zero(currency);
    for (OrderTerms.Line line : terms.lines()) {
      long before = books.shipped().getOrDefault(line.lineId(), 0L);
      long after = before + now.chargedOf(line);
      net = net.plus(Share.between(line.net(), before, after, line.quantity()));
      tax = tax.plus(Share.between(line.tax(), before, after, line.quantity()));
    }
    Money shipping = Money.zero(currency);
    if (!books.shippingCharged()) {
      shipping = terms.shippingNet();
      tax = tax.plus(terms.shippingTax());
    }
    Money earned = net.plus(tax).plus(shipping);
    Money fromDeposit = smaller(earned, books.deposit(currency));
    Booking booking =
        Booking.of(SHIPMENT, NET, net)
            .and(TAX, tax)
            .and(SHIPPING, shipping)
            .and(DEPOSIT, fromDeposit)
            .and(RECEIVABLE, earned.minus(fromDeposit));
    return new ShipmentBooked(fact.shipmentId(), now.charged(), now.parts(), now.excess(), booking);
  }

  private static OrderEvent paid(Paid fact, OrderBooks books) {
    Money open = books.receivable(fact.amount().getCurrencyUnit());
    Money settled = smaller(fact.amount(), open);
    return new PaymentBooked(
        Booking.of(PAYMENT, CASH, fact.amount().minus(fact.fee()))
            .and(FEE, fact.fee())
            .and(RECEIVABLE, settled)
            .and(DEPOSIT, fact.amount().minus(settled)));
  }

  /// The amount is what the customer was promised, so it leads: should net and tax not add up to
  /// it, the difference is a return allowance.
  private static OrderEvent returnRefunded(ReturnRefunded fact) {
    boolean disputed = !fact.net().plus(fact.tax()).isEqual(fact.amount());
    Booking booking =
        Booking.of(RETURN_REFUND, NET, fact.amount().minus(fact.tax()))
            .and(TAX, fact.tax())
            .and(OWED, fact.amount());
    return new RefundBooked(fact.refundId(), disputed, booking);
  }

  /// A cancellation gives the deposit back. Payments travel on another topic and may come later:
  /// what exceeds the deposit becomes a receivable, which that payment then settles.
  private static OrderEvent cancellationRefunded(CancellationRefunded fact, OrderBooks books) {
    Money deposit = smaller(fact.amount(), books.deposit(fact.amount().getCurrencyUnit()));
    Booking booking =
        Booking.of(CANCELLATION_REFUND, DEPOSIT, deposit)
            .and(RECEIVABLE, fact.amount().minus(deposit))
            .and(OWED, fact.amount());
    return new RefundBooked(null, false, booking);
  }

  private static Money smaller(Money one, Money other) {
    return one.isLessThan(other) ? one : other;
  }
}
