package dev.onhand.ledger.rules;

/// A part of a booking's value. Which accounts it moves is not said here but by the posting rules.
public enum Part {
  /// Price of goods without tax.
  NET,
  TAX,
  /// Shipping charged to the customer, without tax.
  SHIPPING,
  /// What the customer's deposit gives or takes.
  DEPOSIT,
  /// What the customer owes, or no longer owes.
  RECEIVABLE,
  /// Money received, after fees.
  CASH,
  FEE,
  /// What is owed to the customer as a refund.
  OWED,
  /// Cost of the goods moved.
  COST,
  /// Correction of the cost at which goods left before their cost was known.
  TRUE_UP,
  /// Cost at which invoiced goods were received.
  RECEIVED,
  /// Invoice above that cost.
  VARIANCE,
  /// What is owed to the supplier.
  PAYABLE
}
