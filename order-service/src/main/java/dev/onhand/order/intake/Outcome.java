package dev.onhand.order.intake;

import dev.onhand.order.channel.Reading;

/// What became of a document (contract/outcomes.md). `reason`, `field`, `detail` and `orderId` may
/// be null.
public record Outcome(Kind kind, String reason, String field, String detail, String orderId) {

  /// The outcomes a document can have.
  public enum Kind {
    ORDER,
    UPDATE,
    DUPLICATE,
    STALE,
    /// A refund that the channel made is in the books, or an edit is awaited.
    NOTED,
    /// It is about an order that has not come yet, and takes effect when it does.
    WAITING,
    SKIPPED,
    REFUSED
  }

  static Outcome taken(Kind kind, String orderId) {
    return new Outcome(kind, null, null, null, orderId);
  }

  static Outcome stale(String orderId, String detail) {
    return new Outcome(Kind.STALE, "STALE_VERSION", null, detail, orderId);
  }

  static Outcome skipped(Reading.Skipped skipped) {
    return new Outcome(Kind.SKIPPED, skipped.reason().name(), null, skipped.detail(), null);
  }

  /// Skipped before anything of it was kept.
  public static Outcome skipped(Reading.SkipReason reason, String detail) {
    return skipped(new Reading.Skipped(reason, detail));
  }

  /// `orderId` is known when the document is in conflict with an order.
  public static Outcome refused(String reason, String field, String detail, String orderId) {
    return new Outcome(Kind.REFUSED, reason, field, detail, orderId);
  }

  static Outcome refused(Reading.Refused refused) {
    return refused(refused.defect().name(), refused.field(), refused.detail(), null);
  }
}
