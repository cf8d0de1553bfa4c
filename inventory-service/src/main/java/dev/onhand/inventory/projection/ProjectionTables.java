package dev.onhand.inventory.projection;

import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.inventory.projection.Changes.ChannelItem;
import dev.onhand.inventory.projection.Changes.ReservationKey;
import dev.onhand.platform.message.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Writes a batch of changes, one statement per table: what is new with COPY, what may be there
/// already with set-based upserts.
final class ProjectionTables {
  private static final String POSITIONS =
      """
      insert into stock_position as p
        (pool, sku, location_id, sellable, quarantine, damaged, reserved)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
                           ?::bigint[])
      on conflict (pool, sku, location_id) do update set
        sellable = p.sellable + excluded.sellable,
        quarantine = p.quarantine + excluded.quarantine,
        damaged = p.damaged + excluded.damaged,
        reserved = p.reserved + excluded.reserved
      """;

  private static final String LOTS =
      """
      insert into stock_lot_position as p (pool, sku, location_id, lot, sellable, reserved)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
      on conflict (pool, sku, location_id, lot) do update set
        sellable = p.sellable + excluded.sellable, reserved = p.reserved + excluded.reserved
      """;

  private static final String CHANNELS =
      """
      insert into stock_channel as c (pool, sku, channel, reserved)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[])
      on conflict (pool, sku, channel) do update set reserved = c.reserved + excluded.reserved
      """;

  private static final String MOVEMENTS =
      "stock_movement (pool, sku, sequence, location_id, lot, kind, quantity, status, reason,"
          + " reference_type, reference_id, order_id, discrepancy, occurred_at, recorded_at)";

  private static final int MOVEMENT_COLUMNS = 15;

  private static final String NEW_OPENED =
      "stock_reservation (reservation_id, pool, order_id, state, channel, priority, expires_at,"
          + " rule_version, allocations, explanation, events, decided_at, changed_at)";

  private static final int OPENED_COLUMNS = 13;

  private static final String NEW_REFUSED =
      "stock_reservation (reservation_id, pool, order_id, state, reason, shortages, explanation,"
          + " events, decided_at, changed_at)";

  private static final int REFUSED_COLUMNS = 10;
  private static final String UNIQUE_VIOLATION = "23505";

  private static final String OPENED =
      """
      insert into stock_reservation (reservation_id, pool, order_id, state, channel, priority,
        expires_at, rule_version, allocations, explanation, events, decided_at, changed_at)
      select r.id, r.pool, r.order_id, r.state, r.channel, r.priority, r.expires_at, r.rule,
        r.allocations::json, r.explanation::json, 1, r.at, r.at
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[],
        ?::timestamptz[], ?::int[], ?::text[], ?::text[], ?::timestamptz[])
        as r(id, pool, order_id, state, channel, priority, expires_at, rule, allocations,
          explanation, at)
      on conflict (reservation_id, pool) do update set order_id = excluded.order_id,
        state = excluded.state, reason = null, channel = excluded.channel,
        priority = excluded.priority, expires_at = excluded.expires_at,
        rule_version = excluded.rule_version, allocations = excluded.allocations,
        explanation = excluded.explanation, shortages = null, events = 1,
        decided_at = excluded.decided_at, changed_at = excluded.changed_at
      """;

  private static final String REFUSED =
      """
      insert into stock_reservation (reservation_id, pool, order_id, state, reason, shortages,
        explanation, events, decided_at, changed_at)
      select r.id, r.pool, r.order_id, 'REJECTED', r.reason, r.shortages::jsonb,
        r.explanation::json, 1, r.at, r.at
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::timestamptz[]) as r(id, pool, order_id, reason, shortages, explanation, at)
      on conflict (reservation_id, pool) do update set order_id = excluded.order_id,
        state = excluded.state, reason = excluded.reason, rule_version = null, allocations = null,
        explanation = excluded.explanation, shortages = excluded.shortages, events = 1,
        decided_at = excluded.decided_at, changed_at = excluded.changed_at
      """;

  private static final String MOVED =
      """
      update stock_reservation r set state = coalesce(m.state, r.state),
        reason = coalesce(m.reason, r.reason), events = m.events, changed_at = m.at
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::timestamptz[])
        as m(pool, id, state, reason, events, at)
      where r.reservation_id = m.id and r.pool = m.pool
      """;

  private static final String MOVED_WHOSE = "returning r.pool, r.reservation_id, r.channel";

