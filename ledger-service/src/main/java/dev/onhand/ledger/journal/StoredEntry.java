package dev.onhand.ledger.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// An entry as the tables keep it, with its place in the chain.
///
/// @param entryId as stored, which [JournalEntry#entryId] must equal
record StoredEntry(
    long number,
    UUID entryId,
    JournalEntry entry,
    Instant postedAt,
    String previousHash,
    String hash) {

  static final String COLUMNS =
      "e.number, e.entry_id, e.cause_type, e.cause_id, e.entity, e.currency, e.order_id,"
          + " e.effective_at, e.posted_at, e.rule_version, e.fact_hash, e.previous_hash, e.hash,"
          + " e.period";

  private record Key(String entity, long number) {}

  private record Row(
      Key key,
      UUID entryId,
      Cause cause,
      String currency,
      String orderId,
      Instant effectiveAt,
      Instant postedAt,
      YearMonth period,
      int ruleVersion,
      String factHash,
      String previousHash,
      String hash) {

    StoredEntry with(List<Posting> postings) {
      var entry =
          new JournalEntry(
              cause,
              key.entity(),
              currency,
              orderId,
              postings,
              effectiveAt,
              period,
              ruleVersion,
              factHash);
      return new StoredEntry(key.number(), entryId, entry, postedAt, previousHash, hash);
    }
  }

  /// Runs a query that selects [#COLUMNS] from `journal_entry e`; then reads the postings of its
  /// rows with one more statement.
  static List<StoredEntry> read(PreparedStatement query) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (var result = query.executeQuery()) {
      while (result.next()) {
        rows.add(row(result));
      }
    }
    Map<Key, List<Posting>> postings = postings(query.getConnection(), rows);
    return rows.stream().map(row -> row.with(postings.getOrDefault(row.key(), List.of()))).toList();
  }

  private static Row row(ResultSet result) throws SQLException {
    return new Row(
        new Key(result.getString(5), result.getLong(1)),
        result.getObject(2, UUID.class),
        new Cause(result.getString(3), result.getString(4)),
        result.getString(6),
        result.getString(7),
        result.getObject(8, OffsetDateTime.class).toInstant(),
        result.getObject(9, OffsetDateTime.class).toInstant(),
        YearMonth.from(result.getObject(14, LocalDate.class)),
        result.getInt(10),
        result.getString(11),
        result.getString(12),
        result.getString(13));
  }

  private static Map<Key, List<Posting>> postings(Connection connection, List<Row> rows)
      throws SQLException {
    String sql =
        """
        select p.entity, p.number, p.account, p.side, p.amount_minor, p.currency, p.channel
        from unnest(?::text[], ?::bigint[]) as w(entity, number)
        join posting p using (entity, number) order by p.entity, p.number, p.line
        """;
    Map<Key, List<Posting>> postings = new HashMap<>();
    try (var statement = connection.prepareStatement(sql)) {
      Object[] entities = rows.stream().map(row -> row.key().entity()).toArray();
      Object[] numbers = rows.stream().map(row -> row.key().number()).toArray();
      statement.setArray(1, connection.createArrayOf("text", entities));
      statement.setArray(2, connection.createArrayOf("bigint", numbers));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var key = new Key(result.getString(1), result.getLong(2));
          Money amount = Money.ofMinor(CurrencyUnit.of(result.getString(6)), result.getLong(5));
          postings
              .computeIfAbsent(key, _ -> new ArrayList<>())
              .add(
                  new Posting(
                      result.getString(3),
                      Side.valueOf(result.getString(4)),
                      amount,
                      result.getString(7)));
        }
      }
    }
    return postings;
  }
}
