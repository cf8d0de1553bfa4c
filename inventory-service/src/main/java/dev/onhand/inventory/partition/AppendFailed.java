package dev.onhand.inventory.partition;

/// An append did not happen, or nobody knows whether it did. The log tells.
public class AppendFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AppendFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /// Somebody else writes this partition now.
  public static final class Fenced extends AppendFailed {
    private static final long serialVersionUID = 1L;

    public Fenced(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
