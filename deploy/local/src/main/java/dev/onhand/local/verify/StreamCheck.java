package dev.onhand.local.verify;

import java.util.Map;

/// F: the events of a stream are numbered 1 to n, and so are the entries of a journal.
final class StreamCheck extends Check {
  private static final int NAMED_MAX = 20;

  StreamCheck() {
    super("F", "versions of a stream are dense");
  }

  @Override
  void conclude(Map<String, Database> databases) {
    databases.forEach(
        (service, database) -> {
          if (database.hasTable("event")) {
            dense(service, database, "stream", "version", "event");
          }
          if (database.hasTable("journal_entry")) {
            dense(service, database, "entity", "number", "journal_entry");
          }
          if (service.equals("inventory") && database.hasTable("stock_movement")) {
            dense(service, database, "pool || '/' || sku", "sequence", "stock_movement");
          }
        });
  }

  private void dense(
      String service, Database database, String stream, String version, String table) {
    checked(database.number("select count(distinct %s) from %s".formatted(stream, table)));
    database.forEach(
        """
        select s, v, before from (
          select %1$s as s, %2$s as v,
            lag(%2$s, 1, 0::bigint) over (partition by %1$s order by %2$s) as before
          from %3$s) numbered
        where v <> before + 1 order by 1, 2 limit %4$d\
        """
            .formatted(stream, version, table, NAMED_MAX),
        row ->
            diverged(
                "%s: %s %s goes from version %d to %d"
                    .formatted(service, table, row.getString(1), row.getLong(3), row.getLong(2))));
  }
}
