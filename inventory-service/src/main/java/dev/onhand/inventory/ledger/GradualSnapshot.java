package dev.onhand.inventory.ledger;

import java.util.BitSet;

/// Writes a ledger down as it is now, while it goes on: the open reservations, which may be
/// millions, in slices between which events may be applied. A reservation that is about to change
/// before its turn has come is written first. Used by the thread that applies the events.
public final class GradualSnapshot {
  private static final int BETWEEN_GLANCES = 256;

  private final LedgerState state;
  private final SnapshotOutput out;
  private final ReservationSnapshot reservations = new ReservationSnapshot();

  /// Reservations of this ordinal and after are not of this snapshot.
  private final long made;

  private final int rows;
  private int next;

  /// By row, those that were written before their turn; null while there are none.
  private BitSet early;

  GradualSnapshot(LedgerState state, SnapshotOutput out) {
    this.state = state;
    this.out = out;
    LedgerSnapshot.writeHead(state, out);
    made = state.reservations.made();
    rows = state.reservations.endRow();
    state.snapshot = this;
  }

  /// Goes on until everything is written, or that time has come.
  ///
  /// @param untilNs as [System#nanoTime]
  /// @return whether everything is written
  public boolean advance(long untilNs) {
    while (!write(BETWEEN_GLANCES)) {
      if (System.nanoTime() - untilNs >= 0) {
        return false;
      }
    }
    return true;
  }

  /// Looks at so many more reservations.
  boolean write(int more) {
    for (int end = Math.min(rows, next + more); next < end; next++) {
      OpenReservation reservation = state.reservations.at(next);
      if (reservation != null && isToBeWritten(reservation)) {
        reservations.write(reservation, out);
      }
    }
    if (next == rows && state.snapshot == this) {
      state.snapshot = null;
    }
    return next == rows;
  }

  private boolean isToBeWritten(OpenReservation reservation) {
    return reservation.ordinal() < made && (early == null || !early.get(reservation.row()));
  }

  void beforeChange(OpenReservation reservation) {
    int row = reservation.row();
    if (row >= next && row < rows && isToBeWritten(reservation)) {
      reservations.write(reservation, out);
      early = early == null ? new BitSet(rows) : early;
      early.set(row);
    }
  }
}
