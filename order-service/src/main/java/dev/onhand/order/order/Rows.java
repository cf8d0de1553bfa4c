package dev.onhand.order.order;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Rows for one set-based statement: each column is sent as one array.
final class Rows {
  private final String[] types;
  private final List<List<Object>> columns = new ArrayList<>();

  /// `types` are PostgreSQL's, one per column.
  Rows(String... types) {
    this.types = types;
    for (int i = 0; i < types.length; i++) columns.add(new ArrayList<>());
  }

  void add(Object... values) {
    if (values.length != types.length) throw new IllegalArgumentException("one value per column");
    for (int i = 0; i < values.length; i++) {
      columns.get(i).add(values[i] instanceof Instant at ? at.toString() : values[i]);
    }
  }

  boolean isEmpty() {
    return columns.getFirst().isEmpty();
  }

  /// Runs `sql` with one array parameter per column.
  void run(Connection connection, String sql) throws SQLException {
    if (isEmpty()) return;
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < types.length; i++) {
        statement.setArray(i + 1, connection.createArrayOf(types[i], columns.get(i).toArray()));
      }
      statement.executeUpdate();
    }
  }
}
