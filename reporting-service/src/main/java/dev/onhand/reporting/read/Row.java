package dev.onhand.reporting.read;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The present row of a result, by column name. What is SQL null is null here.
public final class Row {
  private final ResultSet row;

  Row(ResultSet row) {
    this.row = row;
  }

  public String text(String column) throws SQLException {
    return row.getString(column);
  }

  public long number(String column) throws SQLException {
    return row.getLong(column);
  }

  /// For a column that may be null.
  public Long numberOrNull(String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /// Without trailing zeros behind the point.
  public BigDecimal decimal(String column) throws SQLException {
    return trimmed(row.getBigDecimal(column));
  }

  public Instant instant(String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  public LocalDate day(String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  public List<String> texts(String column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  /// A decimal amount in the currency of column `currency`.
  public Money money(String column) throws SQLException {
    var amount = row.getBigDecimal(column);
    var currency = row.getString("currency");
    return amount == null || currency == null
        ? null
        : Money.of(CurrencyUnit.of(currency), trimmed(amount));
  }

  private static BigDecimal trimmed(BigDecimal value) {
    if (value == null) return null;
    var trimmed = value.stripTrailingZeros();
    return trimmed.scale() < 0 ? trimmed.setScale(0) : trimmed;
  }
}
