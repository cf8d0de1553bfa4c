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

  /// Units on their way to the locations that may serve the order, expected by then, that nobody
  /// waits for yet. May be negative.
  long toCome(int sku, Eligible eligible, long byMs) {
    long sum = -state.backlog.units(sku);
    for (Inbound.Supply supply : state.inbound.of(sku)) {
      boolean may = eligible == null || eligible.has(supply.place());
      sum += may && supply.expectedAtMs() <= byMs ? supply.units() : 0;
    }
    return sum;
  }

  /// When these many units more than are waited for now will have come; 0: not known.
  long expectedAt(int sku, Eligible eligible, long units) {
    long missing = units + state.backlog.units(sku);
    for (Inbound.Supply supply : state.inbound.of(sku)) {
      if (eligible == null || eligible.has(supply.place())) {
        missing -= supply.units();
        if (missing <= 0) {
          return supply.expectedAtMs();
        }
      }
    }
    return 0;
  }

  /// As [#toChannel], by a date: with what will have come, without what is waited for.
  long toChannelBy(int sku, String channel, long byMs) {
    long sum = toChannel(sku, channel) - state.backlog.units(sku);
    for (Inbound.Supply supply : state.inbound.of(sku)) {
      boolean may = state.rules.mayServe(channel, supply.place());
      sum += may && supply.expectedAtMs() <= byMs ? supply.units() : 0;
    }
    return Math.max(0, sum);
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
