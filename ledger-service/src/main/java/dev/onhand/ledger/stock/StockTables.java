package dev.onhand.ledger.stock;

import dev.onhand.ledger.journal.Columns;
import dev.onhand.platform.event.Current;
import dev.onhand.platform.event.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Keeps `stock_value` equal to the stock streams.
final class StockTables implements Projection<StockValue> {

  @Override
  public void save(Connection connection, List<Current<StockValue>> changed) throws SQLException {
    var columns = new Columns<Current<StockValue>>(changed);
    columns.add("text", c -> StockId.of(c.id()).pool());
    columns.add("text", c -> StockId.of(c.id()).sku());
    columns.add("bigint", c -> c.state().quantity());
    columns.add("bigint", c -> c.state().value().getAmountMinorLong());
    columns.add("text", c -> c.state().value().getCurrencyUnit().getCode());
    columns.add("bigint", Current::version);
    columns.add("timestamptz", c -> c.changedAt().toString());
    columns.execute(
        connection,
        "insert into stock_value (pool, sku, quantity, value_minor, currency, version,"
            + " changed_at) select * from ",
        " on conflict (pool, sku) do update set quantity = excluded.quantity,"
            + " value_minor = excluded.value_minor, currency = excluded.currency,"
            + " version = excluded.version, changed_at = excluded.changed_at");
  }
}
