package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.RuleBook.Eligible;

/// How much of an item can be promised to a channel:
///
/// `max(0, Σ over locations max(0, sellable − reserved − safety)
///        − Σ over other channels max(0, fence − reserved for that channel))`
///
/// over the locations that may serve the order; lots that are held or expired do not count. What is
/// reserved for a channel counts wherever it is. An item without lots, safety stock, fences and
/// rules costs one look.
final class Availability {
  private final LedgerState state;

  Availability(LedgerState state) {
    this.state = state;
  }

  /// For an order that these locations may serve; null: all.
  long toPromise(int sku, String channel, Eligible eligible) {
    Positions positions = state.positions;
    if (eligible == null && positions.isPlain(sku)) {
      return positions.available(sku);
    }
    long sum = 0;
    for (int row = positions.firstRow(sku), end = positions.endRow(sku); row < end; row++) {
      int place = positions.location(row);
      if ((eligible == null || eligible.has(place)) && positions.isFirstOfPlace(sku, row)) {
        sum += positions.promisable(sku, place);
      }
    }
    return Math.max(0, sum - state.fences.keptFrom(channel, sku));
  }

  /// For any order of the channel, over the locations that may serve one of its orders.
  long toChannel(int sku, String channel) {
    Positions positions = state.positions;
    long sum = 0;
    for (int row = positions.firstRow(sku), end = positions.endRow(sku); row < end; row++) {
      int place = positions.location(row);
      if (state.rules.mayServe(channel, place) && positions.isFirstOfPlace(sku, row)) {
        sum += positions.promisable(sku, place);
      }
    }
    return Math.max(0, sum - state.fences.keptFrom(channel, sku));
  }
}
