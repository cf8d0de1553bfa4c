package dev.onhand.inventory.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.platform.message.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Statements with their parameters. Instants go in and out as such; everything else is what JDBC
/// takes. Cast a parameter that may be null: `?::text`.
public final class Sql {
  private Sql() {}

  /// Makes a value of the row that the result is at.
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// All rows.
  public static <T> List<T> list(
      Connection connection, String sql, Row<T> row, Object... parameters) throws SQLException {
    try (var statement = prepare(connection, sql, parameters);
        var result = statement.executeQuery()) {
      var rows = new ArrayList<T>();
      while (result.next()) rows.add(row.read(result));
      return rows;
    }
  }

  /// What is made of the first row, if there is one and that is not null.
  public static <T> Optional<T> first(
      Connection connection, String sql, Row<T> row, Object... parameters) throws SQLException {
    try (var statement = prepare(connection, sql, parameters);
        var result = statement.executeQuery()) {
      return result.next() ? Optional.ofNullable(row.read(result)) : Optional.empty();
    }
  }

  /// Runs a statement.
  ///
  /// @return how many rows it changed
  public static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (var statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /// A `timestamptz`, null where it is.
  public static Instant instant(ResultSet row, int column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /// A `jsonb`, null where it is.
  public static JsonNode json(ResultSet row, int column) throws SQLException {
    var stored = row.getString(column);
    try {
      return stored == null ? null : Json.mapper().readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON cannot be read", e);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        var value = parameters[i];
        statement.setObject(
            i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
