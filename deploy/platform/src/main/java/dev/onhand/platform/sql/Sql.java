package dev.onhand.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/// Statements with their parameters in one call: strings, numbers, bytes, [Instant]s and arrays of
/// strings; each may be null.
public final class Sql {
  private Sql() {}

  /// Runs an insert, update or delete.
  ///
  /// @return how many rows it changed
  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (var statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /// The caller closes the statement.
  public static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i] instanceof Instant at ? Timestamp.from(at) : values[i]);
    }
    return statement;
  }
}
