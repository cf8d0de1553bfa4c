package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// Units by item, location and lot, in columns. The rows of one item lie beside each other, so that
/// a look at all its locations touches one or two cache lines; an item that outgrows its place
/// moves to twice the room. A row number is good until the next row is made.
final class Positions {
  private static final int RESERVED = StockStatus.values().length;
  private static final int COLUMNS = RESERVED + 1;
  private static final int FIRST_CAPACITY = 4;

  private static final int WORDS = 4;
  private static final int ROOM = 1;
  private static final int AVAILABLE = 2;
  private static final int SEQUENCE = 3;

  /// More than the free units must be looked at to know what can be promised.
  private static final long SPECIAL = 1;

  private static final long HAS_LOTS = 2;

  /// Per item four numbers that lie beside each other: where its rows begin above how many there
  /// are, for how many there is room above the flags, free units over all locations, movements.
  private long[] items = new long[16 * WORDS];

  private int[] location = new int[64];
  private long[] units = new long[64 * COLUMNS];
  private int rowsUsed;

  /// Units kept back, by row; null until an item uses it.
  private long[] safety;
  /// The lot, by row; null until an item has one.
  private int[] lot;
  private final Lots lots;

  Positions(Lots lots) {
    this.lots = lots;
  }

  /// Makes room for an item, numbered without gaps.
  void addItem(int sku) {
    if (sku * WORDS == items.length) {
      items = Arrays.copyOf(items, Math.multiplyExact(items.length, 2));
    }
  }

  int firstRow(int sku) {
    return (int) (items[sku * WORDS] >>> 32);
  }

  int endRow(int sku) {
    long rows = items[sku * WORDS];
    return (int) (rows >>> 32) + (int) rows;
  }

  /// A look at the item's rows; see [Upcoming].
  long glance(int sku) {
    int row = firstRow(sku);
    return row < location.length ? location[row] ^ units[row * COLUMNS] : 0;
  }

  private int room(int sku) {
    return (int) (items[sku * WORDS + ROOM] >>> 32);
  }

  private boolean is(int sku, long flag) {
    return (items[sku * WORDS + ROOM] & flag) != 0;
  }

  private void mark(int sku, long flags) {
    items[sku * WORDS + ROOM] |= flags;
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
    for (int row = firstRow(sku), end = endRow(sku); row < end; row++) {
      if (location[row] == place && lot(row) == ofLot) {
        return row;
      }
    }
    return -1;
  }

  /// The rows of an item at a location, first expired first.
  int[] rowsFirstExpiredFirst(int sku, int place) {
    int[] rows = new int[endRow(sku) - firstRow(sku)];
    int count = 0;
    for (int row = firstRow(sku), end = endRow(sku); row < end; row++) {
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
    if (endRow(sku) - firstRow(sku) == room(sku)) {
      move(sku, Math.max(FIRST_CAPACITY, room(sku) * 2));
    }
    row = endRow(sku);
    items[sku * WORDS]++;
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
    int from = firstRow(sku);
    int length = endRow(sku) - from;
    System.arraycopy(location, from, location, rowsUsed, length);
    System.arraycopy(units, from * COLUMNS, units, rowsUsed * COLUMNS, length * COLUMNS);
    if (safety != null) {
      System.arraycopy(safety, from, safety, rowsUsed, length);
    }
    if (lot != null) {
      System.arraycopy(lot, from, lot, rowsUsed, length);
    }
    items[sku * WORDS] = (long) rowsUsed << 32 | length;
    long flags = items[sku * WORDS + ROOM] & 0xFFFFFFFFL;
    items[sku * WORDS + ROOM] = (long) room << 32 | flags;
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
    if (!hasLots(sku)) {
      int row = row(sku, place);
      return row < 0 ? 0 : promisable(row);
    }
    long sum = 0;
    for (int row = firstRow(sku), end = endRow(sku); row < end; row++) {
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
    return is(sku, HAS_LOTS);
  }

  void setHasLots(int sku) {
    mark(sku, HAS_LOTS | SPECIAL);
  }

  /// Whether the row is the first of its item and location.
  boolean isFirstOfPlace(int sku, int row) {
    for (int before = firstRow(sku); before < row; before++) {
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
    mark(sku, SPECIAL);
  }

  /// Whether all free units of an item can be promised to anyone.
  boolean isPlain(int sku) {
    return !is(sku, SPECIAL);
  }

  void setSpecial(int sku) {
    mark(sku, SPECIAL);
  }

  /// Free units of an item over all locations.
  long available(int sku) {
    return items[sku * WORDS + AVAILABLE];
  }

  /// How many movements the item had.
  long sequence(int sku) {
    return items[sku * WORDS + SEQUENCE];
  }

  void addUnits(int sku, int row, StockStatus status, long change) {
    units[row * COLUMNS + status.ordinal()] += change;
    if (status == StockStatus.SELLABLE) {
      items[sku * WORDS + AVAILABLE] += change;
    }
    check(sku, row);
  }

  void addReserved(int sku, int row, long change) {
    units[row * COLUMNS + RESERVED] += change;
    items[sku * WORDS + AVAILABLE] -= change;
    check(sku, row);
  }

  void setSequence(int sku, long number) {
    if (number != sequence(sku) + 1) {
      throw new LedgerBroken("movement " + number + " follows " + sequence(sku));
    }
    items[sku * WORDS + SEQUENCE] = number;
  }

  /// As read from a snapshot.
  void restore(int sku, long movements) {
    items[sku * WORDS + SEQUENCE] = movements;
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
