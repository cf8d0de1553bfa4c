package dev.onhand.ledger.stock;

import dev.onhand.platform.message.Require;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// What this service reads of the messages about goods: no more fields than it needs.
final class StockMessages {

  private StockMessages() {}

  enum Kind {
    RECEIPT,
    SHIPMENT,
    RETURN,
    ADJUSTMENT,
    COUNT,
    STATUS_CHANGE,
    /// Components became kits, or kits components.
    KIT,
    /// Units left a location for another, or arrived there.
    TRANSFER
  }

  /// inventory.StockMoved.v1; `quantity` is the effect on what is on hand, `reason` and `orderId`
  /// may be absent.
  record StockMoved(
      String movementId,
      String pool,
      String sku,
      Kind kind,
      long quantity,
      String reason,
      String referenceId,
      String orderId,
      Instant occurredAt) {
    StockMoved {
      Require.text("movementId", movementId);
      Require.text("pool", pool);
      Require.text("sku", sku);
      Require.present("kind", kind);
      Require.present("occurredAt", occurredAt);
    }

    StockId stock() {
      return new StockId(pool, sku);
    }
  }

  /// inventory.ItemDefined.v1; `standardCost` may be absent.
  record ItemDefined(String sku, Money standardCost) {
    ItemDefined {
      Require.text("sku", sku);
    }
  }

  /// procurement.GoodsReceiptRecorded.v1
  record GoodsReceiptRecorded(String receiptId, List<ReceivedLine> lines) {
    GoodsReceiptRecorded {
      Require.text("receiptId", receiptId);
      lines = Require.some("lines", lines);
    }
  }

  record ReceivedLine(int lineNumber, Money unitCost) {
    ReceivedLine {
      Require.present("lines.unitCost", unitCost);
    }
  }
}
