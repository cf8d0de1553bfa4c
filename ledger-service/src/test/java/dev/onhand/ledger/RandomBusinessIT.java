package dev.onhand.ledger;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.ledger.RandomBusiness.Sent;
import dev.onhand.ledger.stock.StockHandlers;
import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// A made-up day on a real broker, shuffled across topics and repeated: the tables must say what
/// the same day says in memory, in order and without repeats.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class RandomBusinessIT {

  private static final int STEPS = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void the_tables_say_what_the_day_was() throws SQLException {
    long seed = new Random().nextLong();
    String pool = "pool" + Long.toHexString(seed);
    String where = "seed " + seed;
    List<Sent> day = new RandomBusiness(seed, pool).messages(STEPS);
    MemoryBooks expected = new MemoryBooks(pool);
    for (Sent sent : day) {
      expected.deliver(sent);
    }
    try (var messages = Messages.connect();
        var connection = Infrastructure.start().connect()) {
      Map<String, Money> before = balances(connection);
      long entries = number(connection, "select count(*) from journal_entry");
      send(new Senders(messages), day, new Random(seed));
      long all = entries + expected.causes().size();
      await(where)
          .atMost(PATIENCE)
          .until(() -> number(connection, "select count(*) from journal_entry") == all);

      Map<String, Money> gained = balances(connection);
      before.forEach((key, balance) -> gained.merge(key, balance.negated(), Money::plus));
      gained.values().removeIf(Money::isZero);
      assertEquals(expected.balances(), gained, where);
      for (String sku : RandomBusiness.skus(pool)) {
        assertEquals(StockHandlers.stock(expected.work, pool, sku), stock(connection, sku), where);
      }
      assertSound(connection, where);
    }
  }

  private static void assertSound(Connection connection, String where) throws SQLException {
    String inventory =
        "select coalesce(sum(debit_minor - credit_minor), 0) from account_balance"
            + " where account = '1300'";
    String stock = "select coalesce(sum(value_minor), 0) from stock_value";
    assertEquals(number(connection, stock), number(connection, inventory), where);
    String deposits =
        "select coalesce(sum(credit_minor - debit_minor), 0) from account_balance"
            + " where account = '2200'";
    String owed = "select coalesce(sum(deposit_minor), 0) from order_balance";
    assertEquals(number(connection, owed), number(connection, deposits), where);
    String negative =
        "select count(*) from order_balance where deposit_minor < 0 or receivable_minor < 0";
    assertEquals(0, number(connection, negative), where);
    String dead = "select count(*) from dead_letter";
    assertEquals(0, number(connection, dead), where);
  }

  /// Numbers the messages as they happened, then sends them shuffled and repeated.
  private static void send(Senders senders, List<Sent> day, Random random) {
    Map<Sent, TestMessage> told = new IdentityHashMap<>();
    day.forEach(sent -> told.put(sent, senders.tell(sent.topic(), sent.message())));
    List<Sent> order = new ArrayList<>(Shuffle.of(day, random));
    order.forEach(sent -> senders.send(sent.topic(), told.get(sent)));
  }

  private static Map<String, Money> balances(Connection connection) throws SQLException {
    String sql =
        "select account || ' ' || coalesce(nullif(channel, ''), 'null'),"
            + " sum(debit_minor - credit_minor) from account_balance group by 1";
    Map<String, Money> balances = new TreeMap<>();
    try (var statement = connection.prepareStatement(sql);
        var result = statement.executeQuery()) {
      while (result.next()) {
        balances.put(result.getString(1), Money.ofMinor(CurrencyUnit.EUR, result.getLong(2)));
      }
    }
    return balances;
  }

  private static String stock(Connection connection, String sku) throws SQLException {
    String sql = "select quantity, value_minor from stock_value where sku = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, sku);
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getLong(1) + " worth " + Money.ofMinor(CurrencyUnit.EUR, result.getLong(2));
      }
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql);
        var result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }
}
