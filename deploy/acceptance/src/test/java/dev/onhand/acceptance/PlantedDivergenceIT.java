package dev.onhand.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// Damage that should be impossible, done on purpose to what the other tests have left: the auditor
/// finds each kind and says where. What was done to a table is undone; what was sent to a topic
/// stays, so those tests come last.
@Order(9)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(RunningStack.Resolver.class)
class PlantedDivergenceIT {

  private final RunningStack stack;

  PlantedDivergenceIT(RunningStack stack) {
    this.stack = stack;
  }

  /// Runs statements as somebody whom no trigger stops.
  private void sql(String service, String... statements) {
    var url = stack.jdbcUrl(service + "_service");
    try (var connection = DriverManager.getConnection(url, "postgres", stack.superuserPassword());
        var statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertFound(String id, String part, String service, String harm, String undo) {
    sql(service, harm);
    try {
      var finding = finding(stack.verify(1), id);
      assertFalse(finding.path("ok").asBoolean(), finding::toString);
      var where = finding.path("firstDivergence").asText();
      assertTrue(where.contains(part), () -> part + " in: " + where);
    } finally {
      sql(service, undo);
    }
  }

  private static JsonNode finding(JsonNode verdict, String id) {
    for (var finding : verdict.path("invariants")) {
      if (finding.path("id").asText().equals(id)) {
        return finding;
      }
    }
    throw new IllegalStateException("no " + id + " in " + verdict);
  }

  @Test
  @Order(1)
  void there_is_nothing_to_find_before() {
    stack.assertClean();
  }

  @Test
  @Order(2)
  void a_a_unit_that_appears_in_a_position() {
    assertFound(
        "A",
        "on hand",
        "inventory",
        "update stock_position set sellable = sellable + 1 where ctid = (" + FIRST + ")",
        "update stock_position set sellable = sellable - 1 where ctid = (" + FIRST + ")");
  }

  private static final String FIRST =
      "select ctid from stock_position order by pool, sku, location_id limit 1";

  @Test
  @Order(2)
  void b_more_reserved_than_there_is() {
    assertFound(
        "B",
        "reserved",
        "inventory",
        "update stock_position set reserved = reserved + 1000000 where ctid = (" + FIRST + ")",
        "update stock_position set reserved = reserved - 1000000 where ctid = (" + FIRST + ")");
  }

  @Test
  @Order(2)
  void c_a_posting_that_is_a_cent_more() {
    assertFound(
        "C",
        "debit - credit",
        "ledger",
        "create table planted as select * from posting limit 1;"
            + "update posting p set amount_minor = p.amount_minor + 1 from planted x"
            + " where (p.entity, p.number, p.line) = (x.entity, x.number, x.line)",
        "update posting p set amount_minor = x.amount_minor from planted x"
            + " where (p.entity, p.number, p.line) = (x.entity, x.number, x.line);"
            + "drop table planted");
  }

  @Test
  @Order(2)
  void f_an_event_that_is_gone() {
    assertFound(
        "F",
        "event order/",
        "order",
        "create table planted as select * from event where version = 2 order by position limit 1;"
            + "delete from event where id in (select id from planted)",
        "insert into event overriding system value select * from planted; drop table planted");
  }

  @Test
  @Order(2)
  void g_an_order_that_is_elsewhere_than_its_messages_say() {
    assertFound(
        "G",
        "its messages say",
        "order",
        "create table planted as select order_id, state from orders"
            + " where state in ('COMPLETED', 'DELIVERED', 'SHIPPED') limit 1;"
            + "update orders set state = 'CANCELLED' where order_id in"
            + " (select order_id from planted)",
        "update orders o set state = x.state from planted x where x.order_id = o.order_id;"
            + "drop table planted");
  }

  @Test
  @Order(2)
  void h_an_input_that_nobody_has_received() {
    assertFound(
        "H",
        "has not received",
        "fulfillment",
        "create table planted as select * from inbox limit 1;"
            + "delete from inbox where (source, message_id) in"
            + " (select source, message_id from planted)",
        "insert into inbox select * from planted; drop table planted");
  }

  @Test
  @Order(3)
  void whoever_lags_is_named() {
    stack.kill("order-service");
    try (var messages = Messages.connect(stack.bootstrapServers())) {
      var id = UUID.randomUUID().toString();
      messages.send(
          "channel.orders",
          TestMessage.of("channel.ChannelOrderPlaced.v1", "nobody/nowhere/" + id, "{}"));
      var ran = stack.run("verify", "--json", "--wait", "8");
      ran.assertExit(2);
      var lagging = ran.json().path("lagging").toString();
      assertTrue(lagging.contains("order"), lagging);
    } finally {
      stack.run("up").assertExit(0);
    }
    stack.assertClean();
  }

  @Test
  @Order(4)
  void d_a_second_order_for_one_channel_order_and_e_a_reservation_that_ends_twice() {
    try (var messages = Messages.connect(stack.bootstrapServers())) {
      var received = first(messages, "order.events", "order.OrderReceived.v1");
      var other = UUID.randomUUID().toString();
      var twin =
          received
              .text()
              .replace(received.json().path("orderId").asText(), other)
              .getBytes(java.nio.charset.StandardCharsets.UTF_8);
      messages.send(
          "order.events",
          received
              .carrying(twin)
              .with("ce_id", UUID.randomUUID().toString())
              .with("ce_subject", other)
              .keyed(other));
      var shipped = completed(messages);
      messages.send(
          "inventory.reservations",
          shipped
              .with("ce_id", UUID.randomUUID().toString())
              .with("ce_type", "inventory.ReservationReleased.v1")
              .with("ce_sequence", "" + (shipped.sequence() + 1)));
    }
    var verdict = stack.verify(1);
    assertEquals(false, finding(verdict, "D").path("ok").asBoolean(), verdict::toString);
    assertEquals(false, finding(verdict, "E").path("ok").asBoolean(), verdict::toString);
  }

  private static TestMessage completed(Messages messages) {
    try (var collector = messages.collect("inventory.reservations")) {
      return collector.await(
          "a reservation that was shipped completely",
          message ->
              "inventory.ReservationShipped.v1".equals(message.type())
                  && message.json().path("complete").asBoolean());
    }
  }

  private static TestMessage first(Messages messages, String topic, String type) {
    try (var collector = messages.collect(topic)) {
      return collector.await(type, message -> type.equals(message.type()));
    }
  }
}
