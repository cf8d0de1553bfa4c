package dev.onhand.order.order;

import dev.onhand.platform.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Which orders a hold that concerns many of them still holds.
public final class HeldOrders {
  private HeldOrders() {}

  /// Their ids, in the order in which they are to be changed.
  public static List<String> by(Connection connection, String subject) throws SQLException {
    var sql = "select distinct order_id from order_hold where subject = ? order by order_id";
    try (var statement = Sql.prepare(connection, sql, subject);
        var row = statement.executeQuery()) {
      var ids = new ArrayList<String>();
      while (row.next()) ids.add(row.getString(1));
      return ids;
    }
  }
}
