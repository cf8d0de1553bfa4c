package dev.onhand.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
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

  /// A divergence that one invariant must find.
  ///
  /// @param id the invariant
  /// @param part what its first divergence must name
  /// @param service whose database is harmed
  private record Harm(
      String what, String id, String part, String service, String plant, String undo) {}

  private static final String FIRST =
      "select ctid from stock_position order by pool, sku, location_id limit 1";

  private static final List<Harm> HARMS =
      List.of(
          new Harm(
              "a unit that appears in a position",
              "A",
              "on hand",
              "inventory",
              "update stock_position set sellable = sellable + 1 where ctid = (" + FIRST + ")",
              "update stock_position set sellable = sellable - 1 where ctid = (" + FIRST + ")"),
          new Harm(
              "more reserved than there is",
              "B",
              "reserved",
              "inventory",
              "update stock_position set reserved = reserved + 1000000 where ctid = ("
                  + FIRST
                  + ")",
              "update stock_position set reserved = reserved - 1000000 where ctid = ("
                  + FIRST
                  + ")"),
          new Harm(
              "a posting that is a cent more",
              "C",
              "debit - credit",
              "ledger",
              "create table planted_c as select * from posting limit 1;"
                  + "update posting p set amount_minor = p.amount_minor + 1 from planted_c x"
                  + " where (p.entity, p.number, p.line) = (x.entity, x.number, x.line)",
              "update posting p set amount_minor = x.amount_minor from planted_c x"
                  + " where (p.entity, p.number, p.line) = (x.entity, x.number, x.line);"
                  + "drop table planted_c"),
          new Harm(
              "an event that is gone",
              "F",
              "event order/",
              "order",
              "create table planted_f as select * from event where version = 2 order by position"
                  + " limit 1;delete from event where id in (select id from planted_f)",
              "insert into event overriding system value select * from planted_f; drop table"
                  + " planted_f"),
          new Harm(
              "an order that is elsewhere than its messages say",
              "G",
              "its messages say",
              "order",
              "create table planted_g as select order_id, state from orders"
                  + " where state in ('COMPLETED', 'DELIVERED', 'SHIPPED') limit 1;"
                  + "update orders set state = 'CANCELLED' where order_id in"
                  + " (select order_id from planted_g)",
              "update orders o set state = x.state from planted_g x where x.order_id = o.order_id;"
                  + "drop table planted_g"),
          new Harm(
              "an input that nobody has received",
              "H",
              "has not received",
              "fulfillment",
              "create table planted_h as select * from inbox limit 1;"
                  + "delete from inbox where (source, message_id) in"
                  + " (select source, message_id from planted_h)",
              "insert into inbox select * from planted_h; drop table planted_h"));

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

  /// All at once, since every audit reads all there is.
  @Test
  @Order(2)
  void a_divergence_of_each_kind_in_the_tables_is_found_and_named() {
    HARMS.forEach(harm -> sql(harm.service(), harm.plant()));
    try {
      var verdict = stack.verify(1);
      assertAll(
          HARMS.stream()
              .map(
                  harm ->
                      () -> {
                        var finding = finding(verdict, harm.id());
                        assertFalse(finding.path("ok").asBoolean(), harm::what);
                        var where = finding.path("firstDivergence").asText();
                        assertTrue(where.contains(harm.part()), () -> harm.what() + ": " + where);
                      }));
    } finally {
      HARMS.reversed().forEach(harm -> sql(harm.service(), harm.undo()));
    }
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
  void d_an_order_taken_twice_e_a_reservation_that_ends_twice_and_i_a_figure_channels_were_told() {
    try (var messages = Messages.connect(stack.bootstrapServers())) {
      var received = first(messages, "order.events", "order.OrderReceived.v1");
      var other = UUID.randomUUID().toString();
      var twin =
          received.text().replace(received.json().path("orderId").asText(), other).getBytes(UTF_8);
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
      var told = first(messages, "inventory.availability", "inventory.AvailabilityChanged.v1");
      var more = ((ObjectNode) told.json()).put("available", 1_000_000_000);
      messages.send(
          "inventory.availability",
          told.carrying(more.toString().getBytes(UTF_8))
              .with("ce_id", UUID.randomUUID().toString())
              .with("ce_sequence", "" + (told.sequence() + 1_000_000)));
    }
    var verdict = stack.verify(1);
    assertEquals(false, finding(verdict, "D").path("ok").asBoolean(), verdict::toString);
    assertEquals(false, finding(verdict, "E").path("ok").asBoolean(), verdict::toString);
    assertEquals(false, finding(verdict, "I").path("ok").asBoolean(), verdict::toString);
    var where = finding(verdict, "I").path("firstDivergence").asText();
    assertTrue(where.contains("channels were told 1000000000"), where);
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
