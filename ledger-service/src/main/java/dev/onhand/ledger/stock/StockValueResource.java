package dev.onhand.ledger.stock;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What stock is worth, by pool and SKU.
@Path("/stock-value")
@RolesAllowed({Roles.ACCOUNTANT, Roles.CONTROLLER, Roles.ANALYST})
public class StockValueResource {

  private static final int AVERAGE_EXTRA_DIGITS = 4;

  private final Requests requests;

  StockValueResource(Requests requests) {
    this.requests = requests;
  }

  /// @param average value of one unit, for reading only: nothing is calculated with it; null
  ///     without stock
  public record Line(
      String pool, String sku, long quantity, Money value, String average, Instant changedAt) {}

  /// One page of lines, with the totals over all lines that the conditions select.
  public record StockValuation(List<Money> totals, List<Line> items, String next) {}

  /// Lines in the order of pool and SKU; `after` is `pool/sku` of the line before.
  @GET
  public StockValuation stockValue(
      @QueryParam("pool") String pool,
      @QueryParam("sku") String sku,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    if (after != null && after.indexOf('/') < 0) {
      throw Problems.invalid("after", "send pool/sku");
    }
    StockId from = after == null ? new StockId("", "") : StockId.of(after);
    return requests.run(
        work -> {
          String where =
              " from stock_value where (?::text is null or pool = ?)"
                  + " and (?::text is null or sku = ?)";
          List<Money> totals = new ArrayList<>();
          String sums = "select currency, sum(value_minor)" + where + " group by 1 order by 1";
          try (var statement = work.connection().prepareStatement(sums)) {
            conditions(statement, pool, sku);
            try (var result = statement.executeQuery()) {
              while (result.next()) {
                totals.add(money(result.getString(1), result.getBigDecimal(2)));
              }
            }
          }
          String lines =
              "select pool, sku, quantity, currency, value_minor, changed_at"
                  + where
                  + " and (pool, sku) > (?, ?) order by pool, sku limit ?";
          List<Line> rows = new ArrayList<>();
          try (var statement = work.connection().prepareStatement(lines)) {
            conditions(statement, pool, sku);
            statement.setString(5, from.pool());
            statement.setString(6, from.sku());
            statement.setInt(7, size + 1);
            try (var result = statement.executeQuery()) {
              while (result.next()) {
                rows.add(line(result));
              }
            }
          }
          Page<Line> page = Page.of(rows, size, line -> line.pool() + "/" + line.sku());
          return new StockValuation(totals, page.items(), page.next());
        });
  }

  private static void conditions(java.sql.PreparedStatement statement, String pool, String sku)
      throws SQLException {
    statement.setString(1, pool);
    statement.setString(2, pool);
    statement.setString(3, sku);
    statement.setString(4, sku);
  }

  private static Line line(ResultSet result) throws SQLException {
    long quantity = result.getLong(3);
    Money value = money(result.getString(4), result.getBigDecimal(5));
    String average = null;
    if (quantity != 0) {
      int digits = value.getCurrencyUnit().getDecimalPlaces() + AVERAGE_EXTRA_DIGITS;
      average =
          value
              .getAmount()
              .divide(BigDecimal.valueOf(quantity), digits, RoundingMode.HALF_UP)
              .toPlainString();
    }
    Instant changedAt = result.getObject(6, OffsetDateTime.class).toInstant();
    return new Line(result.getString(1), result.getString(2), quantity, value, average, changedAt);
  }

  private static Money money(String currency, BigDecimal minor) {
    return Money.ofMinor(CurrencyUnit.of(currency), minor.longValueExact());
  }
}
