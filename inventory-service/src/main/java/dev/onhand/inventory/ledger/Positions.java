package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// Units by item, location and lot, in columns. The rows of one item lie beside each other, so that
/// a look at all its locations touches one or two cache lines; an item that outgrows its place
/// moves to twice the room. A row number is good until the next row is made.
final class Positions {
  private static final int RESERVED = StockStatus.values().length;
  private static final int COLUMNS = RESERVED + 1;
  private static final int FIRST_CAPACITY = 4;

  private int[] start = new int[16];
  private int[] length = new int[16];
  private int[] capacity = new int[16];
  private long[] available = new long[16];
  private long[] sequence = new long[16];
  /// Whether more than [#available] must be looked at to know what can be promised.
  private boolean[] special = new boolean[16];

  private int[] location = new int[64];
  private long[] units = new long[64 * COLUMNS];
  private int rowsUsed;
  /// Units kept back, by row; null until an item uses it.
  private long[] safety;
  /// The lot, by row; null until an item has one.
  private int[] lot;
  private boolean[] hasLots = new boolean[16];
  private final Lots lots;

  Positions(Lots lots) {
    this.lots = lots;
  }

  /// Makes room for an item, numbered without gaps.
  void addItem(int sku) {
    if (sku == start.length) {
      int grown = sku * 2;
      start = Arrays.copyOf(start, grown);
      length = Arrays.copyOf(length, grown);
      capacity = Arrays.copyOf(capacity, grown);
      available = Arrays.copyOf(available, grown);
      sequence = Arrays.copyOf(sequence, grown);
      special = Arrays.copyOf(special, grown);
      hasLots = Arrays.copyOf(hasLots, grown);
    }
  }

  int firstRow(int sku) {
    return start[sku];
  }

  int endRow(int sku) {
    return start[sku] + length[sku];
  }

  int location(int row) {
    return location[row];
  }

  int lot(int row) {
    return lot == null ? Lots.NONE : lot[row];
  }

  /// The row of an item at a location, of no lot; or -1.
  int row(int sku, int place) {
    return row(sku, place, Lots.NONE);
  }

  /// The row of an item's lot at a location, or -1.
  int row(int sku, int place, int ofLot) {
    for (int row = start[sku], end = row + length[sku]; row < end; row++) {
      if (location[row] == place && lot(row) == ofLot) {
        return row;
      }
    }
    return -1;
  }

