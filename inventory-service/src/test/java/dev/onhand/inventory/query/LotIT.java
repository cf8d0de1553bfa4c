package dev.onhand.inventory.query;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.onhand.inventory.Shop;
import dev.onhand.inventory.StockTopics;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.testkit.Infrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lots are traced both ways over the history of movements.
@QuarkusTest
@WithTestResource(StockTopics.class)
class LotIT {
  private Shop shop;
  private long sequence;

  @BeforeEach
  void receiveTwoLotsAndShipThem() throws SQLException {
    shop = Shop.open();
    try (var connection = Infrastructure.start().connect()) {
      Sql.update(
          connection,
          "insert into stock_position values (?, ?, ?, 6, 0, 0, 0)",
          shop.pool,
          shop.mug,
          shop.place);
    }
    move("L1", "RECEIPT", 10, "RECEIPT", "po1/1", null);
    move("L2", "RECEIPT", 5, "RECEIPT", "po2/1", null);
    move("L1", "SHIPMENT", -4, "SHIPMENT", "s1-" + shop.mug, "o1");
    move("L1", "SHIPMENT", -3, "SHIPMENT", "s2-" + shop.mug, "o2");
    move("L2", "SHIPMENT", -2, "SHIPMENT", "s2-" + shop.mug, "o2");
  }

  /// These movements are in no log: whoever compares the tables with it must not find them.
  @AfterEach
  void forget() throws SQLException {
    try (var connection = Infrastructure.start().connect()) {
      Sql.update(connection, "delete from stock_movement where sku = ?", shop.mug);
      Sql.update(connection, "delete from stock_position where sku = ?", shop.mug);
    }
    shop.close();
  }

  private void move(
      String lot, String kind, long quantity, String referenceType, String reference, String order)
      throws SQLException {
    try (var connection = Infrastructure.start().connect()) {
      Sql.update(
          connection,
          """
          insert into stock_movement (pool, sku, sequence, location_id, lot, kind, quantity,
            status, reference_type, reference_id, order_id, discrepancy, occurred_at, recorded_at)
          values (?, ?, ?, ?, ?, ?, ?, 'sellable', ?, ?, ?, 0, now(), now())
          """,
          shop.pool,
          shop.mug,
          ++sequence,
          shop.place,
          lot,
          kind,
          quantity,
          referenceType,
          reference,
          order);
    }
  }

  @Test
  void a_recalled_lot_is_followed_to_its_orders_and_what_is_left_of_it_is_found() {
    var lot = "?sku=" + shop.mug + "&lot=L1";
    shop.get("/lots/shipments" + lot)
        .body("items.orderId", contains("o1", "o2"))
        .body("items.quantity", contains(4, 3));
    String next = shop.get("/lots/shipments" + lot + "&limit=1").extract().path("next");
    shop.get("/lots/shipments" + lot + "&limit=1&after=" + next)
        .body("items.orderId", contains("o2"));
    shop.get("/lots/stock" + lot).body("items.sellable", contains(3));
    shop.get("/lots/stock?sku=" + shop.mug + "&lot=L9").body("items", empty());
    shop.get("/lots/stock?lot=L1").statusCode(400).body("field", equalTo("sku"));
    shop.get("/movements?sku=" + shop.mug + "&lot=L2").body("items.quantity", contains(5, -2));
  }

  @Test
  void a_shipment_is_followed_back_to_the_receipts_of_its_lots() {
    shop.get("/shipments/s2-" + shop.mug + "/lots")
        .body("lots.lot", contains("L1", "L2"))
        .body("lots[0].quantity", equalTo(3))
        .body("lots[0].receipts", hasSize(1))
        .body("lots[0].receipts[0].referenceId", equalTo("po1/1"))
        .body("lots[1].receipts[0].referenceId", equalTo("po2/1"));
    shop.get("/shipments/unknown/lots").statusCode(404);
  }
}
