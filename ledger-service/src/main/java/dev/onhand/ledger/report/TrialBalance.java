package dev.onhand.ledger.report;

import dev.onhand.ledger.account.Account;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Every account with its turnover, per currency.
///
/// @param asOf effective time up to which facts are counted; null for all
/// @param balanced whether debits equal credits in every currency
public record TrialBalance(
    Instant asOf, boolean balanced, List<Total> totals, List<Line> accounts) {

  /// @param balance debits less credits
  public record Line(
      String account,
      String name,
      Account.Type type,
      String currency,
      Money debit,
      Money credit,
      Money balance) {}

  /// Turnover of all accounts in one currency.
  public record Total(String currency, Money debit, Money credit) {}

  private static final String WHOLE =
      """
      select a.code, a.name, a.type, b.currency, sum(b.debit_minor), sum(b.credit_minor)
      from account_balance b join account a on a.code = b.account
      where b.entity = ?
      group by a.code, a.name, a.type, b.currency order by a.code, b.currency
      """;

  /// Whole periods from the balances, the begun period from its postings: facts told after their
  /// month was closed count in the period they were posted to.
  private static final String UP_TO =
      """
      select a.code, a.name, a.type, t.currency, sum(t.debit), sum(t.credit)
      from (
        select account, currency, debit_minor as debit, credit_minor as credit
        from account_balance where entity = ? and month < ?::date
        union all
        select account, currency,
          case side when 'DEBIT' then amount_minor else 0 end,
          case side when 'CREDIT' then amount_minor else 0 end
        from posting where entity = ? and period = ? and effective_at <= ?
      ) t join account a on a.code = t.account
      group by a.code, a.name, a.type, t.currency order by a.code, t.currency
      """;

  static TrialBalance read(Connection connection, String entity, Instant asOf) throws SQLException {
    try (var statement = connection.prepareStatement(asOf == null ? WHOLE : UP_TO)) {
      statement.setString(1, entity);
      if (asOf != null) {
        YearMonth month = YearMonth.from(asOf.atOffset(ZoneOffset.UTC));
        statement.setObject(2, month.atDay(1));
        statement.setString(3, entity);
        statement.setObject(4, month.atDay(1));
        statement.setObject(5, asOf.atOffset(ZoneOffset.UTC));
      }
      try (var result = statement.executeQuery()) {
        List<Line> lines = new ArrayList<>();
        while (result.next()) {
          lines.add(line(result));
        }
        return of(asOf, lines);
      }
    }
  }

  private static Line line(ResultSet result) throws SQLException {
    CurrencyUnit currency = CurrencyUnit.of(result.getString(4));
    Money debit = Money.ofMinor(currency, result.getBigDecimal(5).longValueExact());
    Money credit = Money.ofMinor(currency, result.getBigDecimal(6).longValueExact());
    return new Line(
        result.getString(1),
        result.getString(2),
        Account.Type.valueOf(result.getString(3)),
        currency.getCode(),
        debit,
        credit,
        debit.minus(credit));
  }

  private static TrialBalance of(Instant asOf, List<Line> lines) {
    Map<String, Total> totals = new TreeMap<>();
    for (Line line : lines) {
      totals.merge(
          line.currency(),
          new Total(line.currency(), line.debit(), line.credit()),
          (one, more) ->
              new Total(
                  one.currency(),
                  one.debit().plus(more.debit()),
                  one.credit().plus(more.credit())));
    }
    boolean balanced = totals.values().stream().allMatch(t -> t.debit().equals(t.credit()));
    return new TrialBalance(asOf, balanced, List.copyOf(totals.values()), List.copyOf(lines));
  }
}
