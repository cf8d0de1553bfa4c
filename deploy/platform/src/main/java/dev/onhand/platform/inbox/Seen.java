package dev.onhand.platform.inbox;

import dev.onhand.platform.message.Outbox.Line;
import dev.onhand.platform.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which messages were received before. The platform's own carry a dense sequence per topic and
/// subject, so the highest seen is enough and a gap is noticed; those from outside are
/// remembered one by one. One statement each way per batch.
final class Seen {
  private final Connection connection;
  private final Map<Line, Long> last = new HashMap<>();
  private final Set<Line> changed = new HashSet<>();
  private final Set<List<String>> fresh = new HashSet<>();

  enum Verdict {
    NEXT,
    DUPLICATE,
    AFTER_A_GAP
  }

  Seen(Connection connection) {
    this.connection = connection;
  }

  void loadSequences(Collection<Line> lines) throws SQLException {
    var sql =
        "select s.topic, s.subject, s.last from unnest(?::text[], ?::text[]) w(topic, subject)"
            + " join inbox_sequence s using (topic, subject)";
    var asked = new Rows("text", "text");
    for (var line : lines) asked.add(line.topic(), line.subject());
    asked.each(connection, sql, row -> last.put(Line.of(row), row.getLong(3)));
  }

  /// Remembers the (source, id) pairs; those that were not known before are fresh.
  void rememberOutside(Collection<List<String>> messages) throws SQLException {
    var sql =
        "insert into inbox (source, message_id) select * from unnest(?::text[], ?::text[])"
            + " order by 1, 2 on conflict do nothing returning source, message_id";
    var received = new Rows("text", "text");
    for (var message : messages) received.add(message.toArray());
    received.each(connection, sql, row -> fresh.add(List.of(row.getString(1), row.getString(2))));
  }

  /// True once for a message from outside that was not known before this batch.
  boolean takeFresh(String source, String id) {
    return fresh.remove(List.of(source, id));
  }

  Verdict advance(Line line, long sequence) {
    long before = last.getOrDefault(line, 0L);
    if (sequence <= before) return Verdict.DUPLICATE;
    last.put(line, sequence);
    changed.add(line);
    return sequence == before + 1 ? Verdict.NEXT : Verdict.AFTER_A_GAP;
  }

  void write() throws SQLException {
    var rows = new Rows("text", "text", "bigint");
    for (var line : changed) rows.add(line.topic(), line.subject(), last.get(line));
    rows.run(
        connection,
        """
        insert into inbox_sequence as s (topic, subject, last)
        select * from unnest(?::text[], ?::text[], ?::bigint[]) order by 1, 2
        on conflict (topic, subject) do update set last = greatest(s.last, excluded.last)
        """);
  }
}
