package dev.onhand.inventory.intake;

import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.masterdata.StockCommands;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.util.List;

/// An item that a purchase order is to bring to a location.
record Expected(String purchaseOrderId, String pool, String locationId, String sku) {
  /// Kept until the order is closed.
  void remember(Work work) throws SQLException {
    Sql.update(
        work.connection(),
        """
        insert into purchase_expected (purchase_order_id, pool, location_id, sku)
        values (?, ?, ?, ?) on conflict do nothing
        """,
        purchaseOrderId,
        pool,
        locationId,
        sku);
  }

  /// Takes what is remembered of the order: it is closed once.
  static List<Expected> of(Work work, String purchaseOrderId) throws SQLException {
    return Sql.list(
        work.connection(),
        """
        delete from purchase_expected where purchase_order_id = ?
        returning purchase_order_id, pool, location_id, sku
        """,
        row -> new Expected(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
        purchaseOrderId);
  }

  /// @param idPrefix tells the first word about it from the last
  void send(Work work, String idPrefix, long quantity, long expectedAtMs) {
    StockCommands.send(
        work,
        idPrefix + purchaseOrderId + "/" + sku,
        new StockCommand.ExpectInbound(
            StockCommands.BY_HEADERS,
            pool,
            purchaseOrderId,
            locationId,
            sku,
            quantity,
            expectedAtMs));
  }
}
