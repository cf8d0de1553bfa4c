package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.OpenReservation.WaitingLines;
import java.util.HashMap;
import java.util.Map;

/// Where open reservations are kept: a row each, and a row for each of their allocations, chained
/// in the order of their making. Of millions of objects the collector would copy each at least
/// once, and look at each whenever it marks. [OpenReservation] gives the numbers their names.
final class ReservationRows {
  static final int NONE = -1;

  // The words of a reservation. Two names: the upper and the lower half.
  static final int ID_HIGH = 0;
  static final int ID_LOW = 1;
  static final int ORDER_HIGH = 2;
  static final int ORDER_LOW = 3;
  static final int ORDINAL = 4;
  static final int EXPIRES_AT = 5;
  static final int ID_ORDER_TEXT = 6;
  static final int CHANNEL_COUNTRY = 7;
  static final int LEVEL_PEGGED = 8;
  static final int PRIORITY_NUMBER = 9;
  static final int HEAP_ALLOCATION = 10;
  private static final int WORDS = 11;

  // The words of an allocation.
  static final int UNITS = 0;
  static final int SKU_LINE = 1;
  static final int PLACE_LOT = 2;
  static final int NEXT = 3;
  private static final int ALLOCATION_WORDS = 4;

  /// In place of the ordinal of a row that is not in use.
  private static final long ENDED = -1;

  final Slab reservations = new Slab(WORDS);
  final Slab allocations = new Slab(ALLOCATION_WORDS);
  final CountedTexts texts = new CountedTexts();

  /// What is waited for, by row; of nearly all nothing.
  private final Map<Integer, WaitingLines> waiting = new HashMap<>();

  /// A reservation without allocations that has had its first event.
  OpenReservation add(Identity id, Identity orderId, Terms terms, long ordinal) {
    int row = reservations.take();
    reservations.set(row, ID_HIGH, id.high());
    reservations.set(row, ID_LOW, id.low());
    reservations.set(row, ORDER_HIGH, orderId.high());
    reservations.set(row, ORDER_LOW, orderId.low());
    reservations.set(row, ORDINAL, ordinal);
    reservations.set(row, EXPIRES_AT, terms.expiresAtMs());
    reservations.set(row, ID_ORDER_TEXT, texts.use(id.text()), texts.use(orderId.text()));
    int channel = texts.use(terms.channel());
    reservations.set(row, CHANNEL_COUNTRY, channel, texts.use(terms.country()));
    reservations.set(row, LEVEL_PEGGED, texts.use(terms.serviceLevel()), texts.use(""));
    reservations.set(row, PRIORITY_NUMBER, terms.priority(), 1);
    reservations.set(row, HEAP_ALLOCATION, NONE, NONE);
    return new OpenReservation(this, row);
  }

  /// What an order said of itself.
  record Terms(
      String channel, String country, String serviceLevel, int priority, long expiresAtMs) {}

  /// The reservation in a row; null where there is none.
  OpenReservation at(int row) {
    return isUsed(row) ? new OpenReservation(this, row) : null;
  }

  boolean isUsed(int row) {
    return reservations.get(row, ORDINAL) != ENDED;
  }

  void remove(int row) {
    for (int at = reservations.lower(row, HEAP_ALLOCATION); at != NONE; ) {
      int next = allocations.lower(at, NEXT);
      texts.release(allocations.lower(at, SKU_LINE));
      allocations.free(at);
      at = next;
    }
    texts.release(reservations.upper(row, ID_ORDER_TEXT));
    texts.release(reservations.lower(row, ID_ORDER_TEXT));
    texts.release(reservations.upper(row, CHANNEL_COUNTRY));
    texts.release(reservations.lower(row, CHANNEL_COUNTRY));
    texts.release(reservations.upper(row, LEVEL_PEGGED));
    texts.release(reservations.lower(row, LEVEL_PEGGED));
    waitFor(row, null);
    reservations.set(row, ORDINAL, ENDED);
    reservations.free(row);
  }

  /// What the reservation in a row waits for; null: for nothing.
  WaitingLines waiting(int row) {
    return waiting.isEmpty() ? null : waiting.get(row);
  }

  void waitFor(int row, WaitingLines lines) {
    if (lines != null) {
      waiting.put(row, lines);
    } else if (!waiting.isEmpty()) {
      waiting.remove(row);
    }
  }
}
