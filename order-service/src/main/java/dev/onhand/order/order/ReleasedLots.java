package dev.onhand.order.order;

import dev.onhand.platform.sql.Sql;
import dev.onhand.platform.work.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/// Which lots were released, and when: the messages about a lot and about the promises it broke
/// come by different partitions, so that a release may be told before what it ends.
final class ReleasedLots {
  private final Connection connection;

  private ReleasedLots(Connection connection) {
    this.connection = connection;
  }

  static ReleasedLots of(Work work) {
    return new ReleasedLots(work.connection());
  }

  void add(String pool, String sku, String lot, Instant at) throws SQLException {
    lock("pg_advisory_xact_lock", pool, sku, lot);
    var sql =
        "insert into released_lot (pool, sku, lot, released_at) values (?, ?, ?, ?)"
            + " on conflict (pool, sku, lot) do update"
            + " set released_at = greatest(released_lot.released_at, excluded.released_at)";
    Sql.update(connection, sql, pool, sku, lot, at);
  }

  /// True when it was released after this time. Nobody releases it until the transaction ends.
  boolean wasReleased(String pool, String sku, String lot, Instant after) throws SQLException {
    lock("pg_advisory_xact_lock_shared", pool, sku, lot);
    var sql =
        "select 1 from released_lot where pool = ? and sku = ? and lot = ? and released_at >= ?";
    try (var statement = Sql.prepare(connection, sql, pool, sku, lot, after);
        var row = statement.executeQuery()) {
      return row.next();
    }
  }

  private void lock(String function, String pool, String sku, String lot) throws SQLException {
    var sql = "select " + function + "(hashtextextended(?, 1))";
    var subject = RecalledUnits.subject(pool, sku, lot);
    try (var statement = Sql.prepare(connection, sql, subject)) {
      statement.execute();
    }
  }
}
