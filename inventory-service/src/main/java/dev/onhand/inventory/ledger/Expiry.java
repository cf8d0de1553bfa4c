package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// The reservations that end by time, as a heap: the earliest end first, of equals the one made
/// first.
final class Expiry {
  private OpenReservation[] heap = new OpenReservation[16];
  /// Their ends, so that comparing them need not look at the reservations.
  private long[] ends = new long[16];
  private int size;

  /// The one that ends next; null: none does.
  OpenReservation next() {
    return size > 0 ? heap[0] : null;
  }

  /// Makes room for so many at once, before they come.
  void makeRoom(int count) {
    heap = Arrays.copyOf(heap, Math.max(heap.length, count));
    ends = Arrays.copyOf(ends, heap.length);
  }

  void await(OpenReservation reservation) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    up(reservation, size++);
  }

  void forget(OpenReservation reservation) {
    int hole = reservation.heapAt;
    if (hole >= 0) {
      reservation.heapAt = -1;
      OpenReservation last = heap[--size];
      heap[size] = null;
      if (last != reservation) {
        down(last, hole);
        up(last, last.heapAt);
      }
    }
  }

  private void up(OpenReservation moving, int from) {
    int at = from;
    while (at > 0 && isEarlier(moving, (at - 1) / 2)) {
      place(heap[(at - 1) / 2], at);
      at = (at - 1) / 2;
    }
    place(moving, at);
  }

  private void down(OpenReservation moving, int from) {
    int at = from;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && isEarlier(heap[child + 1], child)) {
        child++;
      }
      if (isEarlier(moving, child)) {
        break;
      }
      place(heap[child], at);
      at = child;
    }
    place(moving, at);
  }

  private void place(OpenReservation reservation, int at) {
    heap[at] = reservation;
    ends[at] = reservation.expiresAtMs;
    reservation.heapAt = at;
  }

  /// A total order, so that the heap's shape does not matter to what comes out.
  private boolean isEarlier(OpenReservation reservation, int than) {
    return reservation.expiresAtMs != ends[than]
        ? reservation.expiresAtMs < ends[than]
        : reservation.ordinal < heap[than].ordinal;
  }
}
