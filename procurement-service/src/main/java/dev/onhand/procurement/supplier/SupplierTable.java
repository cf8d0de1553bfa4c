package dev.onhand.procurement.supplier;

import dev.onhand.platform.event.Current;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Suppliers as a table, for lists.
final class SupplierTable {
  private SupplierTable() {}

  record Row(String supplierId, String name, String currency, int leadTimeDays) {}

  static void save(Connection connection, List<Current<Optional<Supplier>>> changed)
      throws SQLException {
    var sql =
        """
        insert into supplier (id, name, currency, lead_time_days, version, changed_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (id) do update set name = excluded.name, currency = excluded.currency,
          lead_time_days = excluded.lead_time_days, version = excluded.version,
          changed_at = excluded.changed_at
        """;
    try (var statement = connection.prepareStatement(sql)) {
      for (var current : changed) {
        var supplier = current.state().orElseThrow();
        statement.setString(1, current.id());
        statement.setString(2, supplier.name());
        statement.setString(3, supplier.currency());
        statement.setInt(4, supplier.leadTimeDays());
        statement.setLong(5, current.version());
        statement.setObject(6, current.changedAt().atOffset(java.time.ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /// Suppliers by id, after the given one.
  static List<Row> list(Connection connection, String after, int limit) throws SQLException {
    var sql =
        "select id, name, currency, lead_time_days from supplier where id > ? order by id limit ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, after == null ? "" : after);
      statement.setInt(2, limit);
      return rows(statement);
    }
  }

  private static List<Row> rows(PreparedStatement statement) throws SQLException {
    var rows = new ArrayList<Row>();
    try (var result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(
            new Row(
                result.getString(1), result.getString(2), result.getString(3), result.getInt(4)));
      }
    }
    return rows;
  }
}
