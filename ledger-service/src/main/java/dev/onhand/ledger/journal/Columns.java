package dev.onhand.ledger.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Rows as column arrays for one set-based statement: `insert … select * from unnest(…)`.
public final class Columns<R> {

  private final List<R> rows;
  private final List<String> types = new ArrayList<>();
  private final List<Object[]> values = new ArrayList<>();

  public Columns(List<R> rows) {
    this.rows = rows;
  }

  /// Adds a column of a PostgreSQL type.
  public void add(String type, Function<R, Object> value) {
    types.add(type);
    values.add(rows.stream().map(value).toArray());
  }

  /// Runs the statement that begins with `before`, goes on with the rows, and ends there.
  public void execute(Connection connection, String before) throws SQLException {
    execute(connection, before, "");
  }

  /// Runs `before`, the rows, `after`; nothing when there are no rows.
  public void execute(Connection connection, String before, String after) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    List<String> arrays = types.stream().map(type -> "?::" + type + "[]").toList();
    String sql = before + "unnest(" + String.join(", ", arrays) + ")" + after;
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < types.size(); i++) {
        statement.setArray(i + 1, connection.createArrayOf(types.get(i), values.get(i)));
      }
      statement.executeUpdate();
    }
  }
}
