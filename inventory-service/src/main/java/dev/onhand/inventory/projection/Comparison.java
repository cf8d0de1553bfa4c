package dev.onhand.inventory.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.inventory.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Compares the live tables with the shadow, row by row, in one snapshot of the database.
final class Comparison {
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry(ShadowTables.POSITION, "log_partition"),
          Map.entry("stock_position", "pool, sku, location_id"),
          Map.entry("stock_reservation", "reservation_id, pool"),
          Map.entry("stock_movement", "pool, sku, sequence"),
          Map.entry("stock_sourcing", "pool, version"),
          Map.entry("stock_safety", "pool, sku, location_id"),
          Map.entry("stock_fence", "pool, sku, channel"),
          Map.entry("stock_lot", "pool, sku, lot"),
          Map.entry("stock_lot_position", "pool, sku, location_id, lot"),
          Map.entry("stock_channel", "pool, sku, channel"),
          Map.entry("stock_inbound", "pool, inbound_id, sku, location_id, lot"));

  /// What was found.
  ///
  /// @param equal no table differs
  /// @param positions how far in each partition of the log both were
  @Schema(name = "RebuildReport", description = "Live tables against rebuilt ones.")
  public record Report(
      boolean equal,
      @Schema(description = "How far in each partition of the log both were.")
          Map<Integer, Long> positions,
      List<TableReport> tables) {}

  /// @param live rows
  /// @param rebuilt rows
  /// @param differing rows that are in one only, or not the same in both
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TableReport(
      String table,
      long live,
      long rebuilt,
      long differing,
      @Schema(description = "By key.") Difference firstDifference) {}

  /// A row that differs.
  ///
  /// @param columns whose values differ; empty when the row is in one table only
  /// @param live null when it is not there
  /// @param rebuilt null when it is not there
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Difference(
      Map<String, String> key, List<String> columns, JsonNode live, JsonNode rebuilt) {}

  private record Found(long differing, Difference first) {}

  private Comparison() {}

  /// @param connection in a transaction with one snapshot for all its statements, in which both
  ///     projections are equally far
  static Report compare(Connection connection) throws SQLException {
    var tables = new ArrayList<TableReport>();
    for (var table : ShadowTables.TABLES) tables.add(compare(connection, table));
    boolean equal = tables.stream().allMatch(table -> table.differing() == 0);
    return new Report(
        equal, ShadowTables.positions(connection, ShadowTables.SHADOW), List.copyOf(tables));
  }

  private static TableReport compare(Connection connection, String table) throws SQLException {
    var counts =
        Sql.first(
                connection,
                "select (select count(*) from public.%1$s), (select count(*) from shadow.%1$s)"
                    .formatted(table),
                row -> new long[] {row.getLong(1), row.getLong(2)})
            .orElseThrow();
    var keys = KEYS.get(table);
    var found =
        Sql.first(
            connection,
            """
            select count(*) over (), to_jsonb(live), to_jsonb(rebuilt)
            from public.%1$s live full join shadow.%1$s rebuilt using (%2$s)
            where to_jsonb(live) is distinct from to_jsonb(rebuilt) order by %2$s limit 1
            """
                .formatted(table, keys),
            row ->
                new Found(
                    row.getLong(1),
                    difference(List.of(keys.split(", ")), Sql.json(row, 2), Sql.json(row, 3))));
    return new TableReport(
        table,
        counts[0],
        counts[1],
        found.map(Found::differing).orElse(0L),
        found.map(Found::first).orElse(null));
  }

  private static Difference difference(List<String> keys, JsonNode live, JsonNode rebuilt) {
    var one = live == null ? rebuilt : live;
    var key = new TreeMap<String, String>();
    for (var column : keys) key.put(column, one.get(column).asText());
    var columns = new ArrayList<String>();
    if (live != null && rebuilt != null) {
      live.properties()
          .forEach(
              column -> {
                if (!column.getValue().equals(rebuilt.get(column.getKey()))) {
                  columns.add(column.getKey());
                }
              });
    }
    return new Difference(key, columns, live, rebuilt);
  }
}
