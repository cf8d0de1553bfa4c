package dev.onhand.order.channel;

/// What the channel says about the money of an order.
public enum PaymentReport {
  /// All of it was taken.
  PAID,
  /// It is held for us and has to be captured.
  AUTHORIZED,
  /// None of it is certain.
  PENDING,
  /// Some or all of it went back, or the authorization was given up.
  RETURNED
}
