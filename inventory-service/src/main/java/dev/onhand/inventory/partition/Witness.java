package dev.onhand.inventory.partition;

import dev.onhand.inventory.codec.Frame;
import dev.onhand.inventory.ledger.StockLedger;
import java.util.Map;

/// Sees what a shard is made of that follows the log.
interface Witness {
  Witness NOBODY =
      new Witness() {
        @Override
        public void begins(Map<String, StockLedger> ledgers) {}

        @Override
        public void sees(Frame frame) {}
      };

  /// The state from which on frames are applied; what was seen before does not count any more.
  ///
  /// @param ledgers by pool; it grows as pools appear
  void begins(Map<String, StockLedger> ledgers);

  /// A frame that will be applied next.
  void sees(Frame frame);
}
