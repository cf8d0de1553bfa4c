package dev.onhand.ledger.report;

import dev.onhand.ledger.account.Account.Section;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Revenue and expenses of whole months, per currency, and per sales channel when asked.
///
/// @param from first month, null for the beginning
/// @param to last month, null for the end
public record ProfitAndLoss(YearMonth from, YearMonth to, List<Statement> statements) {

  /// @param channel null in a statement over all channels; empty for what belongs to no channel
  /// @param grossMargin net revenue less cost of sales
  /// @param result gross margin less operating expenses
  public record Statement(
      String channel,
      String currency,
      Money netRevenue,
      Money costOfSales,
      Money grossMargin,
      Money operatingExpenses,
      Money result,
      List<Line> accounts) {}

  /// @param amount as the section counts it: revenue positive, expense positive
  public record Line(String account, String name, Section section, Money amount) {}

  private record Key(String channel, CurrencyUnit currency) {}

  static ProfitAndLoss read(
      Connection connection, String entity, YearMonth from, YearMonth to, boolean byChannel)
      throws SQLException {
    String sql =
        """
        select case when ? then b.channel end as channel, b.currency, a.code, a.name, a.section,
          sum(b.credit_minor - b.debit_minor)
        from account_balance b join account a on a.code = b.account
        where b.entity = ? and a.section is not null
          and b.month between ?::date and ?::date
        group by 1, 2, 3, 4, 5 order by 1, 2, 3
        """;
    Map<Key, List<Line>> lines = new LinkedHashMap<>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setBoolean(1, byChannel);
      statement.setString(2, entity);
      statement.setObject(3, from == null ? LocalDate.of(1, 1, 1) : from.atDay(1));
      statement.setObject(4, to == null ? LocalDate.of(9999, 12, 1) : to.atDay(1));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var key = new Key(result.getString(1), CurrencyUnit.of(result.getString(2)));
          Section section = Section.valueOf(result.getString(5));
          Money credit = Money.ofMinor(key.currency(), result.getBigDecimal(6).longValueExact());
          Money amount = section == Section.NET_REVENUE ? credit : credit.negated();
          lines
              .computeIfAbsent(key, _ -> new ArrayList<>())
              .add(new Line(result.getString(3), result.getString(4), section, amount));
        }
      }
    }
    List<Statement> statements = new ArrayList<>();
    lines.forEach((key, some) -> statements.add(statement(key, some)));
    return new ProfitAndLoss(from, to, statements);
  }

  private static Statement statement(Key key, List<Line> lines) {
    Money revenue = sum(key, lines, Section.NET_REVENUE);
    Money cost = sum(key, lines, Section.COST_OF_SALES);
    Money operating = sum(key, lines, Section.OPERATING_EXPENSES);
    Money margin = revenue.minus(cost);
    return new Statement(
        key.channel(),
        key.currency().getCode(),
        revenue,
        cost,
        margin,
        operating,
        margin.minus(operating),
        lines);
  }

  private static Money sum(Key key, List<Line> lines, Section section) {
    return lines.stream()
        .filter(line -> line.section() == section)
        .map(Line::amount)
        .reduce(Money.zero(key.currency()), Money::plus);
  }
}
