package dev.onhand.local.stack;

/// Something the person at the keyboard has to know: what is wrong and what to do next. Printed
/// without a stack trace.
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StackException(String message) {
    super(message);
  }

  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
