package dev.onhand.fulfillment.fulfillmentorder;

import static dev.onhand.fulfillment.fulfillmentorder.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.CancellationRefused;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.Refusal;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortLine;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortPickFound;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FulfillmentContractTest {
  private static final String HERE = "fulfillment-service";
  private static final List<String> READ_FROM_OUTSIDE =
      List.of(
          "PickConfirmed.v1",
          "PackConfirmed.v1",
          "ShipConfirmed.v1",
          "PickCancellationAnswered.v1",
          "CarrierShipmentDelivered.v1");

  @Test
  void the_contract_is_complete() {
    Contracts.assertEverySampleValidates(HERE);
    Contracts.assertEverySchemaHasASample(HERE);
    Contracts.assertAsyncApiNamesEveryMessage(HERE);
  }

  @Test
  void every_message_is_published_as_its_schema_says() {
    var shortLines = List.of(new ShortLine("1", "SHIRT", 2, 1), new ShortLine("2", "MUG", 1, 0));
    var published =
        Reactions.published(
            List.of(
                requested(),
                cancellationAsked(),
                picked(SHIRT),
                new ShortPickFound(shortLines, NOON),
                packed(),
                new CancellationRefused("m-1", Refusal.ALREADY_PACKED, NOON),
                shipped(TRACKING, SHIRT),
                delivered(),
                cancelled()));
    var types = new TreeSet<String>();
    for (var message : published) {
      Contracts.assertValid(HERE, message.type(), Json.write(message.payload()));
      types.add(message.type().replace("fulfillment.", ""));
    }
    var promised = new TreeSet<>(Contracts.messages(HERE));
    READ_FROM_OUTSIDE.forEach(promised::remove);
    assertEquals(promised, types);
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void every_refusal_is_in_the_schema(Refusal reason) {
    var message = new FulfillmentMessages.CancellationRefused(ID, ORDER, reason);
    Contracts.assertValid(HERE, "CancellationRefused.v1", Json.write(message));
  }

  @Test
  void released_orders_are_read_as_the_order_service_writes_them() {
    read(
        "order-service",
        "OrderReleased.v1",
        Received.OrderReleased.class,
        (json, read) -> {
          assertEquals(json.get("orderId").asText(), read.orderId().toString());
          assertEquals(json.get("reservationId").asText(), read.reservationId().toString());
          assertEquals(json.path("release").asInt(1), read.release());
          assertEquals(json.get("pool").asText(), read.pool());
          assertEquals(json.get("channel").asText(), read.channel());
          assertEquals(json.get("serviceLevel").asText(), read.serviceLevel());
          assertEquals(json.path("country").asText(null), read.country());
          assertEquals(json.path("postalZone").asText(null), read.postalZone());
          assertEquals(json.get("allocations").size(), read.allocations().size());
          var first = json.get("allocations").get(0);
          assertEquals(
              new Received.Allocation(
                  first.get("lineId").asText(),
                  first.get("sku").asText(),
                  first.get("locationId").asText(),
                  first.get("quantity").asLong()),
              read.allocations().getFirst());
        });
  }

  @Test
  void requests_to_cancel_are_read_as_the_order_service_writes_them() {
    read(
        "order-service",
        "CancellationRequested.v1",
        Received.CancellationRequested.class,
        (json, read) -> {
          assertEquals(json.get("orderId").asText(), read.orderId().toString());
          assertEquals(json.get("reason").asText(), read.reason());
        });
  }

  @Test
  void what_warehouses_confirm_is_read_as_the_contract_says() {
    read(
        HERE,
        "PickConfirmed.v1",
        Received.PickConfirmed.class,
        (json, read) -> {
          assertEquals(json.get("locationId").asText(), read.locationId());
          assertEquals(json.get("pickedAt").asText(), read.pickedAt().toString());
          assertLines(json.get("lines"), read.lines());
        });
    read(
        HERE,
        "PackConfirmed.v1",
        Received.PackConfirmed.class,
        (json, read) -> {
          var first = json.get("packages").get(0);
          assertEquals(
              new Received.ToldPackage(
                  first.get("packageId").asText(), first.get("weightGrams").asLong()),
              read.packages().getFirst());
          assertEquals(json.get("packedAt").asText(), read.packedAt().toString());
        });
    read(
        HERE,
        "ShipConfirmed.v1",
        Received.ShipConfirmed.class,
        (json, read) -> {
          assertEquals(json.get("carrier").asText(), read.carrier());
          assertEquals(json.get("trackingNumber").asText(), read.trackingNumber());
          assertEquals(json.get("shippedAt").asText(), read.shippedAt().toString());
          assertLines(json.get("lines"), read.lines());
        });
    read(
        HERE,
        "PickCancellationAnswered.v1",
        Received.PickCancellationAnswered.class,
        (json, read) -> assertEquals(json.get("cancelled").asBoolean(), read.cancelled()));
  }

  @Test
  void what_carriers_tell_is_read_as_the_contract_says() {
    read(
        HERE,
        "CarrierShipmentDelivered.v1",
        Received.ShipmentDelivered.class,
        (json, read) -> {
          assertEquals(
              json.get("fulfillmentOrderId").asText(), read.fulfillmentOrderId().toString());
          assertEquals(json.get("trackingNumber").asText(), read.trackingNumber());
          assertEquals(json.get("deliveredAt").asText(), read.deliveredAt().toString());
        });
  }

  @Test
  void ids_are_functions_of_what_they_identify() {
    var sample = json(Contracts.sample(HERE, "ShipmentShipped.v1"));
    var order = json(Contracts.sample("order-service", "OrderReleased.v1"));
    var released = Json.read(bytes(order), Received.OrderReleased.class);
    var id = released.fulfillmentOrderAt("BER");
    assertEquals(sample.get("fulfillmentOrderId").asText(), id.toString());
    assertEquals(
        sample.get("shipmentId").asText(),
        FulfillmentIds.shipment(id, sample.get("trackingNumber").asText()).toString());
  }

  @Test
  void what_violates_a_schema_is_refused_with_its_field() {
    assertRefused("quantity", "ShipConfirmed.v1", Received.ShipConfirmed.class, "2", "0");
    assertRefused("quantity", "ShipConfirmed.v1", Received.ShipConfirmed.class, "2", "-1");
    assertRefused("quantity", "PickConfirmed.v1", Received.PickConfirmed.class, "2", "1000000001");
    assertRefused("quantity", "PickConfirmed.v1", Received.PickConfirmed.class, "2", "1.5");
    assertRefused("quantity", "PickConfirmed.v1", Received.PickConfirmed.class, "2", "\"2\"");
    assertRefused("weightGrams", "PackConfirmed.v1", Received.PackConfirmed.class, "640", "0");
    assertRefused(
        "cancelled",
        "PickCancellationAnswered.v1",
        Received.PickCancellationAnswered.class,
        "true",
        "null");
  }

  private static <T> void assertRefused(
      String field, String message, Class<T> type, String good, String bad) {
    var text = Contracts.sample(HERE, message);
    var broken = text.replaceFirst("(\"" + field + "\"\\s*:\\s*)" + good, "$1" + bad);
    assertFalse(text.equals(broken), () -> field + " is not in the sample of " + message);
    var refused =
        assertThrows(
            InvalidMessage.class, () -> Json.read(broken.getBytes(StandardCharsets.UTF_8), type));
    assertFalse(refused.getMessage().indexOf(field) < 0, refused::getMessage);
    assertFalse(
        Contracts.validate(HERE, message, broken).isEmpty(),
        () -> "the schema takes what the code refuses: " + broken);
  }

  private static <T> void read(
      String service, String message, Class<T> type, BiConsumer<JsonNode, T> expectation) {
    var samples = Contracts.samples(service, message);
    assertFalse(samples.isEmpty(), () -> "no sample of " + message);
    for (var sample : samples) {
      var json = json(sample.json());
      expectation.accept(json, Json.read(bytes(json), type));
    }
  }

  private static void assertLines(JsonNode json, List<Received.ToldLine> lines) {
    assertEquals(json.size(), lines.size());
    for (int i = 0; i < json.size(); i++) {
      assertEquals(json.get(i).get("lineId").asText(), lines.get(i).lineId());
      assertEquals(json.get(i).get("sku").asText(), lines.get(i).sku());
      assertEquals(json.get(i).get("quantity").asLong(), lines.get(i).quantity());
    }
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private static byte[] bytes(JsonNode json) {
    return Json.write(json).getBytes(StandardCharsets.UTF_8);
  }
}
