package dev.onhand.returns.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderMessagesTest {

  @Test
  void every_accepted_order_can_be_read() {
    for (var sample : samples("order-service", "OrderAccepted.v1")) {
      var message = read(sample, OrderInbox.OrderAccepted.class);
      for (var line : message.sold()) {
        assertEquals(line.net().getCurrencyUnit(), line.tax().getCurrencyUnit(), sample.file());
      }
    }
  }

  @Test
  void every_shipment_and_delivery_can_be_read() {
    for (var sample : samples("fulfillment-service", "ShipmentShipped.v1")) {
      assertFalse(read(sample, OrderInbox.ShipmentShipped.class).units().isEmpty());
    }
    for (var sample : samples("fulfillment-service", "ShipmentDelivered.v1")) {
      assertFalse(read(sample, OrderInbox.ShipmentDelivered.class).shipmentId().isBlank());
    }
  }

  @Test
  void every_release_can_be_read_and_one_says_what_a_kit_is_made_of() {
    var kits =
        samples("order-service", "OrderReleased.v1").stream()
            .map(sample -> read(sample, OrderInbox.OrderReleased.class).byLine())
            .filter(lines -> !lines.isEmpty())
            .toList();
    assertEquals(List.of(Map.of("201", new Kit(Map.of("TEA-GREEN-100", 1L, "MUG-WHT", 2L)))), kits);
  }

  private static List<Contracts.Sample> samples(String service, String message) {
    var samples = Contracts.samples(service, message);
    assertFalse(samples.isEmpty(), () -> "no samples of " + message + " in " + service);
    return samples;
  }

  private static <T> T read(Contracts.Sample sample, Class<T> type) {
    return Json.read(sample.json().getBytes(StandardCharsets.UTF_8), type);
  }
}
