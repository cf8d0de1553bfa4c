package dev.onhand.local.verify;

/// The audit itself could not be carried out: something does not answer.
public final class AuditException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditException(String message, Throwable cause) {
    super(message, cause);
  }
}
