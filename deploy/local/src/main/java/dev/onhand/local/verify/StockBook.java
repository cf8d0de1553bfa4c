package dev.onhand.local.verify;

import java.util.Arrays;

/// What one pool's log adds up to, checked after every event: units per item and location, what is
/// reserved of them, and how much each open reservation holds.
final class StockBook {
  private static final int STATUSES = 3;
  private static final int RESERVED = STATUSES;
  private static final int COLUMNS = STATUSES + 1;
  private static final int SELLABLE = 0;
  private static final long ENDED = -1;

  private final String pool;
  private final Names skus = new Names();
  private final Names places = new Names();
  private final Index positions = new Index();
  private final Index reservations = new Index();
  private final Index commands = new Index();
  private final Index sequences = new Index();
  private final Violations violations;

  private long[] units = new long[64 * COLUMNS];
  private long[] held = new long[1 << 10];
  private long[] sequence = new long[64];

  long decisions;
  long reserved;
  long rejected;
  long movements;
  long leastFree = Long.MAX_VALUE;
  private int leastAt = -1;

  StockBook(String pool, Violations violations) {
    this.pool = pool;
    this.violations = violations;
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
    }
    if (number != before) {
      violations.found(pool, "reservation %016x%016x was made twice".formatted(high, low));
    }
    held[number] = 0;
    return number;
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
  void allocate(int reservation, int sku, int place, long quantity) {
    int at = position(sku, place) * COLUMNS;
    units[at + RESERVED] += quantity;
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

  void move(int sku, int place, int status, long quantity, long number) {
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
    int at = position(sku, place) * COLUMNS;
    units[at + status] += quantity;
    if (units[at + status] < 0) {
      violations.found(pool, where(at / COLUMNS) + " has fewer than no units");
    }
    check(at);
  }

  private int position(int sku, int place) {
    int position = positions.add(sku, place);
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
    return skus.text((int) positions.high(position))
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

  /// Takes every position at the end of the log.
  void forEach(PositionSink sink) {
    for (int position = 0; position < positions.size(); position++) {
      int at = position * COLUMNS;
      sink.accept(
          skus.text((int) positions.high(position)),
          places.text((int) positions.low(position)),
          Arrays.copyOfRange(units, at, at + COLUMNS));
    }
  }

  /// Units sellable, in quarantine, damaged, and reserved.
  interface PositionSink {
    void accept(String sku, String place, long[] units);
  }
}