  /// The rows of an item at a location, first expired first.
  int[] rowsFirstExpiredFirst(int sku, int place) {
    int[] rows = new int[length[sku]];
    int count = 0;
    for (int row = start[sku], end = row + length[sku]; row < end; row++) {
      if (location[row] == place) {
        int at = count++;
        for (; at > 0 && lots.goesBefore(lot(row), lot(rows[at - 1])); at--) {
          rows[at] = rows[at - 1];
        }
        rows[at] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  int rowOrNew(int sku, int place, int ofLot) {
    int row = row(sku, place, ofLot);
    if (row >= 0) {
      return row;
    }
    if (length[sku] == capacity[sku]) {
      move(sku, Math.max(FIRST_CAPACITY, capacity[sku] * 2));
    }
    row = start[sku] + length[sku]++;
    location[row] = place;
    if (lot == null && ofLot != Lots.NONE) {
      lot = new int[location.length];
    }
    if (lot != null) {
      lot[row] = ofLot;
    }
    return row;
  }

  private void move(int sku, int room) {
    int needed = Math.addExact(rowsUsed, room);
    if (needed > location.length) {
      int grown = Math.max(needed, Math.multiplyExact(location.length, 2));
      location = Arrays.copyOf(location, grown);
      units = Arrays.copyOf(units, Math.multiplyExact(grown, COLUMNS));
      safety = safety == null ? null : Arrays.copyOf(safety, grown);
      lot = lot == null ? null : Arrays.copyOf(lot, grown);
    }
    System.arraycopy(location, start[sku], location, rowsUsed, length[sku]);
    System.arraycopy(units, start[sku] * COLUMNS, units, rowsUsed * COLUMNS, length[sku] * COLUMNS);
    if (safety != null) {
      System.arraycopy(safety, start[sku], safety, rowsUsed, length[sku]);
    }
    if (lot != null) {
      System.arraycopy(lot, start[sku], lot, rowsUsed, length[sku]);
    }
    start[sku] = rowsUsed;
    capacity[sku] = room;
    rowsUsed = needed;
  }

  long units(int row, StockStatus status) {
    return units[row * COLUMNS + status.ordinal()];
  }

  long reserved(int row) {
    return units[row * COLUMNS + RESERVED];
  }

  /// Sellable units of a row that nobody was promised.
  long free(int row) {
    int at = row * COLUMNS;
    return units[at] - units[at + RESERVED];
  }

  /// Of these, what is above the safety stock, for an item without lots.
  long promisable(int row) {
    return safety == null ? free(row) : Math.max(0, free(row) - safety[row]);
  }

  /// What can be promised of an item at a location: the free units of its lots that are not
  /// blocked, above the safety stock.
  long promisable(int sku, int place) {
    if (!hasLots[sku]) {
      int row = row(sku, place);
      return row < 0 ? 0 : promisable(row);
    }
    long sum = 0;
    for (int row = start[sku], end = row + length[sku]; row < end; row++) {
      if (location[row] == place) {
        sum += (isBlocked(row) ? 0 : free(row)) - safety(row);
      }
    }
    return Math.max(0, sum);
  }

  boolean isBlocked(int row) {
    return lot != null && lots.isBlocked(lot[row]);
  }

  boolean hasLots(int sku) {
    return hasLots[sku];
  }

  void setHasLots(int sku) {
    hasLots[sku] = true;
    special[sku] = true;
  }

  /// Whether the row is the first of its item and location.
  boolean isFirstOfPlace(int sku, int row) {
    for (int before = start[sku]; before < row; before++) {
      if (location[before] == location[row]) {
        return false;
      }
    }
    return true;
  }

  long safety(int row) {
    return safety == null ? 0 : safety[row];
  }

  void setSafety(int sku, int row, long kept) {
    if (safety == null) {
      safety = new long[location.length];
    }
    safety[row] = kept;
    special[sku] = true;
  }

  /// Whether all free units of an item can be promised to anyone.
  boolean isPlain(int sku) {
    return !special[sku];
  }

  void setSpecial(int sku) {
    special[sku] = true;
  }

  /// Free units of an item over all locations.
  long available(int sku) {
    return available[sku];
  }

  /// How many movements the item had.
  long sequence(int sku) {
    return sequence[sku];
  }

  void addUnits(int sku, int row, StockStatus status, long change) {
    units[row * COLUMNS + status.ordinal()] += change;
    if (status == StockStatus.SELLABLE) {
      available[sku] += change;
    }
    check(sku, row);
  }

  void addReserved(int sku, int row, long change) {
    units[row * COLUMNS + RESERVED] += change;
    available[sku] -= change;
    check(sku, row);
  }

  void setSequence(int sku, long number) {
    if (number != sequence[sku] + 1) {
      throw new LedgerBroken("movement " + number + " follows " + sequence[sku]);
    }
    sequence[sku] = number;
  }

  /// As read from a snapshot.
  void restore(int sku, long movements) {
    sequence[sku] = movements;
  }

  private void check(int sku, int row) {
    int at = row * COLUMNS;
    long reserved = units[at + RESERVED];
    if (reserved < 0 || reserved > units[at] || (units[at + 1] | units[at + 2]) < 0) {
      throw new LedgerBroken(
          "item %d at location %d: sellable %d, quarantine %d, damaged %d, reserved %d"
              .formatted(sku, location[row], units[at], units[at + 1], units[at + 2], reserved));
    }
  }
}
