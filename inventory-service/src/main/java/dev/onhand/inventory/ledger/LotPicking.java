package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockEvent.Allocation;
import java.util.Arrays;
import java.util.List;

/// Which lots the units of an allocation are of: first expired, first out. Items without lots pass
/// through.
final class LotPicking {
  private final LedgerState state;

  /// Rows the present allocation draws on already, and with how many units.
  private int[] rows = new int[8];
  private long[] picked = new long[8];
  private int count;

  LotPicking(LedgerState state) {
    this.state = state;
  }

  /// A new allocation, of which nothing is applied yet.
  void begin() {
    count = 0;
  }

  /// Adds allocations of these units to a list.
  void pick(List<Allocation> to, String lineId, int sku, int place, long units) {
    String skuText = state.items.text(sku);
    String placeText = state.places.ids.text(place);
    Positions positions = state.positions;
    if (!positions.hasLots(sku)) {
      to.add(new Allocation(lineId, skuText, placeText, units));
      return;
    }
    long left = units;
    for (int row : positions.rowsFirstExpiredFirst(sku, place)) {
      int at = at(row);
      long taken = Math.min(left, positions.isBlocked(row) ? 0 : positions.free(row) - picked[at]);
      if (taken > 0) {
        picked[at] += taken;
        left -= taken;
        String lot = state.lots.id(positions.lot(row));
        to.add(new Allocation(lineId, skuText, placeText, lot, taken));
      }
    }
    if (left > 0) {
      throw new LedgerBroken("available, but of no lot: " + skuText + " at " + placeText);
    }
  }

  private int at(int row) {
    for (int at = 0; at < count; at++) {
      if (rows[at] == row) {
        return at;
      }
    }
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, count * 2);
      picked = Arrays.copyOf(picked, count * 2);
    }
    rows[count] = row;
    picked[count] = 0;
    return count++;
  }
}
