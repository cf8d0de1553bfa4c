package dev.onhand.order.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// Reads every sample that the senders publish of what this service listens to.
class IncomingMessagesTest {

  private static <T> void reads(
      String service, String message, Class<T> type, BiConsumer<T, JsonNode> expectation) {
    var samples = Contracts.samples(service, message);
    assertFalse(samples.isEmpty(), () -> "no sample of " + message);
    for (var sample : samples) {
      var bytes = sample.json().getBytes(StandardCharsets.UTF_8);
      expectation.accept(Json.read(bytes, type), Json.read(bytes, JsonNode.class));
    }
  }

  @Test
  void what_inventory_answers() {
    reads(
        "inventory-service",
        "inventory.StockReserved.v1",
        Incoming.StockReserved.class,
        (m, json) -> {
          assertEquals(json.get("reservationId").textValue(), m.reservationId());
          assertEquals(json.get("allocations").size(), m.allocations().size());
          assertEquals(
              json.at("/allocations/0/locationId").textValue(),
              m.allocations().getFirst().locationId());
        });
    reads(
        "inventory-service",
        "inventory.ReservationRejected.v1",
        Incoming.ReservationRejected.class,
        (m, json) -> assertEquals(json.get("reason").textValue(), m.reason()));
    for (var how : new String[] {"Released", "Expired"}) {
      reads(
          "inventory-service",
          "inventory.Reservation" + how + ".v1",
          Incoming.ReservationLost.class,
          (m, json) -> assertEquals(json.get("orderId").textValue(), m.orderId()));
    }
    reads(
        "inventory-service",
        "inventory.ReservationCommitted.v1",
        Incoming.ReservationCommitted.class,
        (m, json) -> assertEquals(json.get("reservationId").textValue(), m.reservationId()));
    reads(
        "inventory-service",
        "inventory.StockBackordered.v1",
        Incoming.StockBackordered.class,
        (m, json) -> {
          var first = m.waiting().getFirst();
          assertEquals(json.at("/waiting/0/quantity").longValue(), first.quantity());
          assertEquals(
              json.at("/waiting/0/expectedAt").asText(""),
              first.expectedAt() == null ? "" : first.expectedAt().toString());
        });
    reads(
        "inventory-service",
        "inventory.BackorderFilled.v1",
        Incoming.BackorderFilled.class,
        (m, json) -> assertEquals(json.get("complete").booleanValue(), m.complete()));
    reads(
        "inventory-service",
        "inventory.ItemDefined.v1",
        Incoming.ItemDefined.class,
        (m, json) -> {
          assertEquals(json.get("sku").textValue(), m.sku());
          var kit = "virtual".equals(json.at("/kit/type").textValue());
          assertEquals(kit ? json.at("/kit/components").size() : 0, m.components().size());
        });
  }

  @Test
  void a_recall_names_the_lots_it_broke() {
    reads(
        "inventory-service",
        "inventory.ReservationBroken.v1",
        Incoming.ReservationBroken.class,
        (m, json) -> {
          assertEquals(json.get("lines").size(), m.lines().size());
          var lots = m.recalled().stream().map(RecalledUnits::lot).toList();
          var held = json.at("/heldLot/lot");
          assertEquals(held.isMissingNode() ? List.of() : List.of(held.textValue()), lots);
        });
    reads(
        "inventory-service",
        "inventory.LotReleased.v1",
        Incoming.LotReleased.class,
        (m, json) -> assertEquals(json.get("lot").textValue(), m.lot()));
  }

  @Test
  void a_recall_that_does_not_name_its_lot_is_of_all() {
    var json =
        Contracts.sample("inventory-service", "inventory.ReservationBroken.v1")
            .replace("\"COUNT\"", "\"LOT_HOLD\"")
            .replaceFirst("\"quantity\"", "\"lot\": \"L-7\", \"quantity\"")
            .getBytes(StandardCharsets.UTF_8);
    var lost = Json.read(json, Incoming.ReservationBroken.class);
    assertEquals(List.of("L-7"), lost.recalled().stream().map(RecalledUnits::lot).toList());
  }

  @Test
  void what_fulfilment_reports() {
    reads(
        "fulfillment-service",
        "fulfillment.FulfillmentOrderCreated.v1",
        Incoming.FulfillmentOrderCreated.class,
        (m, json) -> assertEquals(json.get("lines").size(), m.lines().size()));
    reads(
        "fulfillment-service",
        "fulfillment.ShortPicked.v1",
        Incoming.ShortPicked.class,
        (m, json) ->
            assertEquals(json.at("/lines/0/picked").longValue(), m.lines().getFirst().picked()));
    reads(
        "fulfillment-service",
        "fulfillment.ShipmentShipped.v1",
        Incoming.ShipmentShipped.class,
        (m, json) -> assertEquals(json.get("shipmentId").textValue(), m.shipmentId()));
    reads(
        "fulfillment-service",
        "fulfillment.ShipmentDelivered.v1",
        Incoming.ShipmentDelivered.class,
        (m, json) -> assertEquals(json.get("shipmentId").textValue(), m.shipmentId()));
    for (var answer : new String[] {"FulfillmentOrderCancelled", "CancellationRefused"}) {
      reads(
          "fulfillment-service",
          "fulfillment." + answer + ".v1",
          Incoming.CancellationAnswered.class,
          (m, json) -> assertEquals(json.get("reason").textValue(), m.reason()));
    }
  }

  @Test
  void what_the_payment_provider_reports() {
    reads(
        "order-service",
        "payment.PaymentAuthorized.v1",
        Incoming.PaymentAuthorized.class,
        (m, json) -> assertEquals(json.get("expiresAt").textValue(), m.expiresAt().toString()));
    reads(
        "order-service",
        "payment.PaymentCaptured.v1",
        Incoming.PaymentCaptured.class,
        (m, json) ->
            assertEquals(
                json.at("/amount/amount").textValue(), m.amount().getAmount().toPlainString()));
    reads(
        "order-service",
        "payment.CaptureFailed.v1",
        Incoming.CaptureFailed.class,
        (m, json) -> assertEquals(json.get("captureId").textValue(), m.captureId()));
    reads(
        "order-service",
        "payment.PaymentRefunded.v1",
        Incoming.PaymentRefunded.class,
        (m, json) -> assertEquals(json.get("refundId").textValue(), m.refundId()));
  }

  @Test
  void what_returns_asks_for() {
    reads(
        "returns-service",
        "returns.RefundRequested.v1",
        Incoming.RefundRequested.class,
        (m, json) -> assertEquals(json.get("refundId").textValue(), m.refund().refundId()));
  }

  @Test
  void a_refund_whose_parts_do_not_add_up_is_invalid() {
    var json =
        Contracts.sample("returns-service", "returns.RefundRequested.v1")
            .replace("16.80", "16.81")
            .getBytes(StandardCharsets.UTF_8);
    assertThrows(InvalidMessage.class, () -> Json.read(json, Incoming.RefundRequested.class));
  }
}
