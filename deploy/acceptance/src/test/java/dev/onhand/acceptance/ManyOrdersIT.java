package dev.onhand.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A channel that sends much at once, some of it twice and some of it nonsense, to a service that
/// is killed twice while it reads. `-Donhand.orders=10000` sends more, `-Donhand.seed` others.
@Order(6)
@ExtendWith(RunningStack.Resolver.class)
class ManyOrdersIT {
  private static final int ORDERS = Integer.getInteger("onhand.orders", 1_500);
  private static final long SEED = Long.getLong("onhand.seed", 20_261_125L);
  private static final int UNITS_EACH_MAX = 2;
  private static final int NOT_DRAINED = 2;
  private static final String SERVICE = "order-service";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final RunningStack stack;

  ManyOrdersIT(RunningStack stack) {
    this.stack = stack;
  }

  @Test
  void each_is_one_order_and_each_poison_one_dead_letter_however_often_the_service_is_killed()
      throws SQLException {
    var shop = TestShop.open(stack, ChannelTraffic.CHANNEL, ORDERS * UNITS_EACH_MAX).name();
    var traffic = ChannelTraffic.of(SEED, shop, ORDERS);
    System.out.printf("seed %d: %d messages, %d orders%n", SEED, traffic.size(), ORDERS);

    var service = stack.process(SERVICE);
    var sending = Thread.ofPlatform().start(() -> traffic.send(stack.bootstrapServers()));
    long first = killedAt(service, shop, ORDERS / 10);
    stack.run("up").assertExit(0);
    long second = killedAt(stack.process(SERVICE), shop, Math.max(first + 1, ORDERS / 2));
    stack.run("up").assertExit(0);
    System.out.printf("killed with %d and with %d orders stored%n", first, second);

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> !sending.isAlive() && count(shop) >= ORDERS && read(traffic));
    assertEachOrderOnce(shop, traffic);
    assertEachPoisonOnce(shop, traffic);
    assertVerified();
  }

  /// Kills the service as soon as this many orders are stored, while there is more to read.
  private long killedAt(ProcessHandle service, String shop, long stored) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> count(shop) >= stored);
    service.destroyForcibly();
    service.onExit().join();
    long then = count(shop);
    assertTrue(then < ORDERS, "all orders were stored before the service was killed");
    return then;
  }

  /// Whether the last of the poison has arrived where it belongs.
  private boolean read(ChannelTraffic traffic) {
    var letters = "select count(distinct key) from dead_letter where key = any(?)";
    try (var connection = connect();
        var statement = connection.prepareStatement(letters)) {
      var keys = traffic.poison().keySet().toArray(String[]::new);
      statement.setArray(1, connection.createArrayOf("text", keys));
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) == keys.length;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertEachOrderOnce(String shop, ChannelTraffic traffic) throws SQLException {
    var orders = column("select channel_order_id from orders where channel = ? and shop = ?", shop);
    assertEquals(traffic.orders().size(), orders.size());
    assertEquals(new TreeSet<>(traffic.orders()), new TreeSet<>(orders));
    var received =
        column(
            """
            select e.data -> 'terms' -> 'key' ->> 'externalId' from event e
            join orders o on e.stream = 'order/' || o.order_id and e.type = 'OrderReceived.v1'
            where o.channel = ? and o.shop = ?
            """,
            shop);
    assertEquals(traffic.orders().size(), received.size(), "orders that were received");
  }

  private void assertEachPoisonOnce(String shop, ChannelTraffic traffic) throws SQLException {
    var letters =
        column(
            "select key || ' ' || reason from dead_letter where key like ? || '/' || ? || '/%'",
            "poison", shop);
    var expected = new ArrayList<String>();
    traffic.poison().forEach((key, reason) -> expected.add(key + " " + reason));
    assertEquals(counted(expected), counted(letters));
    assertEquals(
        List.of(),
        column("select key from dead_letter where key like ? || '/' || ? || '/%'", shop));
  }

  private static Map<String, Integer> counted(List<String> texts) {
    var counts = new TreeMap<String, Integer>();
    for (var text : texts) counts.merge(text, 1, Integer::sum);
    return counts;
  }

  /// Clean, once everybody has done what these orders ask of them.
  private void assertVerified() {
    var ran = new RunningStack.Ran[1];
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              ran[0] = stack.run("verify", "--json");
              return ran[0].exit() != NOT_DRAINED;
            });
    ran[0].assertExit(0);
  }

  private long count(String shop) {
    try {
      var sql = "select count(*)::text from orders where channel = ? and shop = ?";
      return Long.parseLong(column(sql, shop).getFirst());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> column(String sql, String shop) throws SQLException {
    return column(sql, ChannelTraffic.CHANNEL, shop);
  }

  private List<String> column(String sql, String first, String second) throws SQLException {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, first);
      statement.setString(2, second);
      var texts = new ArrayList<String>();
      try (var row = statement.executeQuery()) {
        while (row.next()) texts.add(row.getString(1));
      }
      return texts;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        stack.jdbcUrl("order_service"), "postgres", stack.superuserPassword());
  }
}
