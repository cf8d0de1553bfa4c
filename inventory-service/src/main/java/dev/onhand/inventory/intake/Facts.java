package dev.onhand.inventory.intake;

import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import java.time.Instant;
import java.util.List;

/// The messages this service reads, with the fields it reads.
final class Facts {
  private Facts() {}

  record ShipmentShipped(
      String orderId,
      String shipmentId,
      String locationId,
      String pool,
      String reservationId,
      List<Units> lines,
      Instant shippedAt) {
    ShipmentShipped {
      Require.text("orderId", orderId);
      Require.text("shipmentId", shipmentId);
      Require.text("locationId", locationId);
      Require.text("pool", pool);
      Require.text("reservationId", reservationId);
      lines = Require.some("lines", lines);
      Require.present("shippedAt", shippedAt);
    }
  }

  record Units(String sku, long quantity) {
    Units {
      Require.text("sku", sku);
      Require.positive("quantity", quantity);
    }
  }

  record GoodsReceiptRecorded(
      String purchaseOrderId,
      String receiptId,
      String locationId,
      String pool,
      List<ReceivedLine> lines,
      Instant receivedAt) {
    GoodsReceiptRecorded {
      Require.text("purchaseOrderId", purchaseOrderId);
      Require.text("receiptId", receiptId);
      Require.text("locationId", locationId);
      Require.text("pool", pool);
      lines = Require.some("lines", lines);
      Require.present("receivedAt", receivedAt);
    }
  }

  record ReceivedLine(int lineNumber, String sku, long quantity) {
    ReceivedLine {
      Require.text("sku", sku);
      Require.positive("quantity", quantity);
    }
  }

  record PurchaseOrderPlaced(
      String purchaseOrderId,
      String locationId,
      String pool,
      List<Units> lines,
      Instant expectedAt) {
    PurchaseOrderPlaced {
      Require.text("purchaseOrderId", purchaseOrderId);
      Require.text("locationId", locationId);
      Require.text("pool", pool);
      lines = Require.some("lines", lines);
      Require.present("expectedAt", expectedAt);
    }
  }

  record PurchaseOrderClosed(String purchaseOrderId) {
    PurchaseOrderClosed {
      Require.text("purchaseOrderId", purchaseOrderId);
    }
  }

  record ReturnDispositioned(
      String returnId,
      String orderId,
      String locationId,
      String pool,
      List<ReturnedLine> lines,
      Instant dispositionedAt) {
    ReturnDispositioned {
      Require.text("returnId", returnId);
      Require.text("orderId", orderId);
      Require.text("locationId", locationId);
      Require.text("pool", pool);
      lines = Require.some("lines", lines);
      Require.present("dispositionedAt", dispositionedAt);
    }
  }

  enum Disposition {
    RESTOCK,
    QUARANTINE,
    /// Never enters stock.
    SCRAP
  }

  record ReturnedLine(String lineId, String sku, long quantity, Disposition disposition) {
    ReturnedLine {
      Require.text("lineId", lineId);
      Require.text("sku", sku);
      Require.positive("quantity", quantity);
      Require.present("disposition", disposition);
    }
  }

  /// @param status of the units that were found or lost; absent: sellable
  /// @param lot absent: of no lot, or of whichever
  record StockAdjusted(
      String adjustmentId,
      String locationId,
      String sku,
      long quantity,
      String status,
      String lot,
      String reason,
      Instant adjustedAt) {
    StockAdjusted {
      Require.text("adjustmentId", adjustmentId);
      Require.text("locationId", locationId);
      Require.text("sku", sku);
      Require.text("reason", reason);
      Require.present("adjustedAt", adjustedAt);
      Facts.status(status);
    }
  }

  /// @param status of the units that were counted; absent: sellable
  /// @param lot absent: of all lots
  record CountRecorded(
      String countId,
      String locationId,
      String sku,
      long counted,
      String status,
      String lot,
      Instant countedAt) {
    CountRecorded {
      Require.text("countId", countId);
      Require.text("locationId", locationId);
      Require.text("sku", sku);
      Require.present("countedAt", countedAt);
      Facts.status(status);
    }
  }

  /// @param word absent: sellable
  static StockStatus status(String word) {
    if (word == null) return StockStatus.SELLABLE;
    for (var status : StockStatus.values()) {
      if (status.word.equals(word)) return status;
    }
    throw new InvalidMessage("SCHEMA_VIOLATION", "status", "send sellable, quarantine or damaged");
  }
}
