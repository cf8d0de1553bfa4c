package dev.onhand.inventory.reservation;

import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.work.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reservations as the projection has them, and those it does not have yet.
final class Reservations {
  private static final String COLUMNS =
      """
      select reservation_id, pool, order_id, state, reason, channel, priority, expires_at,
             rule_version, allocations, explanation, shortages,
             case when state in ('RESERVED', 'BACKORDERED', 'PARTIALLY_SHIPPED') then waiting end,
             case when state = 'PARTIALLY_SHIPPED' then shipped end, pegged_to,
             decided_at, changed_at
      from stock_reservation
      """;

  /// An undertaking: what was asked for under an id.
  ///
  /// @param bodyHash digest of the request's body
  /// @param askedAt when first
  record Asked(String bodyHash, Instant askedAt) {}

  private Reservations() {}

  /// As the projection has it.
  static Optional<Reservation> decided(Work work, String id) throws SQLException {
    return Sql.first(
        work.connection(),
        COLUMNS + "where reservation_id = ? order by changed_at desc limit 1",
        Reservations::row,
        id);
  }

  /// As the projection has it, or as it was asked for.
  static Optional<Reservation> find(Work work, String id) throws SQLException {
    var decided = decided(work, id);
    if (decided.isPresent()) return decided;
    return Sql.first(
        work.connection(),
        "select pool, order_id from reservation_request where reservation_id = ?",
        row -> Reservation.requested(id, row.getString(1), row.getString(2)),
        id);
  }

  static List<Reservation> list(
      Work work, String orderId, String pool, String state, List<String> after, int limit)
      throws SQLException {
    return Sql.list(
        work.connection(),
        COLUMNS
            + """
            where (?::text is null or order_id = ?) and (?::text is null or pool = ?)
              and (?::text is null or state = ?) and (reservation_id, pool) > (?, ?)
            order by reservation_id, pool limit ?
            """,
        Reservations::row,
        orderId,
        orderId,
        pool,
        pool,
        state,
        state,
        after.get(0),
        after.get(1),
        limit);
  }

  /// Writes down what is asked for under an id, unless something was before.
  ///
  /// @return what was asked for first, which may be something else
  static Asked claim(
      Work work, String id, ReservationRequest request, String bodyHash, String actor)
      throws SQLException {
    Sql.update(
        work.connection(),
        """
        insert into reservation_request (reservation_id, pool, order_id, body_hash, asked_by,
          asked_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        id,
        request.pool(),
        request.orderId(),
        bodyHash,
        actor,
        work.now());
    return Sql.first(
            work.connection(),
            "select body_hash, asked_at from reservation_request where reservation_id = ?",
            row -> new Asked(row.getString(1), Sql.instant(row, 2)),
            id)
        .orElseThrow(() -> new SQLException("the request is gone: try again", "40001"));
  }

  private static Reservation row(ResultSet row) throws SQLException {
    return new Reservation(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getObject(7, Integer.class),
        Sql.instant(row, 8),
        row.getObject(9, Integer.class),
        Reservation.withoutEmptyLots(Sql.json(row, 10)),
        Sql.json(row, 11),
        Sql.json(row, 12),
        Reservation.withDates(Sql.json(row, 13)),
        Reservation.withoutEmptyLots(Sql.json(row, 14)),
        row.getString(15),
        Sql.instant(row, 16),
        Sql.instant(row, 17));
  }
}
