package dev.onhand.inventory.ledger;

import static dev.onhand.inventory.ledger.ReservationRows.CHANNEL_COUNTRY;
import static dev.onhand.inventory.ledger.ReservationRows.EXPIRES_AT;
import static dev.onhand.inventory.ledger.ReservationRows.HEAP_ALLOCATION;
import static dev.onhand.inventory.ledger.ReservationRows.ID_HIGH;
import static dev.onhand.inventory.ledger.ReservationRows.ID_LOW;
import static dev.onhand.inventory.ledger.ReservationRows.ID_ORDER_TEXT;
import static dev.onhand.inventory.ledger.ReservationRows.LEVEL_PEGGED;
import static dev.onhand.inventory.ledger.ReservationRows.NEXT;
import static dev.onhand.inventory.ledger.ReservationRows.NONE;
import static dev.onhand.inventory.ledger.ReservationRows.ORDER_HIGH;
import static dev.onhand.inventory.ledger.ReservationRows.ORDER_LOW;
import static dev.onhand.inventory.ledger.ReservationRows.ORDINAL;
import static dev.onhand.inventory.ledger.ReservationRows.PLACE_LOT;
import static dev.onhand.inventory.ledger.ReservationRows.PRIORITY_NUMBER;
import static dev.onhand.inventory.ledger.ReservationRows.SKU_LINE;
import static dev.onhand.inventory.ledger.ReservationRows.UNITS;

import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.List;

/// A reservation that has not ended: which units are promised to which line of which order, and
/// for which units it waits. A look at a row of [ReservationRows], good until the reservation ends.
///
/// Its allocations are numbers too: `for (int at = first(); at >= 0; at = next(at))`. It keeps all
/// that it was ever given; some may have no units left.
record OpenReservation(ReservationRows rows, int row) {
  private long get(int word) {
    return rows.reservations.get(row, word);
  }

  private int upper(int word) {
    return rows.reservations.upper(row, word);
  }

  private int lower(int word) {
    return rows.reservations.lower(row, word);
  }

  long idHigh() {
    return get(ID_HIGH);
  }

  long idLow() {
    return get(ID_LOW);
  }

  /// The id where it does not follow from the bits; null for a UUID.
  String idText() {
    return rows.texts.text(upper(ID_ORDER_TEXT));
  }

  String id() {
    return idText() == null ? UuidText.of(idHigh(), idLow()) : idText();
  }

  boolean is(Identity id) {
    return idHigh() == id.high()
        && idLow() == id.low()
        && (id.text() == null ? upper(ID_ORDER_TEXT) == NONE : id.text().equals(idText()));
  }

  long orderIdHigh() {
    return get(ORDER_HIGH);
  }

  long orderIdLow() {
    return get(ORDER_LOW);
  }

  String orderIdText() {
    return rows.texts.text(lower(ID_ORDER_TEXT));
  }

  String orderId() {
    return orderIdText() == null ? UuidText.of(orderIdHigh(), orderIdLow()) : orderIdText();
  }

  String channel() {
    return rows.texts.text(upper(CHANNEL_COUNTRY));
  }

  String country() {
    return rows.texts.text(lower(CHANNEL_COUNTRY));
  }

  String serviceLevel() {
    return rows.texts.text(upper(LEVEL_PEGGED));
  }

  /// Which reservation of its pool this is, in the order of their making.
  long ordinal() {
    return get(ORDINAL);
  }

  int priority() {
    return upper(PRIORITY_NUMBER);
  }

  void setPriority(int priority) {
    rows.reservations.setUpper(row, PRIORITY_NUMBER, priority);
  }

  /// 0: firm.
  long expiresAtMs() {
    return get(EXPIRES_AT);
  }

  void setExpiresAtMs(long ms) {
    rows.reservations.set(row, EXPIRES_AT, ms);
  }

  /// How many events the reservation has had.
  int number() {
    return lower(PRIORITY_NUMBER);
  }

  void setNumber(int number) {
    rows.reservations.setLower(row, PRIORITY_NUMBER, number);
  }

  /// The inbound what it waits for is to come from; empty: whichever.
  String peggedTo() {
    return rows.texts.text(lower(LEVEL_PEGGED));
  }

  void setPeggedTo(String inboundId) {
    int former = lower(LEVEL_PEGGED);
    rows.reservations.setLower(row, LEVEL_PEGGED, rows.texts.use(inboundId));
    rows.texts.release(former);
  }

  /// What it waits for; null for nearly all.
  WaitingLines waiting() {
    return rows.waiting(row);
  }

  void setWaiting(WaitingLines lines) {
    rows.waitFor(row, lines);
  }

  // Its allocations.

  /// Negative: it has none.
  int first() {
    return lower(HEAP_ALLOCATION);
  }

  /// Negative: it was the last.
  int next(int at) {
    return rows.allocations.lower(at, NEXT);
  }

