package dev.onhand.reporting.feed;

import java.util.Set;

/// What is read. None of these topics carries a name or an address.
final class Topics {
  static final String HEARTBEATS = "platform.heartbeats";

  /// Conflated state that changes with every order: only the latest is projected, and it is not
  /// kept among the messages.
  static final String AVAILABILITY = "inventory.availability";

  /// The topics whose messages are projected.
  static final Set<String> DOMAIN =
      Set.of(
          "order.events",
          "payment.requests",
          "payment.events",
          "inventory.reservations",
          "inventory.movements",
          "inventory.items",
          "inventory.locations",
          "inventory.events",
          AVAILABILITY,
          "fulfillment.events",
          "procurement.events",
          "procurement.suppliers",
          "returns.events",
          "ledger.events");

  private Topics() {}

  static boolean isRead(String topic) {
    return topic.equals(HEARTBEATS) || DOMAIN.contains(topic);
  }

  static boolean isKept(String topic) {
    return !topic.equals(AVAILABILITY);
  }
}
