package dev.onhand.ledger.order;

import dev.onhand.ledger.journal.Columns;
import dev.onhand.platform.event.Current;
import dev.onhand.platform.event.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;

/// Keeps `order_balance` equal to the order streams.
final class OrderTables implements Projection<OrderBooks> {

  private record Row(String orderId, CurrencyUnit currency, OrderBooks books) {}

  @Override
  public void save(Connection connection, List<Current<OrderBooks>> changed) throws SQLException {
    List<Row> rows = new ArrayList<>();
    for (Current<OrderBooks> current : changed) {
      OrderBooks books = current.state();
      Set<String> currencies = new TreeSet<>(books.deposits().keySet());
      currencies.addAll(books.receivables().keySet());
      currencies.forEach(code -> rows.add(new Row(current.id(), CurrencyUnit.of(code), books)));
    }
    var columns = new Columns<Row>(rows);
    columns.add("text", Row::orderId);
    columns.add("text", row -> row.currency().getCode());
    columns.add("text", row -> row.books().channel());
    columns.add("bigint", row -> row.books().deposit(row.currency()).getAmountMinorLong());
    columns.add("bigint", row -> row.books().receivable(row.currency()).getAmountMinorLong());
    columns.execute(
        connection,
        "insert into order_balance (order_id, currency, channel, deposit_minor,"
            + " receivable_minor) select * from ",
        " on conflict (order_id, currency) do update set channel = excluded.channel,"
            + " deposit_minor = excluded.deposit_minor,"
            + " receivable_minor = excluded.receivable_minor");
  }
}