  int last() {
    int last = NONE;
    for (int at = first(); at >= 0; at = next(at)) {
      last = at;
    }
    return last;
  }

  int size() {
    int size = 0;
    for (int at = first(); at >= 0; at = next(at)) {
      size++;
    }
    return size;
  }

  /// Adds an allocation behind the last.
  ///
  /// @return which is the last now
  int add(int last, String lineId, int sku, int place, int lot, long units) {
    int at = rows.allocations.take();
    rows.allocations.set(at, UNITS, units);
    rows.allocations.set(at, SKU_LINE, sku, rows.texts.use(lineId));
    rows.allocations.set(at, PLACE_LOT, place, lot);
    rows.allocations.set(at, NEXT, 0, NONE);
    if (last < 0) {
      rows.reservations.setLower(row, HEAP_ALLOCATION, at);
    } else {
      rows.allocations.set(last, NEXT, 0, at);
    }
    return at;
  }

  String lineId(int at) {
    return rows.texts.text(rows.allocations.lower(at, SKU_LINE));
  }

  int sku(int at) {
    return rows.allocations.upper(at, SKU_LINE);
  }

  int location(int at) {
    return rows.allocations.upper(at, PLACE_LOT);
  }

  int lot(int at) {
    return rows.allocations.lower(at, PLACE_LOT);
  }

  long units(int at) {
    return rows.allocations.get(at, UNITS);
  }

  /// Whether it holds units of the item and lot, at the location or, if that is negative, anywhere.
  boolean holds(int sku, int location, int lot) {
    for (int at = first(); at >= 0; at = next(at)) {
      if (sku(at) == sku
          && (location(at) == location || location < 0)
          && lot(at) == lot
          && units(at) > 0) {
        return true;
      }
    }
    return false;
  }

  /// Units promised and not shipped, of all items.
  long units() {
    long sum = 0;
    for (int at = first(); at >= 0; at = next(at)) {
      sum += units(at);
    }
    return sum;
  }

  /// Whether nothing is promised and nothing waited for.
  boolean isEmpty() {
    return waiting() == null && units() == 0;
  }

  /// Everything promised and not shipped, as it is written in events.
  List<Allocation> open(LedgerState state) {
    List<Allocation> open = new ArrayList<>(2);
    for (int at = first(); at >= 0; at = next(at)) {
      if (units(at) > 0) {
        open.add(allocation(at, units(at), state));
      }
    }
    return open;
  }

  /// That of it which is at one location.
  List<Allocation> openAt(int location, LedgerState state) {
    List<Allocation> open = new ArrayList<>(2);
    for (int at = first(); at >= 0; at = next(at)) {
      if (units(at) > 0 && location(at) == location) {
        open.add(allocation(at, units(at), state));
      }
    }
    return open;
  }

  Allocation allocation(int at, long quantity, LedgerState state) {
    return new Allocation(
        lineId(at),
        state.items.text(sku(at)),
        state.places.ids.text(location(at)),
        state.lots.id(lot(at)),
        quantity);
  }

  /// Takes units away from the allocation they were promised by.
  void take(Allocation freed, int sku, int place, int lot) {
    for (int at = first(); at >= 0; at = next(at)) {
      if (sku(at) == sku
          && location(at) == place
          && lot(at) == lot
          && units(at) >= freed.quantity()
          && lineId(at).equals(freed.lineId())) {
        rows.allocations.set(at, UNITS, units(at) - freed.quantity());
        return;
      }
    }
    throw new LedgerBroken("not reserved: " + freed + " for " + id());
  }

  /// The lines that wait for an item, in their order.
  List<Waiting> waitingFor(int sku, Symbols items) {
    List<Waiting> lines = new ArrayList<>();
    WaitingLines waiting = waiting();
    for (int i = 0; waiting != null && i < waiting.units.length; i++) {
      if (waiting.skus[i] == sku && waiting.units[i] > 0) {
        lines.add(new Waiting(waiting.lineIds[i], items.text(sku), waiting.units[i]));
      }
    }
    return lines;
  }

  /// Units per line and item that are not there yet.
  static final class WaitingLines {
    final String[] lineIds;
    final int[] skus;
    final long[] units;

    WaitingLines(int lines) {
      lineIds = new String[lines];
      skus = new int[lines];
      units = new long[lines];
    }

    /// Over all lines.
    long units() {
      long sum = 0;
      for (long open : units) {
        sum += open;
      }
      return sum;
    }

    void take(String lineId, int sku, long quantity) {
      for (int i = 0; i < units.length; i++) {
        if (skus[i] == sku && units[i] >= quantity && lineIds[i].equals(lineId)) {
          units[i] -= quantity;
          return;
        }
      }
      throw new LedgerBroken("line " + lineId + " does not wait for " + quantity);
    }
  }
}
