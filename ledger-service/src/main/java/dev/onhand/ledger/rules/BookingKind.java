package dev.onhand.ledger.rules;

import static dev.onhand.ledger.rules.Part.*;

import java.util.List;

/// The kinds of value-bearing facts, each with the parts its value falls into.
public enum BookingKind {
  /// Goods left for the customer: revenue is earned, from the deposit first.
  SHIPMENT(NET, TAX, SHIPPING, DEPOSIT, RECEIVABLE),
  /// Money came in: it settles what is open and else waits as a deposit.
  PAYMENT(CASH, FEE, RECEIVABLE, DEPOSIT),
  /// A refund for goods that came back.
  RETURN_REFUND(NET, TAX, OWED),
  /// A refund for what was never shipped.
  CANCELLATION_REFUND(DEPOSIT, RECEIVABLE, OWED),
  /// A refund was paid out.
  REFUND_PAYOUT(OWED),
  /// Goods arrived from a supplier.
  GOODS_RECEIPT(COST, TRUE_UP),
  /// Cost of goods that left for a customer.
  GOODS_ISSUE(COST, TRUE_UP),
  /// Returned goods went back into stock.
  GOODS_RETURN(COST, TRUE_UP),
  /// Stock was found, lost, or counted otherwise.
  ADJUSTMENT(COST, TRUE_UP),
  /// Stock the books began with.
  OPENING_BALANCE(COST, TRUE_UP),
  /// A supplier's invoice was matched.
  SUPPLIER_INVOICE(RECEIVED, VARIANCE, PAYABLE);

  private final List<Part> parts;

  BookingKind(Part... parts) {
    this.parts = List.of(parts);
  }

  /// The parts this kind may carry, in the order they are posted.
  public List<Part> parts() {
    return parts;
  }
}
