package dev.onhand.inventory.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The open reservations of a pool, by id, and those that expire by time as well.
final class Reservations {
  /// Who loses a promise first: the largest priority number, then the latest made.
  private static final Comparator<OpenReservation> LEAST_IMPORTANT_FIRST =
      Comparator.comparingInt((OpenReservation r) -> r.priority)
          .thenComparingLong(r -> r.ordinal)
          .reversed();

  private final Map<String, OpenReservation> byId = new HashMap<>();
  private OpenReservation[] heap = new OpenReservation[16];
  private int heapSize;
  private long made;

  int size() {
    return byId.size();
  }

  long made() {
    return made;
  }

  long nextOrdinal() {
    return made++;
  }

  void restoreMade(long count) {
    made = count;
  }

  OpenReservation find(String id) {
    return byId.get(id);
  }

  void open(OpenReservation reservation) {
    if (byId.put(reservation.id, reservation) != null) {
      throw new LedgerBroken("reserved twice: " + reservation.id);
    }
    if (reservation.expiresAtMs != 0) {
      awaitEnd(reservation);
    }
  }

  /// Gives a reservation another end; 0: none.
  void endAt(OpenReservation reservation, long expiresAtMs) {
    forgetEnd(reservation);
    reservation.expiresAtMs = expiresAtMs;
    if (expiresAtMs != 0) {
      awaitEnd(reservation);
    }
  }

  private void awaitEnd(OpenReservation reservation) {
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, heapSize * 2);
    }
    place(reservation, heapSize++);
    up(heapSize - 1);
  }

  void close(OpenReservation reservation) {
    if (byId.remove(reservation.id) != reservation) {
      throw new LedgerBroken("closed twice: " + reservation.id);
    }
    forgetEnd(reservation);
  }

  private void forgetEnd(OpenReservation reservation) {
    int hole = reservation.heapAt;
    if (hole >= 0) {
      reservation.heapAt = -1;
      OpenReservation last = heap[--heapSize];
      heap[heapSize] = null;
      if (last != reservation) {
        place(last, hole);
        down(hole);
        up(last.heapAt);
      }
    }
  }

  /// The reservation that expires next if its time has come, else null.
  OpenReservation due(long nowMs) {
    return heapSize > 0 && heap[0].expiresAtMs <= nowMs ? heap[0] : null;
  }

  /// Those that hold units of the item and lot at the location, or anywhere if that is negative;
  /// the least important first. Looks at every open reservation: facts that break promises are
  /// rare, and an index would cost every promise.
  List<OpenReservation> holding(int sku, int location, int lot) {
    List<OpenReservation> holding = new ArrayList<>();
    for (OpenReservation reservation : byId.values()) {
      if (reservation.holds(sku, location, lot)) {
        holding.add(reservation);
      }
    }
    holding.sort(LEAST_IMPORTANT_FIRST);
    return holding;
  }

  /// Units of the item promised to orders of the channel. Looks at every open reservation.
  long promised(int sku, String channel) {
    long sum = 0;
    for (OpenReservation reservation : byId.values()) {
      if (reservation.channel.equals(channel)) {
        for (int i = 0; i < reservation.units.length; i++) {
          sum += reservation.skus[i] == sku ? reservation.units[i] : 0;
        }
      }
    }
    return sum;
  }

  /// All of them, in the order of their making.
  List<OpenReservation> inOrder() {
    List<OpenReservation> all = new ArrayList<>(byId.values());
    all.sort(Comparator.comparingLong(r -> r.ordinal));
    return all;
  }

  private void up(int at) {
    OpenReservation moving = heap[at];
    while (at > 0 && earlier(moving, heap[(at - 1) / 2])) {
      place(heap[(at - 1) / 2], at);
      at = (at - 1) / 2;
    }
    place(moving, at);
  }

  private void down(int at) {
    OpenReservation moving = heap[at];
    for (int child = 2 * at + 1; child < heapSize; child = 2 * at + 1) {
      if (child + 1 < heapSize && earlier(heap[child + 1], heap[child])) {
        child++;
      }
      if (!earlier(heap[child], moving)) {
        break;
      }
      place(heap[child], at);
      at = child;
    }
    place(moving, at);
  }

  private void place(OpenReservation reservation, int at) {
    heap[at] = reservation;
    reservation.heapAt = at;
  }

  /// A total order, so that the heap's shape does not matter to what comes out.
  private static boolean earlier(OpenReservation a, OpenReservation b) {
    return a.expiresAtMs != b.expiresAtMs ? a.expiresAtMs < b.expiresAtMs : a.ordinal < b.ordinal;
  }
}
