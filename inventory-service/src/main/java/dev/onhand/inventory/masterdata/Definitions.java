package dev.onhand.inventory.masterdata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.inventory.query.Keyset;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.work.Work;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Every definition of an item, a location or a pool's sourcing that there ever was. The newest is
/// the one that holds.
final class Definitions {
  /// What is defined.
  enum Kind {
    ITEM,
    LOCATION,
    SOURCING
  }

  private static final String NEWEST =
      """
      select id, version, changed_by, changed_at, body from (
        select distinct on (id) id, version, changed_by, changed_at, body from definition
        where kind = ? and (?::text is null or id = ?) and id > ?
        order by id, version desc) newest
      order by id limit ?
      """;

  /// A definition as it is or was.
  record Stored<T>(String id, int version, Instant changedAt, T body) {}

  /// One version of a definition.
  @Schema(name = "DefinitionVersion", description = "A definition as it was from changedAt on.")
  public record Version(
      int version,
      String changedBy,
      Instant changedAt,
      @Schema(description = "As it was sent.") JsonNode definition) {}

  private Definitions() {}

  /// Keeps a definition, unless it is what holds already.
  ///
  /// @return its version; empty when nothing changed
  static Optional<Integer> keep(Work work, Kind kind, String id, Object body) throws SQLException {
    // two who define the same at once would both make the next version
    Sql.first(
        work.connection(),
        "select pg_advisory_xact_lock(hashtextextended(?, 0))",
        row -> true,
        kind + "/" + id);
    var json = Json.write(body);
    var last =
        Sql.first(
            work.connection(),
            """
            select version, body = ?::jsonb from definition where kind = ? and id = ?
            order by version desc limit 1
            """,
            row -> row.getBoolean(2) ? 0 : row.getInt(1) + 1,
            json,
            kind.name(),
            id);
    int version = last.orElse(1);
    if (version == 0) return Optional.empty();
    Sql.update(
        work.connection(),
        "insert into definition (kind, id, version, changed_by, changed_at, body)"
            + " values (?, ?, ?, ?, ?, ?::jsonb)",
        kind.name(),
        id,
        version,
        work.cause().actor(),
        work.now(),
        json);
    return Optional.of(version);
  }

  /// What holds.
  static <T> Optional<Stored<T>> newest(Work work, Kind kind, String id, Class<T> type)
      throws SQLException {
    return Sql.first(
        work.connection(), NEWEST, row -> stored(row, type), kind.name(), id, id, "", 1);
  }

  /// What holds of all, by id.
  ///
  /// @param answer what callers are shown of one
  static <T, A> Page<A> page(
      Work work,
      Kind kind,
      String after,
      Integer limit,
      Class<T> type,
      Function<Stored<T>, A> answer)
      throws SQLException {
    int size = Page.limit(limit);
    var rows =
        Sql.list(
            work.connection(),
            NEWEST,
            row -> stored(row, type),
            kind.name(),
            null,
            null,
            after == null ? "" : after,
            size + 1);
    var page = Page.of(rows, size, Stored::id);
    return new Page<>(page.items().stream().map(answer).toList(), page.next());
  }

  /// The versions of one, the newest first.
  static Page<Version> history(Work work, Kind kind, String id, String after, Integer limit)
      throws SQLException {
    int size = Page.limit(limit);
    long last = Keyset.number(Keyset.read(after, 1).getFirst());
    long before = last == 0 ? Long.MAX_VALUE : last;
    var rows =
        Sql.list(
            work.connection(),
            """
            select version, changed_by, changed_at, body from definition
            where kind = ? and id = ? and version < ? order by version desc limit ?
            """,
            row ->
                new Version(row.getInt(1), row.getString(2), Sql.instant(row, 3), Sql.json(row, 4)),
            kind.name(),
            id,
            before,
            size + 1);
    return Page.of(rows, size, row -> Keyset.write(Integer.toString(row.version())));
  }

  private static <T> Stored<T> stored(ResultSet row, Class<T> type) throws SQLException {
    var body = Json.read(row.getString(5).getBytes(StandardCharsets.UTF_8), type);
    return new Stored<>(row.getString(1), row.getInt(2), Sql.instant(row, 4), body);
  }
}
