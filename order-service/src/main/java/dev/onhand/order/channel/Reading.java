package dev.onhand.order.channel;

import java.time.Instant;

/// What a document turned out to be.
public sealed interface Reading {

  /// An order, whole, in one version.
  record Order(ChannelOrder order) implements Reading {}

  /// Money that the channel gave back by itself, or units it called off, of an order.
  record Refund(OrderKey key, ChannelRefund refund) implements Reading {}

  /// The order was edited at the channel; what it became is in a document of its own.
  record Edit(OrderKey key, Instant editedAt) implements Reading {}

  /// The channel cancelled the order, and says no more about it. `refunded`: whatever was paid, the
  /// channel gives back itself.
  record Cancellation(OrderKey key, Instant cancelledAt, boolean refunded) implements Reading {}

  /// Understood, and nothing to do.
  record Skipped(SkipReason reason, String detail) implements Reading {}

  /// Cannot be taken. `field` is a path such as `line_items[2].quantity`, empty for the whole.
  record Refused(Defect defect, String field, String detail) implements Reading {}

  /// Why a document is not for us.
  enum SkipReason {
    /// Must not reach stock or books.
    TEST_ORDER,
    /// A fulfillment, transaction, draft order ...: about an order, but not one.
    OTHER_DOCUMENT,
    /// Not an order yet: no checkout, or no amounts so far. It comes again when it is one.
    NOT_YET_AN_ORDER,
    /// The channel dropped its record; that says nothing about what was promised.
    DELETED_RECORD,
    /// A list without orders.
    NO_ORDERS,
    /// A trial of the connection.
    PING
  }
}
