package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// The reservations that end by time, as a heap: the earliest end first, of equals the one made
/// first. Each row of a reservation says where it stands in the heap.
final class Expiry {
  private static final int NOWHERE = ReservationRows.NONE;

  private final Slab rows;
  private int[] heap = new int[16];
  /// Their ends, so that comparing them need not look at the reservations.
  private long[] ends = new long[16];
  private int size;

  Expiry(ReservationRows rows) {
    this.rows = rows.reservations;
  }

  /// When the next one ends; [Long#MAX_VALUE]: never.
  long nextMs() {
    return size > 0 ? ends[0] : Long.MAX_VALUE;
  }

  /// The row of the one that ends next.
  int next() {
    return heap[0];
  }

  /// Makes room for so many at once, before they come.
  void makeRoom(int count) {
    heap = Arrays.copyOf(heap, Math.max(heap.length, count));
    ends = Arrays.copyOf(ends, heap.length);
  }

  void await(int row) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    up(row, endOf(row), size++);
  }

  void forget(int row) {
    int hole = rows.upper(row, ReservationRows.HEAP_ALLOCATION);
    if (hole >= 0) {
      rows.setUpper(row, ReservationRows.HEAP_ALLOCATION, NOWHERE);
      int last = heap[--size];
      if (last != row) {
        long end = ends[size];
        down(last, end, hole);
        up(last, end, rows.upper(last, ReservationRows.HEAP_ALLOCATION));
      }
    }
  }

  private long endOf(int row) {
    return rows.get(row, ReservationRows.EXPIRES_AT);
  }

  private void up(int moving, long end, int from) {
    int at = from;
    while (at > 0 && isEarlier(moving, end, (at - 1) / 2)) {
      place(heap[(at - 1) / 2], ends[(at - 1) / 2], at);
      at = (at - 1) / 2;
    }
    place(moving, end, at);
  }

  private void down(int moving, long end, int from) {
    int at = from;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && isEarlier(heap[child + 1], ends[child + 1], child)) {
        child++;
      }
      if (isEarlier(moving, end, child)) {
        break;
      }
      place(heap[child], ends[child], at);
      at = child;
    }
    place(moving, end, at);
  }

  private void place(int row, long end, int at) {
    heap[at] = row;
    ends[at] = end;
    rows.setUpper(row, ReservationRows.HEAP_ALLOCATION, at);
  }

  /// A total order, so that the heap's shape does not matter to what comes out.
  private boolean isEarlier(int row, long end, int than) {
    return end != ends[than]
        ? end < ends[than]
        : rows.get(row, ReservationRows.ORDINAL) < rows.get(heap[than], ReservationRows.ORDINAL);
  }
}
