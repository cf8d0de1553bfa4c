package dev.onhand.fulfillment.fulfillmentorder;

import static dev.onhand.fulfillment.fulfillmentorder.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.FollowUp;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Stage;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmDelivery;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPack;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPick;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.Packed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RemindOf;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RequestFulfillment;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.CancellationAsked;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.CancellationRefused;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DeliveryRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DiscrepancyFound;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.EarlyDeliveryRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FollowUpMissed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentCancelled;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentRequested;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PackRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PickRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShipmentRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortPickFound;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Random facts and requests in random order with duplicates, against a naive account of what
/// was told first. `-Dseed=` runs one seed again.
class RandomHistoriesTest {
  private static final int HISTORIES = 4_000;
  private static final int COMMANDS_MAX = 14;

  private record Run(List<FulfillmentOrderEvent> events, Known state) {}

  @Test
  void whatever_is_told_in_whatever_order_the_books_are_right() {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    var stages = new HashSet<Stage>();
    for (int i = 0; i < HISTORIES; i++) {
      var commands = commands(random);
      try {
        var run = run(commands, random);
        stages.add(run.state().stage());
        assertAccount(commands, run);
        assertMessages(run);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", history " + i + ": " + commands, e);
      }
    }
    assertEquals(Set.of(Stage.values()), stages, () -> "seed " + seed + " is too narrow");
  }

  @Test
  void facts_of_different_senders_converge_in_any_order() {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    for (int i = 0; i < HISTORIES; i++) {
      var warehouse =
          List.of(
              confirmPick(ALL_BUT_ONE_SHIRT),
              confirmPack(),
              confirmShipment(TRACKING, SHIRT),
              confirmShipment(OTHER_TRACKING, List.of(new Line("2", "MUG", 1))));
      var carrier =
          List.of(confirmDelivery(), new ConfirmDelivery(shipmentId(OTHER_TRACKING), NOON));
      var all = new ArrayList<FulfillmentOrderCommand>();
      all.add(new RequestFulfillment(request(), NOON));
      all.addAll(interleaved(warehouse, carrier, random));
      var run = run(all, random);
      assertEquals(Stage.DELIVERED, run.state().stage(), () -> "seed " + seed + ": " + all);
      assertEquals(Set.of(), run.state().discrepancies(), () -> "seed " + seed + ": " + all);
    }
  }

  private static List<FulfillmentOrderCommand> interleaved(
      List<? extends FulfillmentOrderCommand> one,
      List<? extends FulfillmentOrderCommand> other,
      Random random) {
    var mixed = new ArrayList<FulfillmentOrderCommand>();
    int i = 0;
    int j = 0;
    while (i < one.size() || j < other.size()) {
      boolean first = j == other.size() || i < one.size() && random.nextInt(3) > 0;
      mixed.add(first ? one.get(i++) : other.get(j++));
    }
    return mixed;
  }

  private static List<FulfillmentOrderCommand> commands(Random random) {
    var commands = new ArrayList<FulfillmentOrderCommand>();
    commands.add(new RequestFulfillment(request(), NOON));
    int count = random.nextInt(COMMANDS_MAX);
    for (int i = 0; i < count; i++) {
      commands.add(
          switch (random.nextInt(9)) {
            case 0 -> new ConfirmPick(random.nextInt(9) == 0 ? "HAM" : "BER", lines(random), NOON);
            case 1 ->
                new ConfirmPack(
                    List.of(new Packed("P-" + random.nextInt(2), 640)), List.of(SSCC), NOON);
            case 2, 3 -> {
              var lines = random.nextBoolean() ? ALL : lines(random);
              yield confirmShipment(tracking(random), lines.isEmpty() ? ALL : lines);
            }
            case 4, 5 -> new ConfirmDelivery(shipmentId(tracking(random)), NOON);
            case 6 -> requestCancellation("m-" + i);
            case 7 -> answer(random.nextBoolean());
            default -> new RemindOf(FollowUp.values()[random.nextInt(3)], NOON);
          });
    }
    return commands;
  }

  private static String tracking(Random random) {
    return random.nextInt(3) > 0 ? TRACKING : OTHER_TRACKING;
  }

  private static List<Line> lines(Random random) {
    var lines = new ArrayList<Line>();
    if (random.nextInt(4) > 0) lines.add(new Line("1", "SHIRT", random.nextInt(4)));
    if (random.nextInt(4) > 0) lines.add(new Line("2", "MUG", random.nextInt(2)));
    if (random.nextInt(9) == 0) lines.add(new Line("3", "CAP", 1));
    return Line.merged(lines);
  }

  /// Decides each command, some of them twice, and replays what was stored.
  private static Run run(List<FulfillmentOrderCommand> commands, Random random) {
    var type = FulfillmentOrders.TYPE;
    var state = type.initial();
    var events = new ArrayList<FulfillmentOrderEvent>();
    for (var command : commands) {
      int times = random.nextInt(3) == 0 ? 2 : 1;
      for (int i = 0; i < times; i++) {
        var decision = type.decide().apply(command, state);
        assertTrue(decision.isAccepted(), () -> "facts are never refused: " + command);
        if (i > 0) assertEquals(Decision.accept(), decision, () -> "twice: " + command);
        for (var event : decision.eventsOrNone()) {
          state = type.evolve().apply(state, event);
          events.add(event);
        }
      }
    }
    assertEquals(state, type.fold(stored(events)), "replayed from what was stored");
    return new Run(events, (Known) state);
  }

  private static List<FulfillmentOrderEvent> stored(List<FulfillmentOrderEvent> events) {
    var types = FulfillmentOrders.TYPE.types();
    return events.stream().map(e -> types.read(types.nameOf(e), Json.write(e))).toList();
  }

  private static void assertAccount(List<FulfillmentOrderCommand> commands, Run run) {
    var firstByTracking = new HashMap<UUID, List<Line>>();
    for (var command : commands) {
      if (command instanceof FulfillmentOrderCommand.ConfirmShipment c) {
        firstByTracking.putIfAbsent(c.shipmentId(), c.lines());
      }
    }
    var recorded = new HashMap<UUID, List<Line>>();
    var delivered = new HashSet<UUID>();
    var counts = new HashMap<Class<?>, Integer>();
    boolean pending = false;
    boolean shipped = false;
    for (var event : run.events()) {
      counts.merge(event.getClass(), 1, Integer::sum);
      switch (event) {
        case ShipmentRecorded e -> {
          assertEquals(null, recorded.put(e.shipmentId(), e.lines()), "shipped twice");
          shipped = true;
        }
        case DeliveryRecorded e -> {
          assertTrue(recorded.containsKey(e.shipmentId()), "delivered before it shipped");
          assertTrue(delivered.add(e.shipmentId()), "delivered twice");
        }
        case CancellationAsked _ -> {
          assertTrue(!pending && !shipped, "asked in vain");
          pending = true;
        }
        case CancellationRefused _ -> pending = false;
        case FulfillmentCancelled _ -> {
          assertTrue(!shipped, "cancelled what has shipped");
          pending = false;
        }
        case FulfillmentRequested _,
            PickRecorded _,
            ShortPickFound _,
            PackRecorded _,
            EarlyDeliveryRecorded _,
            DiscrepancyFound _,
            FollowUpMissed _ -> {}
      }
    }
    assertEquals(firstByTracking, recorded, "the first word on each tracking number stands");
    assertEquals(pending, run.state().cancellation().isPending());
    for (var once : List.of(PickRecorded.class, PackRecorded.class, FulfillmentCancelled.class)) {
      assertTrue(counts.getOrDefault(once, 0) <= 1, once::getSimpleName);
    }
    assertView(run, recorded);
  }

  private static void assertView(Run run, Map<UUID, List<Line>> recorded) {
    var view = FulfillmentOrderView.of(run.state());
    long shipped = recorded.values().stream().flatMap(List::stream).mapToLong(Line::quantity).sum();
    assertEquals(
        shipped, view.lines().stream().mapToLong(FulfillmentOrderView.LineView::shipped).sum());
    var json = Json.write(view).getBytes(StandardCharsets.UTF_8);
    assertEquals(view, Json.read(json, FulfillmentOrderView.class));
  }

  private static void assertMessages(Run run) {
    for (var message : Reactions.published(run.events())) {
      var payload = Json.write(message.payload());
      Contracts.assertValid("fulfillment-service", message.type(), payload);
    }
  }
}
