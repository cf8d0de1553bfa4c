package dev.onhand.inventory.history;

import dev.onhand.inventory.sql.Sql;
import dev.onhand.inventory.worker.Task;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.Transactions;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Adds up the movements of items that have at least [#EVERY] more than were added up. Each item is
/// a transaction of its own; of two instances that close the same item one gives way.
final class Closing implements Task {
  /// The index `stock_movement_to_close` knows this number too.
  static final int EVERY = 256;

  private static final int ITEMS_MAX = 500;
  private static final long PAUSE_NS = 500_000_000L;
  private static final long LOOK_NS = 20_000_000_000L;

  private static final String LONG_ENOUGH =
      """
      select m.pool, m.sku, coalesce(c.sequence, 0), m.sequence from (
        select pool, sku, max(sequence) as sequence from stock_movement
        where sequence % 256 = 0 group by pool, sku) m
      left join stock_closed c on c.pool = m.pool and c.sku = m.sku
      where m.sequence > coalesce(c.sequence, 0) limit ?
      """;

  private static final String CLAIM =
      """
      insert into stock_closed as c (pool, sku, sequence) values (?, ?, ?)
      on conflict (pool, sku) do update set sequence = excluded.sequence where c.sequence = ?
      """;

  private static final String ADD_UP =
      """
      insert into stock_hour as h (pool, sku, location_id, lot, status, occurred_hour,
        recorded_hour, units, first_sequence, last_sequence)
      select pool, sku, location_id, lot, status, date_trunc('hour', occurred_at, 'UTC'),
        date_trunc('hour', recorded_at, 'UTC'), sum(quantity), min(sequence), max(sequence)
      from stock_movement where pool = ? and sku = ? and sequence > ? and sequence <= ?
      group by 1, 2, 3, 4, 5, 6, 7
      on conflict (pool, sku, occurred_hour, recorded_hour, location_id, lot, status)
        do update set units = h.units + excluded.units,
          first_sequence = least(h.first_sequence, excluded.first_sequence),
          last_sequence = greatest(h.last_sequence, excluded.last_sequence)
      """;

  private final Transactions transactions;
  private long nextLookNs = System.nanoTime();

  private record Item(String pool, String sku, long closed, long upTo) {}

  Closing(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void turn() {
    if (System.nanoTime() < nextLookNs) {
      LockSupport.parkNanos(PAUSE_NS);
      return;
    }
    if (closeAll() < ITEMS_MAX) nextLookNs = System.nanoTime() + LOOK_NS;
  }

  /// @return how many items were long enough
  int closeAll() {
    var items = transactions.run(cause(), Closing::longEnough);
    for (var item : items) {
      transactions.run(
          cause(),
          work -> {
            close(work, item);
            return null;
          });
    }
    return items.size();
  }

  private static List<Item> longEnough(Work work) throws SQLException {
    return Sql.list(
        work.connection(),
        LONG_ENOUGH,
        row -> new Item(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
        ITEMS_MAX);
  }

  private static void close(Work work, Item item) throws SQLException {
    var connection = work.connection();
    if (Sql.update(connection, CLAIM, item.pool(), item.sku(), item.upTo(), item.closed()) == 1) {
      Sql.update(connection, ADD_UP, item.pool(), item.sku(), item.closed(), item.upTo());
    }
  }

  private static Cause cause() {
    return new Cause("system:inventory", "closing", "closing", Instant.now());
  }

  @Override
  public void close() {}
}
