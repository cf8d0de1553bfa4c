package dev.onhand.order.channel;

/// Ends the reading of a document that is understood and nothing to do about; never leaves this
/// package.
final class NotForUs extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reading.SkipReason reason;

  NotForUs(Reading.SkipReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  static NotForUs other(String what) {
    return new NotForUs(Reading.SkipReason.OTHER_DOCUMENT, what);
  }

  Reading.Skipped asReading() {
    return new Reading.Skipped(reason, getMessage());
  }
}
