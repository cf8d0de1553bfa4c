package dev.onhand.local.verify;

import java.util.List;
import java.util.Map;

/// Tables written beside the events: each row is of the last version of its stream, and each
/// stream has its row.
final class Versions {
  private record Table(String service, String name, String stream) {}

  private static final List<Table> TABLES =
      List.of(
          new Table("order", "orders", "'order/' || order_id"),
          new Table("procurement", "purchase_order", "'purchase-order/' || id"),
          new Table("procurement", "supplier", "'supplier/' || id"),
          new Table("ledger", "stock_value", "'stock/' || pool || '/' || sku"));

  private final Check check;

  Versions(Check check) {
    this.check = check;
  }

  void conclude(Map<String, Database> databases) {
    for (var table : TABLES) {
      var database = databases.get(table.service());
      if (database != null && database.hasTable(table.name()) && database.hasTable("event")) {
        compare(table, database);
      }
    }
  }

  private void compare(Table table, Database database) {
    check.checked(database.number("select count(*) from " + table.name()));
    var kind = table.stream().substring(0, table.stream().indexOf('/') + 1) + "%'";
    database.forEach(
        """
        with streams as (
          select stream, max(version) as version from event where stream like %1$s group by stream),
        rows as (select %2$s as stream, version from %3$s)
        select coalesce(s.stream, r.stream), s.version, r.version
        from streams s full join rows r using (stream)
        where s.version is distinct from r.version
        order by 1\
        """
            .formatted(kind, table.stream(), table.name()),
        row ->
            check.diverged(
                "%s: %s is at version %s, its row in %s at %s"
                    .formatted(
                        table.service(),
                        row.getString(1),
                        row.getString(2),
                        table.name(),
                        row.getString(3))));
  }
}
