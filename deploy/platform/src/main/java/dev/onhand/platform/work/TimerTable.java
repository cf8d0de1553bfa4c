package dev.onhand.platform.work;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.message.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.Map;

/// Starts and cancels durable timers; within one transaction the last word on a timer counts.
final class TimerTable {
  private final Connection connection;
  private final Map<String, Effect> last = new LinkedHashMap<>();

  TimerTable(Connection connection) {
    this.connection = connection;
  }

  void start(Effect.StartTimer timer) {
    last.put(timer.name() + "\n" + timer.key(), timer);
  }

  void cancel(Effect.CancelTimer timer) {
    last.put(timer.name() + "\n" + timer.key(), timer);
  }

  void write() throws SQLException {
    if (last.isEmpty()) return;
    var startSql =
        """
        insert into timer (name, key, due_at, payload) values (?, ?, ?, ?::jsonb)
        on conflict (name, key) do update
          set due_at = excluded.due_at, payload = excluded.payload, attempts = 0
        """;
    var cancelSql = "delete from timer where name = ? and key = ?";
    try (var start = connection.prepareStatement(startSql);
        var cancel = connection.prepareStatement(cancelSql)) {
      for (var effect : last.values()) {
        if (effect instanceof Effect.StartTimer timer) {
          start.setString(1, timer.name());
          start.setString(2, timer.key());
          start.setTimestamp(3, Timestamp.from(timer.dueAt()));
          start.setString(4, Json.write(timer.payload()));
          start.addBatch();
        } else if (effect instanceof Effect.CancelTimer timer) {
          cancel.setString(1, timer.name());
          cancel.setString(2, timer.key());
          cancel.addBatch();
        }
      }
      start.executeBatch();
      cancel.executeBatch();
    }
  }
}
