package dev.onhand.platform.work;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
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
    var started = new Rows("text", "text", "timestamptz", "text");
    var cancelled = new Rows("text", "text");
    for (var effect : last.values()) {
      if (effect instanceof Effect.StartTimer timer) {
        started.add(timer.name(), timer.key(), timer.dueAt(), Json.write(timer.payload()));
      } else if (effect instanceof Effect.CancelTimer timer) {
        cancelled.add(timer.name(), timer.key());
      }
    }
    started.run(
        connection,
        """
        insert into timer (name, key, due_at, payload)
        select name, key, due_at, payload::jsonb
        from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[])
          as n(name, key, due_at, payload)
        order by 1, 2
        on conflict (name, key) do update
          set due_at = excluded.due_at, payload = excluded.payload, attempts = 0
        """);
    cancelled.run(
        connection,
        "delete from timer where (name, key) in (select * from unnest(?::text[], ?::text[]))");
  }
}
