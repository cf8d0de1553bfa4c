package dev.onhand.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// C: every journal entry balances, in the books and as published, and the balances of the accounts
/// are what the entries add up to.
final class BalanceCheck extends Check {
  private final Map<String, BigDecimal> published = new TreeMap<>();
  private final Map<String, String> lastEntry = new HashMap<>();
  private final Once entries = new Once();

  BalanceCheck() {
    super("C", "debit equals credit per journal entry and currency");
  }

  @Override
  void see(Fact fact) {
    if (!fact.type().equals("ledger.JournalEntryPosted")
        || !entries.isFirst(fact.text("entryId"))) {
      return;
    }
    var sums = new HashMap<String, BigDecimal>();
    for (var posting : fact.data().path("postings")) {
      var currency = posting.path("amount").path("currency").asText();
      var amount = signed(posting);
      sums.merge(currency, amount, BigDecimal::add);
      var account = posting.path("account").asText() + " " + currency;
      published.merge(account, amount, BigDecimal::add);
      lastEntry.put(account, fact.place());
    }
    checked();
    sums.forEach(
        (currency, sum) -> {
          if (sum.signum() != 0) {
            diverged("debit - credit = %s %s in %s".formatted(sum, currency, fact.place()));
          }
        });
  }

  private static BigDecimal signed(JsonNode posting) {
    var amount = new BigDecimal(posting.path("amount").path("amount").asText("0"));
    return posting.path("side").asText().equals("DEBIT") ? amount : amount.negate();
  }

  @Override
  void conclude(Map<String, Database> databases) {
    var ledger = databases.get("ledger");
    if (ledger == null) {
      return;
    }
    checked(ledger.number("select count(*) from journal_entry"));
    ledger.forEach(
        """
        select e.entry_id, e.cause_type, e.cause_id, p.currency,
          sum(case p.side when 'DEBIT' then p.amount_minor else -p.amount_minor end)
        from journal_entry e join posting p using (entity, number)
        group by 1, 2, 3, 4
        having sum(case p.side when 'DEBIT' then p.amount_minor else -p.amount_minor end) <> 0
        order by 1\
        """,
        row ->
            diverged(
                "entry %s of %s %s: debit - credit = %d minor units of %s"
                    .formatted(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(5),
                        row.getString(4))));
    accounts(ledger);
  }

  /// The turnover per account against its postings, and the books against what was published.
  private void accounts(Database ledger) {
    var sums = new TreeMap<String, Long>();
    ledger.forEach(
        """
        select account || ' ' || currency,
          sum(case side when 'DEBIT' then amount_minor else -amount_minor end)
        from posting group by 1\
        """,
        row -> sums.put(row.getString(1), row.getLong(2)));
    var turnover = new TreeMap<String, Long>();
    ledger.forEach(
        """
        select account || ' ' || currency, sum(debit_minor - credit_minor)
        from account_balance group by 1\
        """,
        row -> turnover.put(row.getString(1), row.getLong(2)));
    turnover.values().removeIf(sum -> sum == 0);
    var accounts = new TreeMap<>(sums);
    accounts.values().removeIf(sum -> sum == 0);
    expect(accounts.equals(turnover), "postings %s, account balances %s", accounts, turnover);
    sums.forEach(
        (account, minor) -> {
          var sent = published.getOrDefault(account, BigDecimal.ZERO);
          var booked = Currencies.major(minor, account.substring(account.indexOf(' ') + 1));
          expect(
              booked.compareTo(sent) == 0,
              "account %s has %s in the books and %s as published; last published entry: %s",
              account,
              booked,
              sent,
              lastEntry.get(account));
        });
  }
}
