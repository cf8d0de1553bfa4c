package dev.onhand.reporting.read;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One state of the read models. Valid only inside [Reports#read].
public final class Snapshot {
  private final Connection connection;

  /// Reads one row of a result.
  @FunctionalInterface
  public interface RowReader<T> {
    T read(Row row) throws SQLException;
  }

  Snapshot(Connection connection) {
    this.connection = connection;
  }

  /// All rows; parameters are bound in order (text, numbers, [Instant], [LocalDate], lists of
  // text).
  public <T> List<T> list(String sql, RowReader<T> reader, Object... parameters) {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) bind(statement, i + 1, parameters[i]);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        var row = new Row(rows);
        while (rows.next()) found.add(reader.read(row));
        return found;
      }
    } catch (SQLException e) {
      throw Reports.unanswered(e);
    }
  }

  /// The first row, if there is any.
  public <T> Optional<T> first(String sql, RowReader<T> reader, Object... parameters) {
    return list(sql, reader, parameters).stream().findFirst();
  }

  /// The only row of an aggregate.
  public <T> T one(String sql, RowReader<T> reader, Object... parameters) {
    return list(sql, reader, parameters).getFirst();
  }

  /// Everything the services recorded before this instant is in this snapshot; null when that is
  /// not known yet.
  public Instant completeThrough() {
    return list(
            "select complete_through from analytics.data_complete_through",
            row -> row.instant("complete_through"))
        .getFirst();
  }

  /// The first day of a period of whole business days that ends today.
  public LocalDate firstDay(int days) {
    return one(
        "select business_day(now()) - ?::int + 1 as day", row -> row.day("day"), (Object) days);
  }

  private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
    switch (value) {
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case List<?> texts -> statement.setArray(index, texts(texts));
      case null, default -> statement.setObject(index, value);
    }
  }

  private Array texts(List<?> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }
}
