package dev.onhand.platform.message;

/// A message or request that can never succeed as it is. On Kafka it becomes a dead letter, on
/// HTTP a problem of status 400; both show the reason, the field and the fix.
public final class InvalidMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int DETAIL_LENGTH_MAX = 500;

  private final String reason;
  private final String field;
  private final String fix;

  /// `reason` is a name such as `SCHEMA_VIOLATION`; `field` a path such as `lines[0].quantity`,
  /// empty when the whole is meant; `fix` says what to send instead.
  public InvalidMessage(String reason, String field, String fix) {
    super(reason + (field == null || field.isEmpty() ? "" : " at " + field) + ": " + fix);
    this.reason = reason;
    this.field = field == null ? "" : field;
    this.fix = fix == null ? "" : fix.substring(0, Math.min(fix.length(), DETAIL_LENGTH_MAX));
  }

  public String reason() {
    return reason;
  }

  public String field() {
    return field;
  }

  public String fix() {
    return fix;
  }
}
