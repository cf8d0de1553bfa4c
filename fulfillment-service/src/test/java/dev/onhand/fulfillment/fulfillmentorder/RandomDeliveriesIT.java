package dev.onhand.fulfillment.fulfillmentorder;

import static dev.onhand.fulfillment.fulfillmentorder.Outside.MUG;
import static dev.onhand.fulfillment.fulfillmentorder.Outside.SHIRTS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Stage;
import dev.onhand.platform.event.EventStore;
import dev.onhand.testkit.Contracts;
import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.OutboxCapture;
import dev.onhand.testkit.TestMessage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Many orders at once. Each sender keeps the order of its own messages, repeats some, and knows
/// nothing of the other senders; afterwards each fulfilment order is where its story ends.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class RandomDeliveriesIT {
  private static final int ORDERS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private record Sender(String topic, List<TestMessage> messages) {}

  private final Map<UUID, Set<Stage>> endings = new HashMap<>();
  private final List<Sender> senders = new ArrayList<>();

  @Test
  void every_story_ends_as_it_should_whatever_is_repeated_or_overtaken() throws SQLException {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    var outbox = OutboxCapture.install();
    try (var messages = Messages.connect()) {
      for (int i = 0; i < ORDERS; i++) tell(new Outside(messages), random);
      send(messages, random);
      await("seed " + seed).atMost(PATIENCE).untilAsserted(() -> assertEndings(seed));
    }
    for (var id : endings.keySet()) assertStored(id, outbox, seed);
  }

  /// Adds one order's senders, and how its fulfilment orders may end.
  private void tell(Outside outside, Random random) {
    var orders = new ArrayList<>(List.of(outside.released()));
    boolean cancels = random.nextInt(3) == 0;
    if (cancels) orders.add(outside.cancellationRequested());
    senders.add(new Sender("order.events", orders));
    tell(outside.berlin, "BER", SHIRTS, cancels, random);
    tell(outside.hamburg, "HAM", MUG, cancels, random);
  }

  private void tell(UUID id, String location, Line line, boolean cancels, Random random) {
    var warehouse = new ArrayList<TestMessage>();
    var tracking = "T-" + id;
    int story = random.nextInt(cancels ? 4 : 3);
    if (story == 3) {
      // The warehouse answers before it could have been asked, or after: both are an end.
      warehouse.add(Outside.cancellationAnswered(id, true));
      endings.put(id, EnumSet.of(Stage.CANCELLED));
    } else if (story == 2) {
      warehouse.add(Outside.picked(id, location));
      endings.put(id, EnumSet.of(Stage.CANCELLED));
    } else {
      if (random.nextBoolean()) warehouse.add(Outside.picked(id, location, line));
      if (random.nextBoolean()) warehouse.add(Outside.packed(id, "P-1"));
      warehouse.add(Outside.shipped(id, tracking, line));
      if (cancels) warehouse.add(Outside.cancellationAnswered(id, false));
      if (story == 0) {
        senders.add(new Sender("carrier.events", List.of(Outside.delivered(id, tracking))));
      }
      endings.put(id, EnumSet.of(story == 0 ? Stage.DELIVERED : Stage.SHIPPED));
    }
    senders.add(new Sender("warehouse.events", warehouse));
  }

  /// Interleaves the senders; a message is sent again at any time after its first turn.
  private void send(Messages messages, Random random) {
    var open = new ArrayList<Map.Entry<Sender, Integer>>();
    for (var sender : senders) open.add(Map.entry(sender, 0));
    while (!open.isEmpty()) {
      int i = random.nextInt(open.size());
      var sender = open.get(i).getKey();
      int next = open.get(i).getValue();
      messages.send(sender.topic(), sender.messages().get(next));
      if (random.nextInt(3) == 0) {
        messages.send(sender.topic(), sender.messages().get(random.nextInt(next + 1)));
      }
      if (next + 1 == sender.messages().size()) open.remove(i);
      else open.set(i, Map.entry(sender, next + 1));
    }
  }

  private void assertEndings(long seed) throws SQLException {
    try (var connection = Infrastructure.start().connect()) {
      for (var ending : endings.entrySet()) {
        var rows = FulfillmentOrderProjection.one(connection, ending.getKey());
        assertEquals(1, rows.size(), () -> "seed " + seed + ": no " + ending);
        var state = rows.getFirst().fulfillmentOrder().state();
        assertTrue(ending.getValue().contains(state), () -> state + " seed " + seed + " " + ending);
      }
    }
  }

  /// The projection is what the events say; messages are valid, and numbered without a gap.
  private static void assertStored(UUID id, OutboxCapture outbox, long seed) throws SQLException {
    var type = FulfillmentOrders.TYPE;
    var stream = FulfillmentOrders.ref(id).toString();
    try (var connection = Infrastructure.start().connect()) {
      var stored = EventStore.after(connection, Map.of(stream, 0L));
      for (int i = 0; i < stored.size(); i++) assertEquals(i + 1, stored.get(i).version());
      var events = stored.stream().map(row -> type.types().read(row.type(), row.data())).toList();
      var replayed = FulfillmentOrderView.of((Known) type.fold(events));
      var projected = FulfillmentOrderProjection.one(connection, id).getFirst();
      assertEquals(replayed, projected.fulfillmentOrder(), () -> "seed " + seed);
    }
    var next = new HashMap<String, Long>();
    for (var message : outbox.about(id.toString())) {
      Contracts.assertValid("fulfillment-service", message.type(), message.text());
      assertEquals(next.merge(message.topic(), 1L, Long::sum), message.sequence());
    }
    var shipped = outbox.about(id.toString(), "fulfillment.ShipmentShipped.v1");
    assertTrue(shipped.size() <= 1, () -> "shipped twice, seed " + seed);
  }
}