  private final Connection connection;

  ProjectionTables(Connection connection) {
    this.connection = connection;
  }

  void write(Changes changes) throws SQLException {
    positions(changes);
    lots(changes.lots.entrySet());
    movements(changes.movements);
    opened(changes.opened);
    refused(changes.refused);
    channels(changes, moved(changes.moved(), !changes.promised.isEmpty()));
    changes.details.write(connection);
  }

  private void positions(Changes changes) throws SQLException {
    var rows = changes.positions.entrySet();
    run(
        POSITIONS,
        rows,
        List.of(
            text(row -> row.getKey().pool()),
            text(row -> row.getKey().sku()),
            text(row -> row.getKey().locationId()),
            number(row -> row.getValue().byStatus[StockStatus.SELLABLE.ordinal()]),
            number(row -> row.getValue().byStatus[StockStatus.QUARANTINE.ordinal()]),
            number(row -> row.getValue().byStatus[StockStatus.DAMAGED.ordinal()]),
            number(row -> row.getValue().reserved)));
  }

  private void lots(Collection<Map.Entry<Changes.LotPlace, Changes.LotDelta>> rows)
      throws SQLException {
    run(
        LOTS,
        rows,
        List.of(
            text(row -> row.getKey().pool()),
            text(row -> row.getKey().sku()),
            text(row -> row.getKey().locationId()),
            text(row -> row.getKey().lot()),
            number(row -> row.getValue().sellable),
            number(row -> row.getValue().reserved)));
  }

  /// @param channelOf of the reservations that moved; those of the batch that began are in it too
  private void channels(Changes changes, Map<ReservationKey, String> channelOf)
      throws SQLException {
    Map<ChannelItem, Long> units = new LinkedHashMap<>(changes.channels);
    for (var promised : changes.promised) {
      var channel = channelOf.get(promised.reservation());
      if (channel == null) {
        throw new IllegalStateException("nobody knows the reservation " + promised);
      }
      var pool = promised.reservation().pool();
      units.merge(new ChannelItem(pool, promised.sku(), channel), promised.units(), Long::sum);
    }
    run(
        CHANNELS,
        units.entrySet(),
        List.of(
            text(row -> row.getKey().pool()),
            text(row -> row.getKey().sku()),
            text(row -> row.getKey().channel()),
            number(Map.Entry::getValue)));
  }

  private void movements(List<Changes.Movement> rows) throws SQLException {
    if (rows.isEmpty()) return;
    try (var copy = new CopyRows(connection, MOVEMENTS)) {
      for (var row : rows) movement(copy, row);
      copy.end();
    }
  }

  private static void movement(CopyRows copy, Changes.Movement row) throws SQLException {
    var event = row.event();
    copy.row(MOVEMENT_COLUMNS);
    copy.text(row.pool());
    copy.text(event.sku());
    copy.int8(event.sequence());
    copy.text(event.locationId());
    copy.text(event.lot());
    copy.text(event.kind().name());
    copy.int8(event.quantity());
    copy.text(event.status().word);
    copy.textOrNull(event.reason());
    copy.text(event.referenceType().name());
    copy.text(event.referenceId());
    copy.textOrNull(event.orderId());
    copy.int8(event.discrepancy());
    copy.time(event.occurredAtMs() == 0 ? row.atMs() : event.occurredAtMs());
    copy.time(row.atMs());
  }

  private void opened(List<Changes.Opened> rows) throws SQLException {
    if (rows.isEmpty()) return;
    var text = new PromiseText();
    if (!areNew(NEW_OPENED, rows, (copy, row) -> opened(copy, row, text))) openedAgain(rows);
  }

  private static void opened(CopyRows copy, Changes.Opened row, PromiseText text)
      throws SQLException {
    copy.row(OPENED_COLUMNS);
    copy.text(row.reservationId());
    copy.text(row.pool());
    copy.text(row.orderId());
    copy.text(row.state());
    copy.text(row.channel());
    copy.int4(row.priority());
    copy.time(row.expiresAtMs());
    copy.int4(row.ruleVersion());
    copy.json(text.allocations(row.allocations()));
    copy.json(text.explanation(row.explanation()));
    copy.int4(1);
    copy.time(row.atMs());
    copy.time(row.atMs());
  }

  private void refused(List<Changes.Refused> rows) throws SQLException {
    if (rows.isEmpty()) return;
    if (!areNew(NEW_REFUSED, rows, ProjectionTables::refused)) refusedAgain(rows);
  }

