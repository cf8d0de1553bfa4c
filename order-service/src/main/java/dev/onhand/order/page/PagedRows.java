package dev.onhand.order.page;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Function;

/// The rows of a query as one page of a list: a page begins after the last key of the one before.
public final class PagedRows {
  private PagedRows() {}

  /// What a row is read into.
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// `sql` is ordered by `key`, begins after that of the page before, and ends with `limit ?`;
  /// `values` are those of its other parameters.
  public static <T> Page<T> read(
      Connection connection,
      Row<T> row,
      Function<T, String> key,
      int limit,
      String sql,
      Object... values)
      throws SQLException {
    var parameters = Arrays.copyOf(values, values.length + 1);
    parameters[values.length] = limit + 1;
    try (var statement = Sql.prepare(connection, sql, parameters);
        var result = statement.executeQuery()) {
      var rows = new ArrayList<T>();
      while (result.next()) rows.add(row.read(result));
      return Page.of(rows, limit, key);
    }
  }

  /// The instant in the column; null where there is none.
  public static Instant instant(ResultSet row, int column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
