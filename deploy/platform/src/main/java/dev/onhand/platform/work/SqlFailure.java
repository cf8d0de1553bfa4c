package dev.onhand.platform.work;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/// What to do about a failed statement, by its SQLSTATE class (PostgreSQL, appendix A).
public enum SqlFailure {
  /// Connection lost, out of resources, serialization failure, shutting down: try again.
  RETRY,
  /// Somebody else appended to the stream first: load it again and decide again.
  CONFLICT,
  /// The content cannot be stored: find the message that carries it.
  CONTENT,
  /// A bug or a missing table: not mended by trying again.
  OTHER;

  private static final String UNIQUE_VIOLATION = "23505";

  public static SqlFailure of(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) return of(sql);
    }
    return OTHER;
  }

  private static SqlFailure of(SQLException failure) {
    if (failure instanceof SQLTransientException) return RETRY;
    var state = failure.getSQLState();
    if (state == null) {
      // Agroal reports an exhausted or closed pool without a state.
      return RETRY;
    }
    if (state.equals(UNIQUE_VIOLATION)
        && failure.getMessage() != null
        && failure.getMessage().contains("event_stream_version_key")) {
      return CONFLICT;
    }
    return switch (state.substring(0, 2)) {
      case "08", "40", "53", "57" -> RETRY;
      case "22", "23" -> CONTENT;
      default -> OTHER;
    };
  }
}
