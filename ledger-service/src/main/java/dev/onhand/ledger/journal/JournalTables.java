package dev.onhand.ledger.journal;

import dev.onhand.ledger.journal.JournalEntries.Posted;
import dev.onhand.platform.event.Current;
import dev.onhand.platform.event.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes new entries to the journal's tables, in the transaction that posts them: gives each its
/// number and its place in the hash chain, and adds it to the balances. Whoever holds the row of
/// the chain's end writes; it is taken last in a transaction, so it is held only for these
/// statements and the commit.
final class JournalTables implements Projection<Posted> {

  /// SQLSTATE that makes the transaction run again, which then finds the month closed.
  private static final String SERIALIZATION_FAILURE = "40001";

  private record End(long number, String hash, YearMonth closedThrough) {}

  private record Numbered(Posted posted, long number, String previousHash, String hash) {}

  private record Line(JournalEntry entry, long number, int line, Posting posting) {}

  private record BalanceKey(
      String entity, String account, String currency, LocalDate month, String channel) {}

  private static final Comparator<BalanceKey> BALANCE_ORDER =
      Comparator.comparing(BalanceKey::entity)
          .thenComparing(BalanceKey::account)
          .thenComparing(BalanceKey::currency)
          .thenComparing(BalanceKey::month)
          .thenComparing(BalanceKey::channel);

  private static final class Turnover {
    private long debit;
    private long credit;
  }

  @Override
  public void save(Connection connection, List<Current<Posted>> changed) throws SQLException {
    Set<String> entities = new TreeSet<>();
    changed.forEach(current -> entities.add(current.state().entry().entity()));
    Map<String, End> ends = lockEnds(connection, entities);
    List<Numbered> entries = new ArrayList<>(changed.size());
    for (Current<Posted> current : changed) {
      JournalEntry entry = current.state().entry();
      End end = ends.get(entry.entity());
      if (end == null) {
        throw new IllegalStateException("no journal for entity " + entry.entity());
      }
      if (end.closedThrough() != null && !entry.period().isAfter(end.closedThrough())) {
        throw new SQLException(entry.period() + " was closed meanwhile", SERIALIZATION_FAILURE);
      }
      long number = end.number() + 1;
      String hash = HashChain.next(end.hash(), number, entry, current.state().at());
      entries.add(new Numbered(current.state(), number, end.hash(), hash));
      ends.put(entry.entity(), new End(number, hash, end.closedThrough()));
    }
    insertEntries(connection, entries);
    insertPostings(connection, entries);
    addToBalances(connection, entries);
    moveEnds(connection, ends);
  }

