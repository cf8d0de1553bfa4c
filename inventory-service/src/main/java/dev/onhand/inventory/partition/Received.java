package dev.onhand.inventory.partition;

import dev.onhand.inventory.codec.CommandReader;
import dev.onhand.inventory.ledger.StockCommand;

/// A record that was read before its turn to be decided.
///
/// @param command null if it is none
/// @param problem why it is none; null if it is one
record Received(CommandRecord record, StockCommand command, RuntimeException problem) {
  static Received read(CommandRecord record) {
    try {
      return new Received(
          record, CommandReader.read(record.headers(), record.value(), record.atMs()), null);
    } catch (RuntimeException e) {
      return new Received(record, null, e);
    }
  }
}
