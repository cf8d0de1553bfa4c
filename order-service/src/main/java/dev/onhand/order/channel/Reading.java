package dev.onhand.order.channel;

/// What a document turned out to be.
public sealed interface Reading {

  /// An order, whole, in one version.
  record Order(ChannelOrder order) implements Reading {}

  /// Understood, and nothing to do.
  record Skipped(SkipReason reason, String detail) implements Reading {}

  /// Cannot be taken. `field` is a path such as `line_items[2].quantity`, empty for the whole.
  record Refused(Defect defect, String field, String detail) implements Reading {}

  /// Why a document is not for us.
  enum SkipReason {
    /// Must not reach stock or books.
    TEST_ORDER,
    /// A refund, fulfillment, transaction ...: about an order, but not one.
    OTHER_DOCUMENT
  }
}
