package dev.onhand.order;

import static dev.onhand.order.Desk.rows;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.TestMessage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Many orders at once on a real broker and database. The other services answer late, twice, and
/// out of order across their topics; in the end every order is where it belongs, and what is
/// stored agrees with itself.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class RandomOrdersIT {
  private static final int ORDERS = 40;
  private static final Duration ROUND = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private record Post(String topic, TestMessage message) {}

  private final Map<String, Deque<Post>> lines = new HashMap<>();
  private final Set<String> answered = new HashSet<>();
  private final Map<String, String> wanted = new HashMap<>();

  @Test
  void orders_end_where_they_belong_whatever_comes_twice_or_late() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    try (var desk = Desk.open()) {
      for (int i = 0; i < ORDERS; i++) place(desk, random, "" + (1000 + i));
      await()
          .atMost(PATIENCE)
          .pollInterval(ROUND)
          .untilAsserted(
              () -> {
                answer(desk, random);
                deliverSome(desk, random);
                assertEquals(wanted, states(desk), "seed " + seed);
                // an order may be complete before the last answers about its money have come
                agrees(desk);
              });
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private void place(Desk desk, Random random, String externalId) {
    var id = desk.orderId(externalId);
    var document = desk.document(externalId);
    var cancels = random.nextInt(5) == 0;
    if (random.nextInt(3) == 0) document.with("financial_status", "\"authorized\"");
    if (cancels) {
      var cancelled =
          desk.document(externalId)
              .with("updated_at", "\"2026-03-02T11:00:00+01:00\"")
              .with("cancelled_at", "\"2026-03-02T11:00:00+01:00\"");
      if (random.nextBoolean()) desk.deliver(document);
      desk.deliver(cancelled);
    }
    for (int i = random.nextInt(1, 4); i > 0; i--) desk.deliver(document);
    wanted.put(id, cancels ? "CANCELLED" : "COMPLETED");
  }

  private static Map<String, String> states(Desk desk) {
    var states = new HashMap<String, String>();
    for (var row : rows("select order_id || ' ' || state from orders where shop = ?", desk.shop)) {
      states.put(row.split(" ")[0], row.split(" ")[1]);
    }
    return states;
  }

  // ---- the other services

  private void answer(Desk desk, Random random) {
    for (var message : desk.outbox.all()) {
      if (!answered.add(message.id())) continue;
      var json = message.json();
      switch (message.type()) {
        case "inventory.ReserveStock.v1" -> {
          if (!json.get("pool").textValue().equals(desk.pool)) break;
          var id = json.get("orderId").textValue();
          post(
              "inventory.reservations",
              desk.said(
                  "inventory.reservations",
                  "inventory.StockReserved.v1",
                  message.subject(),
                  Map.of(
                      "reservationId",
                      message.subject(),
                      "orderId",
                      id,
                      "allocations",
                      List.of(
                          Desk.allocation("1", desk.tee, "BER", 2),
                          Desk.allocation(
                              "2", desk.cap, random.nextBoolean() ? "BER" : "HAM", 1)))));
        }
        case "order.OrderReleased.v1" -> {
          if (!wanted.containsKey(message.subject())) break;
          var byLocation = new HashMap<String, List<Map<String, Object>>>();
          for (var a : json.get("allocations")) {
            byLocation
                .computeIfAbsent(a.get("locationId").textValue(), _ -> new ArrayList<>())
                .add(
                    Desk.line(
                        a.get("lineId").textValue(),
                        a.get("sku").textValue(),
                        a.get("quantity").longValue()));
          }
          byLocation.forEach((location, units) -> fulfil(desk, message.subject(), location, units));
        }
        case "order.CapturePayment.v1" -> {
          if (!wanted.containsKey(message.subject())) break;
          post(
              "payment.events",
              TestMessage.of(
                  "payment.PaymentCaptured.v1",
                  message.subject(),
                  Map.of(
                      "orderId", message.subject(),
                      "captureId", json.get("captureId").textValue(),
                      "amount", json.get("amount"),
                      "capturedAt", Instant.now().toString())));
        }
        default -> {}
      }
    }
  }

  private void fulfil(Desk desk, String id, String location, List<Map<String, Object>> units) {
    var part = location + id;
    var about = Map.<String, Object>of("fulfillmentOrderId", part, "orderId", id);
    var created = new HashMap<>(about);
    created.putAll(Map.of("locationId", location, "lines", units));
    var shipped = new HashMap<>(about);
    shipped.putAll(
        Map.of("shipmentId", "s" + part, "lines", units, "shippedAt", Instant.now().toString()));
    var delivered = new HashMap<>(about);
    delivered.putAll(Map.of("shipmentId", "s" + part, "deliveredAt", Instant.now().toString()));
    var topic = "fulfillment.events";
    post(topic, desk.said(topic, "fulfillment.FulfillmentOrderCreated.v1", part, created));
    post(topic, desk.said(topic, "fulfillment.ShipmentShipped.v1", part, shipped));
    post(topic, desk.said(topic, "fulfillment.ShipmentDelivered.v1", part, delivered));
  }

  private void post(String topic, TestMessage message) {
    lines
        .computeIfAbsent(topic + " " + message.subject(), _ -> new ArrayDeque<>())
        .add(new Post(topic, message));
  }

  /// Some lines move, in any order; a message may be sent again before the next of its line.
  private void deliverSome(Desk desk, Random random) {
    var ready = lines.values().stream().filter(l -> !l.isEmpty()).toList();
    for (var line : ready) {
      while (!line.isEmpty() && random.nextInt(3) != 0) {
        var post = line.peek();
        desk.send(post.topic(), post.message());
        if (random.nextInt(3) != 0) line.poll();
      }
    }
  }

  // ---- what is stored agrees with itself

  private static void agrees(Desk desk) {
    var mine = " (select order_id from orders where shop = ?)";
    assertEquals(
        List.of(),
        rows(
            "select stream from event where substr(stream, 7) in"
                + mine
                + " group by stream having max(version) <> count(*) or min(version) <> 1",
            desk.shop),
        "versions are dense");
    assertEquals(
        List.of(),
        rows(
            "select o.order_id from orders o join event e on e.stream = 'order/' || o.order_id"
                + " where o.shop = ? group by o.order_id, o.version having max(e.version) <>"
                + " o.version",
            desk.shop),
        "the projection is as new as the events");
    assertEquals(
        List.of(),
        rows("select id::text from dead_letter where key in" + mine, desk.shop),
        "nothing was refused");
    assertEquals(
        List.of(),
        rows("select subject from parked where subject in" + mine, desk.shop),
        "nothing waits");
    assertEquals(
        List.of(),
        rows(
            "select order_id from orders where shop = ? and captured_minor <> total_minor"
                + " and state = 'COMPLETED'",
            desk.shop),
        "what was delivered was paid");
    assertEquals(
        List.of(),
        rows(
            "select order_id from orders where shop = ? and captured_minor <> refunded_minor"
                + " and state = 'CANCELLED'",
            desk.shop),
        "what was cancelled was refunded");
    for (var orderId : rows("select order_id from orders where shop = ?", desk.shop)) {
      var sequences =
          desk.outbox.about(orderId).stream()
              .filter(m -> m.topic().equals("order.events"))
              .map(TestMessage::sequence)
              .toList();
      for (int i = 0; i < sequences.size(); i++) assertEquals(i + 1, sequences.get(i));
    }
  }
}
