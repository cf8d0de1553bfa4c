package dev.onhand.local.verify;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/// How to reach one database, with a role that may read everything.
///
/// @param url JDBC address
public record Database(String url, String user, String password) {

  /// Takes one row after the other.
  interface Row {
    void accept(ResultSet row) throws SQLException;
  }

  private static final int ROWS_FETCHED = 5_000;

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /// Runs a query and streams its rows; returns how many there were.
  long forEach(String sql, Row action) {
    long rows = 0;
    try (var connection = connect()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try (var statement = connection.createStatement()) {
        statement.setFetchSize(ROWS_FETCHED);
        try (var result = statement.executeQuery(sql)) {
          while (result.next()) {
            action.accept(result);
            rows++;
          }
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AuditException("%s: %s".formatted(url, e.getMessage()), e);
    }
  }

  /// A single number.
  long number(String sql) {
    var answer = new long[1];
    forEach(sql, row -> answer[0] = row.getLong(1));
    return answer[0];
  }

  boolean hasTable(String name) {
    return number("select count(to_regclass('public.%s'))".formatted(name)) == 1;
  }
}
