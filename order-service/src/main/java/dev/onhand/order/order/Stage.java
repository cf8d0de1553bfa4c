package dev.onhand.order.order;

/// How far an order has come. Holds are beside it: an order may be held at several stages.
public enum Stage {
  /// No document of it was seen.
  UNKNOWN,
  /// Known; checked, and held if a check failed.
  RECEIVED,
  /// Its terms stand; stock was asked for.
  ACCEPTED,
  /// Stock is promised.
  ALLOCATED,
  /// Handed to fulfilment.
  RELEASED,
  PARTIALLY_SHIPPED,
  SHIPPED,
  DELIVERED,
  COMPLETED,
  CANCELLED;

  boolean before(Stage other) {
    return compareTo(other) < 0;
  }
}
