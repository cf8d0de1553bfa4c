package dev.onhand.order.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/// How a shop's listings are compared. `intervalMinutes` is how often one ought to come, null when
/// none is promised; `graceSeconds` how long orders may be on their way; `numbered` that the
/// channel counts its orders without gaps.
public record FeedSchedule(Integer intervalMinutes, int graceSeconds, boolean numbered) {
  static final FeedSchedule NONE = new FeedSchedule(null, 300, false);

  Duration grace() {
    return Duration.ofSeconds(graceSeconds);
  }

  Duration interval() {
    return Duration.ofMinutes(intervalMinutes);
  }

  /// The shop's, or [#NONE].
  static FeedSchedule find(Connection connection, String channel, String shop) throws SQLException {
    var sql =
        "select interval_minutes, grace_seconds, numbered from feed_schedule"
            + " where channel = ? and shop = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, channel);
      statement.setString(2, shop);
      try (var row = statement.executeQuery()) {
        if (!row.next()) return NONE;
        return new FeedSchedule(row.getObject(1, Integer.class), row.getInt(2), row.getBoolean(3));
      }
    }
  }

  void save(Connection connection, String channel, String shop, String by, Instant at)
      throws SQLException {
    var sql =
        """
        insert into feed_schedule
          (channel, shop, interval_minutes, grace_seconds, numbered, updated_by, updated_at)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (channel, shop) do update set interval_minutes = excluded.interval_minutes,
          grace_seconds = excluded.grace_seconds, numbered = excluded.numbered,
          updated_by = excluded.updated_by, updated_at = excluded.updated_at
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, channel);
      statement.setString(2, shop);
      statement.setObject(3, intervalMinutes);
      statement.setInt(4, graceSeconds);
      statement.setBoolean(5, numbered);
      statement.setString(6, by);
      statement.setTimestamp(7, Timestamp.from(at));
      statement.executeUpdate();
    }
  }
}
