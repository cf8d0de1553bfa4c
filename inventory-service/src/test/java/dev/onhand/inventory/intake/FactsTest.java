package dev.onhand.inventory.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every sample its producer publishes can be read here.
class FactsTest {
  private static <T> List<T> read(String service, String message, Class<T> type) {
    var samples = Contracts.samples(service, message);
    assertFalse(samples.isEmpty(), message);
    return samples.stream()
        .map(sample -> Json.read(sample.json().getBytes(StandardCharsets.UTF_8), type))
        .toList();
  }

  @Test
  void shipments_of_the_fulfillment_service_are_read() {
    var shipped =
        read("fulfillment-service", "ShipmentShipped.v1", Facts.ShipmentShipped.class).getFirst();
    assertEquals("22bdc613-785e-594b-acae-56c5796d78c2", shipped.shipmentId());
    assertEquals("eu", shipped.pool());
    assertFalse(shipped.lines().isEmpty());
  }

  @Test
  void receipts_of_the_procurement_service_are_read() {
    var received =
        read("procurement-service", "GoodsReceiptRecorded.v1", Facts.GoodsReceiptRecorded.class)
            .getFirst();
    assertEquals(1, received.lines().getFirst().lineNumber());
  }

  @Test
  void purchase_orders_of_the_procurement_service_are_read() {
    var placed =
        read("procurement-service", "PurchaseOrderPlaced.v1", Facts.PurchaseOrderPlaced.class)
            .getFirst();
    assertFalse(placed.lines().isEmpty());
  }

  @Test
  void the_end_of_a_purchase_order_is_read() {
    read("procurement-service", "PurchaseOrderClosed.v1", Facts.PurchaseOrderClosed.class);
  }

  @Test
  void units_a_warehouse_finds_damaged_are_not_sellable() {
    var adjusted = read("inventory-service", "StockAdjusted.v1", Facts.StockAdjusted.class);
    assertEquals(
        List.of(StockStatus.SELLABLE, StockStatus.DAMAGED),
        adjusted.stream().map(fact -> Facts.status(fact.status())).sorted().toList());
  }

  @Test
  void dispositions_of_the_returns_service_are_read() {
    read("returns-service", "ReturnDispositioned.v1", Facts.ReturnDispositioned.class);
  }

  @Test
  void counts_and_adjustments_of_warehouses_are_read() {
    read("inventory-service", "StockAdjusted.v1", Facts.StockAdjusted.class);
    read("inventory-service", "CountRecorded.v1", Facts.CountRecorded.class);
  }
}
