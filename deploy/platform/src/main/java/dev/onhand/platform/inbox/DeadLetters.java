package dev.onhand.platform.inbox;

import dev.onhand.platform.message.Json;
import dev.onhand.platform.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// Messages that can never succeed as they are: kept with the reason, the original bytes and the
/// headers, to be inspected, corrected and run again by this service.
public final class DeadLetters {
  private static final int DETAIL_LENGTH_MAX = 2_000;

  private DeadLetters() {}

  /// `source` says where it came from (a topic, or a path such as `/webhooks/shopify`).
  public static long add(
      Connection connection,
      String source,
      String type,
      String key,
      Map<String, String> headers,
      byte[] payload,
      String reason,
      String detail)
      throws SQLException {
    var sql =
        "insert into dead_letter (source, type, key, headers, payload, reason, detail)"
            + " values (?, ?, ?, ?::jsonb, ?, ?, ?) returning id";
    var kept = storable(Json.write(headers)).replace("\\u0000", "\\\\u0000");
    var body = payload == null ? new byte[0] : payload;
    var text = storable(detail);
    var its = text.substring(0, Math.min(text.length(), DETAIL_LENGTH_MAX));
    try (var statement =
            Sql.prepare(
                connection, sql, source, storable(type), storable(key), kept, body, reason, its);
        var result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  /// PostgreSQL text cannot hold U+0000; the bytes are kept as they are in `payload`.
  private static String storable(String text) {
    return text == null ? null : text.replace("\0", "\\0");
  }
}
