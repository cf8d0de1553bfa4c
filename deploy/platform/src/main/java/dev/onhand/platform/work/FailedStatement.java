package dev.onhand.platform.work;

import java.sql.SQLException;

/// A statement failed inside code that cannot declare it; [SqlFailure] reads the cause.
public final class FailedStatement extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FailedStatement(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
