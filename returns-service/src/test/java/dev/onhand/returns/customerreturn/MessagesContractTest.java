package dev.onhand.returns.customerreturn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.message.Json;
import dev.onhand.returns.policy.ReturnPolicy.Grade;
import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Every message that a history of returns leads to fits its schema, and what others publish can
/// be read.
class MessagesContractTest {
  private static final String SERVICE = "returns-service";

  @Test
  void every_message_told_of_returns_fits_its_schema() {
    var told = new ArrayList<Effect>();
    told.addAll(effects(Examples.closed()));
    told.addAll(effects(Examples.after(Examples.authorize(), Examples.drop())));
    told.addAll(
        effects(
            Examples.after(
                Examples.authorize(),
                Examples.receipt(Examples.shirts(3), Examples.socks(1)),
                Examples.inspection(
                    Examples.graded(Examples.shirts(1), Grade.C),
                    Examples.graded(Examples.shirts(2), Grade.D)))));
    var names = new TreeSet<String>();
    for (var effect : told) {
      if (effect instanceof Effect.Publish message) {
        Contracts.assertValid(SERVICE, message.type(), Json.write(message.payload()));
        names.add(message.type());
      }
    }
    assertEquals(
        Set.of(
            "returns.RefundRequested.v1",
            "returns.ReturnAuthorized.v1",
            "returns.ReturnClosed.v1",
            "returns.ReturnDispositioned.v1",
            "returns.ReturnExpected.v1",
            "returns.ReturnReceived.v1"),
        names);
  }

  @Test
  void expected_returns_go_to_the_warehouse_by_location() {
    var expected =
        effects(Examples.authorized()).stream()
            .filter(Effect.Publish.class::isInstance)
            .map(Effect.Publish.class::cast)
            .filter(message -> message.topic().equals("warehouse.requests"))
            .toList();
    assertEquals(1, expected.size());
    assertEquals("BER", expected.getFirst().key());
    assertEquals(Examples.ID, expected.getFirst().subject());
  }

  @Test
  void surprises_are_raised_for_a_person_by_name() {
    var surprising =
        Examples.after(
            Examples.authorize(),
            Examples.receiptAt("HAM", Examples.NOON, Examples.shirts(3), Examples.socks(1)));
    assertEquals(
        Set.of("RETURN_OTHER_LOCATION", "RETURN_SURPLUS", "RETURN_UNEXPECTED_GOODS"),
        raised(effects(surprising)));
    assertEquals(Set.of("RETURN_UNANNOUNCED"), raised(effects(Examples.unannounced())));
  }

  @Test
  void every_report_of_a_warehouse_can_be_read() {
    for (var sample : samples(SERVICE, "WarehouseReturnReceived.v1")) {
      assertFalse(read(sample, ReturnInbox.Received.class).receipt().lines().isEmpty());
    }
    for (var sample : samples(SERVICE, "ReturnInspected.v1")) {
      assertFalse(read(sample, ReturnInbox.Inspected.class).inspection().lines().isEmpty());
    }
  }

  @Test
  void every_answer_of_the_order_service_can_be_read() {
    for (var sample : samples("order-service", "RefundGranted.v1")) {
      read(sample, ReturnInbox.Granted.class);
    }
    for (var sample : samples("order-service", "RefundRefused.v1")) {
      assertFalse(read(sample, ReturnInbox.Refused.class).reason().isBlank());
    }
  }

  private static List<Contracts.Sample> samples(String service, String message) {
    var samples = Contracts.samples(service, message);
    assertFalse(samples.isEmpty(), () -> "no samples of " + message + " in " + service);
    return samples;
  }

  private static <T> T read(Contracts.Sample sample, Class<T> type) {
    return Json.read(sample.json().getBytes(StandardCharsets.UTF_8), type);
  }

  private static Set<String> raised(List<Effect> effects) {
    var kinds = new TreeSet<String>();
    for (var effect : effects) {
      if (effect instanceof Effect.RaiseException raise) kinds.add(raise.kind());
    }
    return kinds;
  }

  private static List<Effect> effects(List<ReturnEvent> events) {
    var effects = new ArrayList<Effect>();
    var now = CustomerReturn.NONE;
    long version = 0;
    for (var event : events) {
      now = ReturnHistory.evolve(now, event);
      var recorded =
          new Recorded<>(
              new UUID(0, ++version),
              new StreamRef("return", Examples.ID),
              version,
              event,
              Examples.NOON,
              "cleo",
              "correlation",
              "cause");
      effects.addAll(ReturnReaction.react(recorded, now));
    }
    return effects;
  }
}