  private static void refused(CopyRows copy, Changes.Refused row) throws SQLException {
    var event = row.event();
    copy.row(REFUSED_COLUMNS);
    copy.text(event.reservationId());
    copy.text(row.pool());
    copy.text(event.orderId());
    copy.text("REJECTED");
    copy.text(event.reason().name());
    copy.jsonb(Json.write(event.shortages()));
    copy.text(explained(event.explanation()));
    copy.int4(1);
    copy.time(row.atMs());
    copy.time(row.atMs());
  }

  /// Only where too little was there is there something to explain.
  private static String explained(List<Candidate> explanation) {
    return explanation.isEmpty() ? null : Json.write(explanation);
  }

  /// Reservations that nobody has seen before are copied into the table itself. An id that comes
  /// again (it was refused, and forgotten) is rare: then nothing of this is kept, and the slower
  /// way is taken.
  private <T> boolean areNew(String table, List<T> rows, RowWriter<T> writer) throws SQLException {
    var before = connection.setSavepoint();
    try (var copy = new CopyRows(connection, table)) {
      for (var row : rows) writer.write(copy, row);
      copy.end();
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) throw e;
      connection.rollback(before);
      return false;
    }
  }

  private interface RowWriter<T> {
    void write(CopyRows copy, T row) throws SQLException;
  }

  private void openedAgain(List<Changes.Opened> rows) throws SQLException {
    run(
        OPENED,
        rows,
        List.of(
            text(Changes.Opened::reservationId),
            text(Changes.Opened::pool),
            text(Changes.Opened::orderId),
            text(Changes.Opened::state),
            text(Changes.Opened::channel),
            new Column<>("int", Changes.Opened::priority),
            time(row -> row.expiresAtMs() == 0 ? null : row.expiresAtMs()),
            new Column<>("int", Changes.Opened::ruleVersion),
            text(row -> Json.write(row.allocations())),
            text(row -> Json.write(row.explanation())),
            time(Changes.Opened::atMs)));
  }

  private void refusedAgain(List<Changes.Refused> rows) throws SQLException {
    run(
        REFUSED,
        rows,
        List.of(
            text(row -> row.event().reservationId()),
            text(row -> row.pool()),
            text(row -> row.event().orderId()),
            text(row -> row.event().reason().name()),
            text(row -> Json.write(row.event().shortages())),
            text(row -> explained(row.event().explanation())),
            time(Changes.Refused::atMs)));
  }

  /// @param telling whether the answer is wanted
  /// @return the channels of those reservations
  private Map<ReservationKey, String> moved(Collection<Changes.Moved> rows, boolean telling)
      throws SQLException {
    List<Column<Changes.Moved>> columns =
        List.of(
            text(Changes.Moved::pool),
            text(Changes.Moved::reservationId),
            text(Changes.Moved::state),
            text(Changes.Moved::reason),
            new Column<>("int", Changes.Moved::number),
            time(Changes.Moved::atMs));
    Map<ReservationKey, String> channels = new HashMap<>();
    if (rows.isEmpty()) return channels;
    try (var statement = connection.prepareStatement(telling ? MOVED + MOVED_WHOSE : MOVED)) {
      set(statement, rows, columns);
      if (!telling) {
        statement.executeUpdate();
        return channels;
      }
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          channels.put(new ReservationKey(row.getString(1), row.getString(2)), row.getString(3));
        }
      }
    }
    return channels;
  }

  private record Column<T>(String type, Function<T, Object> value) {}

  private static <T> Column<T> text(Function<T, Object> value) {
    return new Column<>("text", value);
  }

  private static <T> Column<T> number(Function<T, Object> value) {
    return new Column<>("bigint", value);
  }

  private static <T> Column<T> time(Function<T, Long> epochMs) {
    return new Column<>(
        "timestamptz",
        row -> {
          var ms = epochMs.apply(row);
          return ms == null ? null : Instant.ofEpochMilli(ms).toString();
        });
  }

  private <T> void run(String sql, Collection<T> rows, List<Column<T>> columns)
      throws SQLException {
    if (rows.isEmpty()) return;
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, rows, columns);
      statement.executeUpdate();
    }
  }

  private <T> void set(PreparedStatement statement, Collection<T> rows, List<Column<T>> columns)
      throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      var values = rows.stream().map(column.value()).toArray();
      statement.setArray(i + 1, connection.createArrayOf(column.type(), values));
    }
  }
}
