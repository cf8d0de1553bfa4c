package dev.onhand.order.channel;

/// Ends the reading of a document from any depth; never leaves this package.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Defect defect;
  private final String field;

  Refusal(Defect defect, String field, String detail) {
    // a refusal is an answer, not a bug: no stack trace is taken
    super(detail, null, false, false);
    this.defect = defect;
    this.field = field;
  }

  Reading.Refused asReading() {
    return new Reading.Refused(defect, field, getMessage());
  }
}
