package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// Units by item and location, in columns. The rows of one item lie beside each other, so that a
/// look at all its locations touches one or two cache lines; an item that outgrows its place
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

  /// The row of an item at a location, or -1.
  int row(int sku, int place) {
    for (int row = start[sku], end = row + length[sku]; row < end; row++) {
      if (location[row] == place) {
        return row;
      }
    }
    return -1;
  }

  int rowOrNew(int sku, int place) {
    int row = row(sku, place);
    if (row >= 0) {
      return row;
    }
    if (length[sku] == capacity[sku]) {
      move(sku, Math.max(FIRST_CAPACITY, capacity[sku] * 2));
    }
    row = start[sku] + length[sku]++;
    location[row] = place;
    return row;
  }

  private void move(int sku, int room) {
    int needed = Math.addExact(rowsUsed, room);
    if (needed > location.length) {
      int grown = Math.max(needed, Math.multiplyExact(location.length, 2));
      location = Arrays.copyOf(location, grown);
      units = Arrays.copyOf(units, Math.multiplyExact(grown, COLUMNS));
      safety = safety == null ? null : Arrays.copyOf(safety, grown);
    }
    System.arraycopy(location, start[sku], location, rowsUsed, length[sku]);
    System.arraycopy(units, start[sku] * COLUMNS, units, rowsUsed * COLUMNS, length[sku] * COLUMNS);
    if (safety != null) {
      System.arraycopy(safety, start[sku], safety, rowsUsed, length[sku]);
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

  /// Of these, what is above the safety stock.
  long promisable(int row) {
    return safety == null ? free(row) : Math.max(0, free(row) - safety[row]);
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
