package dev.onhand.inventory.projection;

import dev.onhand.inventory.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The projection's tables, a second time: in a schema of their own, with the same names, columns,
/// indexes and grants. Statements of the projection reach them by the search path.
final class ShadowTables {
  static final String SHADOW = "shadow";

  /// Where the tables are that were swapped away, until the next rebuild.
  static final String REPLACED = "replaced";

  static final String POSITION = "projection_position";

  /// What the projection writes.
  static final List<String> TABLES =
      List.of(
          POSITION,
          "stock_position",
          "stock_reservation",
          "stock_movement",
          "stock_sourcing",
          "stock_safety",
          "stock_fence",
          "stock_lot",
          "stock_lot_position",
          "stock_channel",
          "stock_inbound");

  private static final String INDEXES =
      """
      select coalesce(
        'alter table shadow.' || t.relname || ' add constraint ' || quote_ident(c.conname) || ' '
          || pg_get_constraintdef(c.oid),
        replace(pg_get_indexdef(i.indexrelid), ' ON public.', ' ON shadow.'))
      from pg_index i
      join pg_class t on t.oid = i.indrelid
      left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
      where i.indrelid = ('public.' || ?)::regclass order by 1
      """;

  private static final String STORAGE =
      """
      select 'alter table shadow.' || relname || ' set (' || array_to_string(reloptions, ', ')
        || ')'
      from pg_class where oid = ('public.' || ?)::regclass and reloptions is not null
      """;

  private static final String GRANTS =
      """
      select 'grant ' || a.privilege_type || ' on shadow.' || t.relname || ' to '
        || case a.grantee when 0 then 'public' else quote_ident(a.grantee::regrole::text) end
      from pg_class t cross join aclexplode(t.relacl) a
      where t.oid = ('public.' || ?)::regclass and a.grantee <> t.relowner
      """;

  private ShadowTables() {}

  /// Makes them anew, empty. What was swapped away before is gone then.
  static void create(Connection connection) throws SQLException {
    drop(connection);
    run(connection, "create schema shadow");
    for (var table : TABLES) {
      run(
          connection,
          "create table shadow.%1$s (like public.%1$s including all excluding indexes)"
              .formatted(table));
      for (var make : List.of(INDEXES, STORAGE, GRANTS)) {
        for (var ddl : Sql.list(connection, make, row -> row.getString(1), table)) {
          run(connection, ddl);
        }
      }
    }
  }

  /// Drops them, and what was swapped away.
  static void drop(Connection connection) throws SQLException {
    run(connection, "drop schema if exists shadow cascade");
    run(connection, "drop schema if exists replaced cascade");
  }

  /// Whether the shadow has the columns that the live tables have now: a migration may have been
  /// since it was made.
  static boolean fits(Connection connection) throws SQLException {
    var columns =
        """
        select string_agg(table_name || '.' || column_name || ' ' || data_type, ',' order by
          table_name, ordinal_position)
        from information_schema.columns where table_schema = ? and table_name = any(?)
        """;
    var tables = connection.createArrayOf("text", TABLES.toArray());
    var live = Sql.first(connection, columns, row -> row.getString(1), "public", tables);
    return live.equals(Sql.first(connection, columns, row -> row.getString(1), SHADOW, tables));
  }

  /// From here on, in this transaction, the projection's statements mean the shadow.
  static void use(Connection connection) throws SQLException {
    run(connection, "set local search_path = shadow, public");
  }

  /// Where a projection is in each partition of the log.
  ///
  /// @param schema `public` or `shadow`
  static Map<Integer, Long> positions(Connection connection, String schema) throws SQLException {
    var positions = new TreeMap<Integer, Long>();
    for (var entry :
        Sql.list(
            connection,
            "select log_partition, next_offset from %s.%s".formatted(schema, POSITION),
            row -> Map.entry(row.getInt(1), row.getLong(2)))) {
      positions.put(entry.getKey(), entry.getValue());
    }
    return positions;
  }

  /// Until the transaction ends the live projection writes nothing; readers read on.
  static void holdLive(Connection connection) throws SQLException {
    run(connection, "lock table public.projection_position in share row exclusive mode");
  }

  /// Until the transaction ends nobody reads or writes the live tables. What is added up from them
  /// comes first, as in the statements that read both.
  static void takeLive(Connection connection) throws SQLException {
    run(connection, "lock table public.stock_closed, public.stock_hour in access exclusive mode");
    for (var table : TABLES) {
      run(connection, "lock table public." + table + " in access exclusive mode");
    }
  }

  /// Makes the shadow live. The tables that were live are kept in the schema `replaced`; what was
  /// added up from them is added up again.
  static void swap(Connection connection) throws SQLException {
    run(connection, "create schema replaced");
    for (var table : TABLES) {
      run(connection, "alter table public." + table + " set schema replaced");
      run(connection, "alter table shadow." + table + " set schema public");
    }
    run(connection, "truncate public.stock_closed, public.stock_hour");
    run(connection, "drop schema shadow");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
