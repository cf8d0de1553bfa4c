package dev.onhand.ledger.stock;

import dev.onhand.ledger.stock.StockMessages.StockMoved;
import dev.onhand.platform.message.InvalidMessage;

/// The line of a goods receipt that a movement names as its reference: `receiptId/lineNumber`.
record ReceiptLine(String receiptId, int lineNumber) {

  static ReceiptLine of(StockMoved movement) {
    String written = movement.referenceId() == null ? "" : movement.referenceId();
    int slash = written.lastIndexOf('/');
    try {
      if (slash > 0) {
        return new ReceiptLine(
            written.substring(0, slash), Integer.parseInt(written.substring(slash + 1)));
      }
    } catch (NumberFormatException e) {
      throw unreadable(e);
    }
    throw unreadable(null);
  }

  private static InvalidMessage unreadable(NumberFormatException cause) {
    var invalid = new InvalidMessage("NO_RECEIPT_LINE", "referenceId", "send receiptId/lineNumber");
    invalid.initCause(cause);
    return invalid;
  }
}
