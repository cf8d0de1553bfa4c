package dev.onhand.order.channel;

/// What the channel says about the money of an order.
public enum PaymentReport {
  /// All of it was taken.
  PAID,
  /// It is held for us and has to be captured.
  AUTHORIZED,
  /// None of it is certain.
  PENDING,
  /// It is owed on account: invoiced, and paid by the terms agreed with the customer.
  ON_ACCOUNT,
  /// Some or all of it went back, or the authorization was given up.
  RETURNED
}
