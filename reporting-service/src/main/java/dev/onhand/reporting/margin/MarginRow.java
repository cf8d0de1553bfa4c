package dev.onhand.reporting.margin;

import dev.onhand.reporting.read.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import org.joda.money.Money;

/// Revenue less cost of goods of one thing in one currency.
///
/// @param key the channel or the SKU; null for the whole
/// @param name of the SKU's item, else null
/// @param units shipped, where the row is of a SKU, else null
/// @param ratio margin / revenue, four decimals; null without revenue
public record MarginRow(
    String key,
    String name,
    Long units,
    Money revenue,
    Money costOfGoods,
    Money grossMargin,
    BigDecimal ratio) {
  private static final int RATIO_DECIMALS = 4;

  /// From a row with `key, name, units, currency, revenue, cost_of_goods, gross_margin`.
  public static MarginRow of(Row row) throws SQLException {
    var revenue = row.money("revenue");
    var margin = row.money("gross_margin");
    return new MarginRow(
        row.text("key"),
        row.text("name"),
        row.numberOrNull("units"),
        revenue,
        row.money("cost_of_goods"),
        margin,
        revenue.isZero()
            ? null
            : margin
                .getAmount()
                .divide(revenue.getAmount(), RATIO_DECIMALS, RoundingMode.HALF_EVEN));
  }
}
