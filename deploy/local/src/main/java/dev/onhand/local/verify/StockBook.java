package dev.onhand.local.verify;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What one pool's log adds up to, checked after every event: units per item, location and lot,
/// what is reserved of them, and how much each open reservation holds.
final class StockBook {
  private static final int STATUSES = 3;
  private static final int RESERVED = STATUSES;
  private static final int COLUMNS = STATUSES + 1;
  private static final int SELLABLE = 0;
  private static final long ENDED = -1;

  /// The number of the lot without a name.
  static final int NO_LOT = 0;

  private final String pool;
  private final Names skus = new Names();
  private final Names places = new Names();
  private final Names lots = new Names();
  private final PromiseBook promises = new PromiseBook();
  private final Index positions = new Index();
  private final Index reservations = new Index();
  private final Index commands = new Index();
  private final Index sequences = new Index();
  private final Violations violations;

  private long[] units = new long[64 * COLUMNS];
  private long[] held = new long[1 << 10];
  private int[] channelOf = new int[1 << 10];
  private long[] sequence = new long[64];

  long decisions;
  long reserved;
  long rejected;
  long movements;
  long leastFree = Long.MAX_VALUE;
  private int leastAt = -1;

  /// When what is booked now was decided, in milliseconds since 1970.
  long nowMs;

  StockBook(String pool, Violations violations) {
    this.pool = pool;
    this.violations = violations;
    lots.number(new byte[0], 0, 0);
  }

  String pool() {
    return pool;
  }

  Names skus() {
    return skus;
  }

  Names places() {
    return places;
  }

  Names lots() {
    return lots;
  }

  PromiseBook promises() {
    return promises;
  }

  /// A command was decided.
  ///
  /// @param ofReservation its id is that of a reservation, which is another kind of id
  void decided(long high, long low, boolean ofReservation) {
    decisions++;
    int before = commands.size();
    if (commands.add(ofReservation ? ~high : high, low) != before) {
      violations.found(pool, "command %016x%016x was decided twice".formatted(high, low));
    }
  }

  /// A reservation begins; what it holds is said by [#allocate].
  int begin(long high, long low) {
    int before = reservations.size();
    int number = reservations.add(high, low);
    if (number == held.length) {
      held = Arrays.copyOf(held, number * 2);
      channelOf = Arrays.copyOf(channelOf, number * 2);
    }
    if (number != before) {
      violations.found(pool, "reservation %016x%016x was made twice".formatted(high, low));
    }
    held[number] = 0;
    return number;
  }

  void ofChannel(int reservation, int channel) {
    channelOf[reservation] = channel;
  }

  int known(long high, long low) {
    int number = reservations.find(high, low);
    if (number < 0 || held[number] == ENDED) {
      violations.found(pool, "reservation %016x%016x ends and is not open".formatted(high, low));
      return begin(high, low);
    }
    return number;
  }

  /// Units are promised to a reservation, or no longer (negative).
  void allocate(int reservation, int sku, int place, int lot, long quantity) {
    int at = position(sku, place, lot) * COLUMNS;
    units[at + RESERVED] += quantity;
    promises.promise(channelOf[reservation], sku, lot, quantity);
    if (quantity > 0 && lot != NO_LOT && promises.isBlocked(sku, lot, nowMs)) {
      violations.found(pool, where(at / COLUMNS) + " is held or expired, and was promised");
    }
    held[reservation] += quantity;
    if (held[reservation] < 0) {
      violations.found(pool, "more is freed than was reserved of " + skus.text(sku));
    }
    check(at);
  }

  /// The reservation has ended: nothing may be left.
  void end(int reservation) {
    if (held[reservation] > 0) {
      violations.found(pool, "a reservation ended with %d units".formatted(held[reservation]));
    }
    held[reservation] = ENDED;
  }

  /// Safety stock makes the item known at the location, also where it never was.
  void keep(int sku, int place, long quantity) {
    position(sku, place, NO_LOT);
    promises.keep(sku, place, quantity);
  }

  /// The decision has ended.
  void entryEnds() {
    var held = promises.heldAndPromised();
    if (held != null) {
      violations.found(
          pool,
          "lot %s of %s is held, and promised still"
              .formatted(lots.text(held[1]), skus.text(held[0])));
    }
  }

  void move(int sku, int place, int lot, int status, long quantity, long number) {
    movements++;
    int item = sequences.add(sku, 0);
    if (item == sequence.length) {
      sequence = Arrays.copyOf(sequence, item * 2);
    }
    if (number != ++sequence[item]) {
      violations.found(
          pool, "movement %d of %s follows %d".formatted(number, skus.text(sku), number - 1));
      sequence[item] = number;
    }
    int at = position(sku, place, lot) * COLUMNS;
    units[at + status] += quantity;
    if (units[at + status] < 0) {
      violations.found(pool, where(at / COLUMNS) + " has fewer than no units");
    }
    check(at);
  }

  private int position(int sku, int place, int lot) {
    int position = positions.add(sku, (long) lot << Integer.SIZE | place);
    if ((position + 1) * COLUMNS > units.length) {
      units = Arrays.copyOf(units, units.length * 2);
    }
    return position;
  }

  private void check(int at) {
    long free = units[at + SELLABLE] - units[at + RESERVED];
    if (free < leastFree) {
      leastFree = free;
      leastAt = at / COLUMNS;
    }
    if (free < 0 || units[at + RESERVED] < 0) {
      violations.found(
          pool,
          "%s has %d sellable units and %d reserved"
              .formatted(where(at / COLUMNS), units[at + SELLABLE], units[at + RESERVED]));
    }
  }

  private String where(int position) {
    int lot = (int) (positions.low(position) >> Integer.SIZE);
    return skus.text((int) positions.high(position))
        + (lot == NO_LOT ? "" : " of lot " + lots.text(lot))
        + " at "
        + places.text((int) positions.low(position));
  }

  /// Where there was the least.
  String leastWhere() {
    return leastAt < 0 ? "" : where(leastAt);
  }

  int positions() {
    return positions.size();
  }

  /// What may be promised of each item at the end of the log.
  ///
  /// @param atMs lots that expire by then are not promised
  Map<String, PromiseBook.Figures> figures(long atMs) {
    Map<Integer, Map<Integer, Long>> free = new LinkedHashMap<>();
    for (int position = 0; position < positions.size(); position++) {
      int sku = (int) positions.high(position);
      int lot = (int) (positions.low(position) >> Integer.SIZE);
      int at = position * COLUMNS;
      long units = this.units[at + SELLABLE] - this.units[at + RESERVED];
      boolean blocked = lot != NO_LOT && promises.isBlocked(sku, lot, atMs);
      free.computeIfAbsent(sku, _ -> new TreeMap<>())
          .merge((int) positions.low(position), blocked ? 0 : units, Long::sum);
    }
    Map<String, PromiseBook.Figures> figures = new TreeMap<>();
    free.forEach((sku, byPlace) -> figures.put(skus.text(sku), promises.figures(sku, byPlace)));
    return figures;
  }
}
