package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A reservation that has not ended: which units are promised to which line of which order, and
/// for which units it waits.
final class OpenReservation {
  /// Both ids take less memory as the bits of a UUID than as texts; the text is kept where an id is
  /// none. There may be millions of open reservations.
  final long idHigh;

  final long idLow;
  final String idText;
  final long orderIdHigh;
  final long orderIdLow;
  final String orderIdText;

  final String channel;
  final String country;
  final String serviceLevel;

  /// Which reservation of its pool this is, in the order of their making.
  final long ordinal;

  int priority;

  /// 0: firm.
  long expiresAtMs;

  /// How many events the reservation has had.
  int number = 1;

  /// Its number among the open ones.
  int slot;

  /// Where it stands in the heap of those that expire; -1 where it does not.
  int heapAt = -1;

  /// Others may have the same: never changed once all are set.
  private String[] lineIds;

  /// Per allocation two numbers: the item's above the location's, and the units. One array, for it
  /// is the number of objects that makes millions of reservations dear.
  private long[] cells;

  /// The lots, by number; null while none of the units is of a lot.
  private int[] lots;

  /// The inbound what it waits for is to come from; empty: whichever.
  String peggedTo = "";

  /// What it waits for; null for nearly all.
  WaitingLines waiting;

  /// @param id copied, as is the order's
  OpenReservation(
      Identity id,
      Identity orderId,
      String channel,
      String country,
      String serviceLevel,
      int priority,
      long expiresAtMs,
      long ordinal,
      int allocations) {
    idHigh = id.high();
    idLow = id.low();
    idText = id.text();
    orderIdHigh = orderId.high();
    orderIdLow = orderId.low();
    orderIdText = orderId.text();
    this.channel = channel;
    this.country = country;
    this.serviceLevel = serviceLevel;
    this.priority = priority;
    this.expiresAtMs = expiresAtMs;
    this.ordinal = ordinal;
    lineIds = new String[allocations];
    cells = new long[allocations * 2];
  }

  String id() {
    return idText == null ? UuidText.of(idHigh, idLow) : idText;
  }

  String orderId() {
    return orderIdText == null ? UuidText.of(orderIdHigh, orderIdLow) : orderIdText;
  }

  void set(int at, String lineId, int sku, int location, int lot, long quantity) {
    if (lot != Lots.NONE && lots == null) {
      lots = new int[size()];
    }
    if (lots != null) {
      lots[at] = lot;
    }
    lineIds[at] = lineId;
    cells[at * 2] = (long) sku << 32 | location;
    cells[at * 2 + 1] = quantity;
  }

  /// Line ids of many reservations are the same ("1", "2", ...): those are kept once.
  ///
  /// @param known by how many they are; those of this reservation from now on, if there is a place
  void shareLineIds(String[][] known) {
    int count = lineIds.length;
    if (count < known.length) {
      if (Arrays.equals(known[count], lineIds)) {
        lineIds = known[count];
      } else {
        known[count] = lineIds;
      }
    }
  }

  /// Makes room for more allocations.
  ///
  /// @return where the first of them goes
  int grow(int more) {
    int size = size();
    lineIds = Arrays.copyOf(lineIds, size + more);
    cells = Arrays.copyOf(cells, (size + more) * 2);
    lots = lots == null ? null : Arrays.copyOf(lots, size + more);
    return size;
  }

  /// How many allocations it has had since it was made; some may have no units left.
  int size() {
    return lineIds.length;
  }

  String lineId(int at) {
    return lineIds[at];
  }

  int sku(int at) {
    return (int) (cells[at * 2] >>> 32);
  }

  int location(int at) {
    return (int) cells[at * 2];
  }

  long units(int at) {
    return cells[at * 2 + 1];
  }

  int lot(int at) {
    return lots == null ? Lots.NONE : lots[at];
  }

  /// Whether it holds units of the item and lot, at the location or, if that is negative, anywhere.
  boolean holds(int sku, int location, int lot) {
    for (int i = 0; i < size(); i++) {
      if (sku(i) == sku
          && (location(i) == location || location < 0)
          && lot(i) == lot
          && units(i) > 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether nothing is promised and nothing waited for.
  boolean isEmpty() {
    if (waiting != null) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (units(i) > 0) {
        return false;
      }
    }
    return true;
  }

  /// Everything promised and not shipped, as it is written in events.
  List<Allocation> open(LedgerState state) {
    List<Allocation> open = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      if (units(i) > 0) {
        open.add(allocation(i, units(i), state));
      }
    }
    return open;
  }

  /// That of it which is at one location.
  List<Allocation> openAt(int location, LedgerState state) {
    List<Allocation> open = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      if (units(i) > 0 && location(i) == location) {
        open.add(allocation(i, units(i), state));
      }
    }
    return open;
  }

  Allocation allocation(int at, long quantity, LedgerState state) {
    return new Allocation(
        lineIds[at],
        state.items.text(sku(at)),
        state.places.ids.text(location(at)),
        state.lots.id(lot(at)),
        quantity);
  }

  /// Takes units away from the allocation they were promised by.
  void take(Allocation freed, int sku, int place, int lot) {
    for (int i = 0; i < size(); i++) {
      if (sku(i) == sku
          && location(i) == place
          && lot(i) == lot
          && units(i) >= freed.quantity()
          && lineIds[i].equals(freed.lineId())) {
        cells[i * 2 + 1] -= freed.quantity();
        return;
      }
    }
    throw new LedgerBroken("not reserved: " + freed + " for " + id());
  }

  /// The lines that wait for an item, in their order.
  List<Waiting> waitingFor(int sku, Symbols items) {
    List<Waiting> lines = new ArrayList<>();
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
