package dev.onhand.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Rows for one set-based statement: each column is sent as one array. Texts, numbers and bytes
/// travel in binary form, which spares quoting and escaping them here and parsing them there.
public final class Rows {
  private final String[] types;
  private final List<List<Object>> columns = new ArrayList<>();

  /// `types` are PostgreSQL's, one per column.
  public Rows(String... types) {
    this.types = types;
    for (int i = 0; i < types.length; i++) columns.add(new ArrayList<>());
  }

  /// One value per column; each may be null. An [Instant] is sent as text.
  public void add(Object... values) {
    if (values.length != types.length) throw new IllegalArgumentException("one value per column");
    for (int i = 0; i < values.length; i++) {
      columns.get(i).add(values[i] instanceof Instant at ? at.toString() : values[i]);
    }
  }

  public boolean isEmpty() {
    return columns.getFirst().isEmpty();
  }

  /// Sets the columns as the statement's first parameters.
  public void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < types.length; i++) {
      var values = columns.get(i).toArray(empty(types[i]));
      statement.setArray(i + 1, statement.getConnection().createArrayOf(types[i], values));
    }
  }

  /// The driver chooses the form by the array's class.
  private static Object[] empty(String type) {
    return switch (type) {
      case "text" -> new String[0];
      case "bigint" -> new Long[0];
      case "bytea" -> new byte[0][];
      default -> new Object[0];
    };
  }

  /// Runs `sql` with one array parameter per column; without rows, nothing.
  ///
  /// @return how many rows it changed
  public int run(Connection connection, String sql) throws SQLException {
    if (isEmpty()) return 0;
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement);
      return statement.executeUpdate();
    }
  }

  /// What is done with a row of an answer.
  @FunctionalInterface
  public interface Each {
    void take(ResultSet row) throws SQLException;
  }

  /// Runs a query with one array parameter per column; without rows, nothing.
  public void each(Connection connection, String sql, Each each) throws SQLException {
    if (isEmpty()) return;
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement);
      try (var result = statement.executeQuery()) {
        while (result.next()) each.take(result);
      }
    }
  }
}