  private static Map<String, End> lockEnds(Connection connection, Set<String> entities)
      throws SQLException {
    String sql =
        "select entity, number, hash, closed_through from journal_chain where entity = any(?)"
            + " order by entity for update";
    Map<String, End> ends = new HashMap<>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", entities.toArray()));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          LocalDate closed = result.getObject(4, LocalDate.class);
          YearMonth closedThrough = closed == null ? null : YearMonth.from(closed);
          var end = new End(result.getLong(2), result.getString(3), closedThrough);
          ends.put(result.getString(1), end);
        }
      }
    }
    return ends;
  }

  private static void insertEntries(Connection connection, List<Numbered> entries)
      throws SQLException {
    var columns = new Columns<Numbered>(entries);
    columns.add("text", n -> n.posted().entry().entity());
    columns.add("bigint", Numbered::number);
    columns.add("uuid", n -> n.posted().entry().entryId());
    columns.add("text", n -> n.posted().entry().cause().type());
    columns.add("text", n -> n.posted().entry().cause().id());
    columns.add("text", n -> n.posted().entry().currency());
    columns.add("text", n -> n.posted().entry().orderId());
    columns.add("timestamptz", n -> n.posted().entry().effectiveAt().toString());
    columns.add("timestamptz", n -> n.posted().at().toString());
    columns.add("int", n -> n.posted().entry().ruleVersion());
    columns.add("text", n -> n.posted().entry().factHash());
    columns.add("date", n -> n.posted().entry().period().atDay(1).toString());
    columns.add("text", Numbered::previousHash);
    columns.add("text", Numbered::hash);
    columns.execute(
        connection,
        "insert into journal_entry (entity, number, entry_id, cause_type, cause_id, currency,"
            + " order_id, effective_at, posted_at, rule_version, fact_hash, period,"
            + " previous_hash, hash)"
            + " select * from ");
  }

  private static void insertPostings(Connection connection, List<Numbered> entries)
      throws SQLException {
    List<Line> lines = new ArrayList<>(entries.size() * 3);
    for (Numbered numbered : entries) {
      JournalEntry entry = numbered.posted().entry();
      int line = 0;
      for (Posting posting : entry.postings()) {
        lines.add(new Line(entry, numbered.number(), ++line, posting));
      }
    }
    var columns = new Columns<Line>(lines);
    columns.add("text", l -> l.entry().entity());
    columns.add("bigint", Line::number);
    columns.add("int", Line::line);
    columns.add("text", l -> l.posting().account());
    columns.add("text", l -> l.posting().side().name());
    columns.add("bigint", l -> l.posting().amount().getAmountMinorLong());
    columns.add("text", l -> l.entry().currency());
    columns.add("text", l -> l.posting().channel());
    columns.add("timestamptz", l -> l.entry().effectiveAt().toString());
    columns.add("date", l -> l.entry().period().atDay(1).toString());
    columns.execute(
        connection,
        "insert into posting (entity, number, line, account, side, amount_minor, currency,"
            + " channel, effective_at, period) select * from ");
  }

  private static void addToBalances(Connection connection, List<Numbered> entries)
      throws SQLException {
    Map<BalanceKey, Turnover> sums = new TreeMap<>(BALANCE_ORDER);
    for (Numbered numbered : entries) {
      JournalEntry entry = numbered.posted().entry();
      LocalDate month = entry.period().atDay(1);
      for (Posting posting : entry.postings()) {
        String channel = posting.channel() == null ? "" : posting.channel();
        var key =
            new BalanceKey(entry.entity(), posting.account(), entry.currency(), month, channel);
        Turnover sum = sums.computeIfAbsent(key, _ -> new Turnover());
        long minor = posting.amount().getAmountMinorLong();
        switch (posting.side()) {
          case DEBIT -> sum.debit = Math.addExact(sum.debit, minor);
          case CREDIT -> sum.credit = Math.addExact(sum.credit, minor);
        }
      }
    }
    var columns = new Columns<Map.Entry<BalanceKey, Turnover>>(List.copyOf(sums.entrySet()));
    columns.add("text", e -> e.getKey().entity());
    columns.add("text", e -> e.getKey().account());
    columns.add("text", e -> e.getKey().currency());
    columns.add("date", e -> e.getKey().month().toString());
    columns.add("text", e -> e.getKey().channel());
    columns.add("bigint", e -> e.getValue().debit);
    columns.add("bigint", e -> e.getValue().credit);
    columns.execute(
        connection,
        "insert into account_balance as b (entity, account, currency, month, channel,"
            + " debit_minor, credit_minor) select * from ",
        " on conflict (entity, account, currency, month, channel) do update set"
            + " debit_minor = b.debit_minor + excluded.debit_minor,"
            + " credit_minor = b.credit_minor + excluded.credit_minor");
  }

  private static void moveEnds(Connection connection, Map<String, End> ends) throws SQLException {
    var columns = new Columns<Map.Entry<String, End>>(List.copyOf(ends.entrySet()));
    columns.add("text", Map.Entry::getKey);
    columns.add("bigint", e -> e.getValue().number());
    columns.add("text", e -> e.getValue().hash());
    columns.execute(
        connection,
        "update journal_chain c set number = n.number, hash = n.hash from ",
        " as n(entity, number, hash) where c.entity = n.entity");
  }
}
