package dev.onhand.order.feed;

import dev.onhand.order.page.PagedRows;
import dev.onhand.platform.http.Page;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The tables of listings and of how they compared.
final class FeedRuns {
  private static final String RUN =
      "select run, channel, shop, from_at, to_at, received_at, listed, here, found, open, compared,"
          + " compared_at, closed_at from feed_run ";

  private final Connection connection;

  FeedRuns(Connection connection) {
    this.connection = connection;
  }

  /// A listing and its comparison so far. `here` (orders of the listing that are here) and
  /// `comparedAt` are null before the first comparison, `closedAt` until it is not compared again.
  public record Run(
      long run,
      String channel,
      String shop,
      Instant from,
      Instant to,
      Instant receivedAt,
      int listed,
      Integer here,
      int found,
      int open,
      int comparisons,
      Instant comparedAt,
      Instant closedAt) {}

  /// A difference of a run; `resolvedAt` is null while it stands.
  public record Found(
      long difference,
      FeedComparison.Kind kind,
      String subject,
      String orderId,
      String detail,
      Instant foundAt,
      Instant resolvedAt) {}

  long add(FeedListed listing, Instant at) throws SQLException {
    long run;
    var sql =
        "insert into feed_run (channel, shop, from_at, to_at, received_at, listed)"
            + " values (?, ?, ?, ?, ?, ?) returning run";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, listing.channel());
      statement.setString(2, listing.shop());
      statement.setTimestamp(3, Timestamp.from(listing.from()));
      statement.setTimestamp(4, Timestamp.from(listing.to()));
      statement.setTimestamp(5, Timestamp.from(at));
      statement.setInt(6, listing.orders().size());
      try (var row = statement.executeQuery()) {
        row.next();
        run = row.getLong(1);
      }
    }
    addEntries(run, listing);
    return run;
  }

  private void addEntries(long run, FeedListed listing) throws SQLException {
    var sql =
        "insert into feed_entry"
            + " (run, external_id, number, updated_at, total_minor, currency, status)"
            + " values (?, ?, ?, ?, ?, ?, ?)";
    try (var statement = connection.prepareStatement(sql)) {
      for (var entry : listing.orders()) {
        var total = entry.total();
        statement.setLong(1, run);
        statement.setString(2, entry.externalId());
        statement.setString(3, entry.number());
        statement.setTimestamp(
            4, entry.updatedAt() == null ? null : Timestamp.from(entry.updatedAt()));
        statement.setObject(5, total == null ? null : total.getAmountMinorLong());
        statement.setString(6, total == null ? null : total.getCurrencyUnit().getCode());
        statement.setString(7, entry.status() == null ? null : entry.status().name());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /// The run, or null.
  Run find(long run) throws SQLException {
    try (var statement = connection.prepareStatement(RUN + "where run = ?")) {
      statement.setLong(1, run);
      var found = runs(statement);
      return found.isEmpty() ? null : found.getFirst();
    }
  }

  /// Newest first; `channel` and `shop` may be null, `after` is the last run of the page before.
  Page<Run> list(String channel, String shop, Long after, int limit) throws SQLException {
    var where =
        """
        where run < ? and (?::text is null or channel = ?) and (?::text is null or shop = ?)
        order by run desc limit ?
        """;
    return PagedRows.read(
        connection,
        FeedRuns::run,
        r -> String.valueOf(r.run()),
        limit,
        RUN + where,
        after == null ? Long.MAX_VALUE : after,
        channel,
        channel,
        shop,
        shop);
  }

  private static List<Run> runs(PreparedStatement statement) throws SQLException {
    var runs = new ArrayList<Run>();
    try (var row = statement.executeQuery()) {
      while (row.next()) runs.add(run(row));
    }
    return runs;
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        PagedRows.instant(row, 4),
        PagedRows.instant(row, 5),
        PagedRows.instant(row, 6),
        row.getInt(7),
        row.getObject(8, Integer.class),
        row.getInt(9),
        row.getInt(10),
        row.getInt(11),
        PagedRows.instant(row, 12),
        PagedRows.instant(row, 13));
  }

  /// The listing as it was sent.
  FeedListed listing(Run run) throws SQLException {
    var sql =
        "select external_id, number, updated_at, total_minor, currency, status from feed_entry"
            + " where run = ? order by external_id";
    var entries = new ArrayList<FeedListed.Entry>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, run.run());
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          var minor = row.getObject(4, Long.class);
          var status = row.getString(6);
          entries.add(
              new FeedListed.Entry(
                  row.getString(1),
                  row.getString(2),
                  PagedRows.instant(row, 3),
                  minor == null ? null : money(row.getString(5), minor),
                  status == null ? null : FeedListed.Status.valueOf(status)));
        }
      }
    }
    return new FeedListed(run.channel(), run.shop(), run.from(), run.to(), entries);
  }

  private static Money money(String currency, long minor) {
    return Money.ofMinor(CurrencyUnit.of(currency.strip()), minor);
  }

  /// The orders here that the listing names, and those placed in its window.
  List<FeedComparison.Ours> ours(Run run) throws SQLException {
    var sql =
        """
        select o.channel_order_id, o.order_id, o.number, o.placed_at, o.total_minor, o.currency,
          o.state
        from orders o where o.channel = ? and o.shop = ? and o.placed_at >= ? and o.placed_at < ?
        union
        select o.channel_order_id, o.order_id, o.number, o.placed_at, o.total_minor, o.currency,
          o.state
        from feed_entry e join orders o
          on o.channel = ? and o.shop = ? and o.channel_order_id = e.external_id
        where e.run = ?
        """;
    var ours = new ArrayList<FeedComparison.Ours>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, run.channel());
      statement.setString(2, run.shop());
      statement.setTimestamp(3, Timestamp.from(run.from()));
      statement.setTimestamp(4, Timestamp.from(run.to()));
      statement.setString(5, run.channel());
      statement.setString(6, run.shop());
      statement.setLong(7, run.run());
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          var state = row.getString(7);
          ours.add(
              new FeedComparison.Ours(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  PagedRows.instant(row, 4),
                  money(row.getString(6), row.getLong(5)),
                  state.equals("CANCELLED"),
                  SHIPPED.contains(state)));
        }
      }
    }
    return ours;
  }

  private static final java.util.Set<String> SHIPPED =
      java.util.Set.of("SHIPPED", "DELIVERED", "COMPLETED");

  /// The differences of a run that stand.
  List<Found> open(long run) throws SQLException {
    var sql = FOUND + "where run = ? and resolved_at is null";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, run);
      return found(statement);
    }
  }

  private static final String FOUND =
      "select difference, kind, subject, order_id, detail, found_at, resolved_at"
          + " from feed_difference ";

  /// A page of a run's differences, in the order in which they were found.
  Page<Found> differences(long run, Long after, int limit) throws SQLException {
    var sql = FOUND + "where run = ? and difference > ? order by difference limit ?";
    return PagedRows.read(
        connection,
        FeedRuns::found,
        f -> String.valueOf(f.difference()),
        limit,
        sql,
        run,
        after == null ? 0L : after);
  }

  private static List<Found> found(PreparedStatement statement) throws SQLException {
    var found = new ArrayList<Found>();
    try (var row = statement.executeQuery()) {
      while (row.next()) found.add(found(row));
    }
    return found;
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getLong(1),
        FeedComparison.Kind.valueOf(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        PagedRows.instant(row, 6),
        PagedRows.instant(row, 7));
  }

  /// Keeps a difference that was found, or found again.
  void found(long run, FeedComparison.Difference difference, Instant at) throws SQLException {
    var sql =
        """
        insert into feed_difference (run, kind, subject, order_id, detail, found_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (run, kind, subject) do update
          set detail = excluded.detail, order_id = excluded.order_id, resolved_at = null
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, run);
      statement.setString(2, difference.kind().name());
      statement.setString(3, difference.subject());
      statement.setString(4, difference.orderId());
      statement.setString(5, difference.detail());
      statement.setTimestamp(6, Timestamp.from(at));
      statement.executeUpdate();
    }
  }

  void resolved(long difference, Instant at) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update feed_difference set resolved_at = ? where difference = ?")) {
      statement.setTimestamp(1, Timestamp.from(at));
      statement.setLong(2, difference);
      statement.executeUpdate();
    }
  }

  /// True when another run of the shop has this difference open as well.
  boolean standsElsewhere(Run run, FeedComparison.Kind kind, String subject) throws SQLException {
    var sql =
        """
        select 1 from feed_difference d join feed_run r on r.run = d.run
        where r.channel = ? and r.shop = ? and d.run <> ? and d.kind = ? and d.subject = ?
          and d.resolved_at is null
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, run.channel());
      statement.setString(2, run.shop());
      statement.setLong(3, run.run());
      statement.setString(4, kind.name());
      statement.setString(5, subject);
      try (var row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /// True when a later listing of the same window, or a longer one, was compared already.
  boolean isSuperseded(Run run) throws SQLException {
    var sql =
        """
        select 1 from feed_run where channel = ? and shop = ? and run > ?
          and from_at <= ? and to_at >= ? and compared > 0
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, run.channel());
      statement.setString(2, run.shop());
      statement.setLong(3, run.run());
      statement.setTimestamp(4, Timestamp.from(run.from()));
      statement.setTimestamp(5, Timestamp.from(run.to()));
      try (var row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /// Notes a comparison; `closedAt` is null while the run will be compared again.
  void compared(long run, int here, int found, int open, Instant at, Instant closedAt)
      throws SQLException {
    var sql =
        """
        update feed_run set here = ?, found = found + ?, open = ?, compared = compared + 1,
          compared_at = ?, closed_at = ? where run = ?
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, here);
      statement.setInt(2, found);
      statement.setInt(3, open);
      statement.setTimestamp(4, Timestamp.from(at));
      statement.setTimestamp(5, closedAt == null ? null : Timestamp.from(closedAt));
      statement.setLong(6, run);
      statement.executeUpdate();
    }
  }
}
