package dev.onhand.inventory.ledger;

import java.io.IOException;

/// A pool's state as bytes. Canonical: equal states give equal bytes, so that comparing snapshots
/// compares ledgers.
final class LedgerSnapshot {
  private static final int VERSION = 6;
  private static final StockStatus[] STATUSES = StockStatus.values();

  private LedgerSnapshot() {}

  static void write(LedgerState state, SnapshotOutput out) {
    writeHead(state, out);
    var reservations = new ReservationSnapshot();
    for (OpenReservation reservation : state.reservations.inOrder()) {
      reservations.write(reservation, out);
    }
  }

  /// All but the reservations themselves, which come last.
  static void writeHead(LedgerState state, SnapshotOutput out) {
    out.octet(VERSION);
    out.flag(state.open);
    out.signed(state.lastAtMs);
    writePlaces(state.places, out);
    writeLots(state.lots, out);
    writeItems(state, out);
    SourcingSnapshot.write(state, out);
    SupplySnapshot.write(state, out);
    writeOutcomes(state.outcomes, out);
    ReservationSnapshot.writeHead(state, out);
  }

  static LedgerState read(int outcomesMax, SnapshotInput in) throws IOException {
    int version = in.octet();
    if (version != VERSION) {
      throw new IOException("snapshot of version " + version);
    }
    LedgerState state = new LedgerState(outcomesMax);
    state.open = in.flag();
    state.lastAtMs = in.signed();
    readPlaces(state.places, in);
    readLots(state.lots, in);
    readItems(state, in);
    for (int lot = 1; lot < state.lots.size(); lot++) {
      state.positions.setHasLots(state.lots.sku(lot));
    }
    SourcingSnapshot.read(state, in);
    SupplySnapshot.read(state, in);
    readOutcomes(state.outcomes, in);
    ReservationSnapshot.read(state, in);
    return state;
  }

  private static void writePlaces(Places places, SnapshotOutput out) {
    out.number(places.size());
    for (int place = 0; place < places.size(); place++) {
      out.text(places.ids.text(place));
      out.text(places.country(place));
      out.signed(places.priority(place));
      out.flag(places.provisional(place));
    }
  }

  private static void readPlaces(Places places, SnapshotInput in) throws IOException {
    for (int left = in.count(); left > 0; left--) {
      places.define(in.text(), in.text(), (int) in.signed(), in.flag());
    }
    places.rankAgain();
  }

  private static void writeLots(Lots lots, SnapshotOutput out) {
    out.number(lots.size() - 1L);
    for (int lot = 1; lot < lots.size(); lot++) {
      out.number(lots.sku(lot));
      out.text(lots.id(lot));
      out.signed(lots.expiresAtMs(lot));
      out.flag(lots.isHeld(lot));
    }
  }

  private static void readLots(Lots lots, SnapshotInput in) throws IOException {
    for (int left = in.count(); left > 0; left--) {
      int lot = lots.define(in.count(), in.text(), in.signed());
      lots.hold(lot, in.flag());
    }
  }

  /// The reserved units are not written: they follow from the reservations.
  private static void writeItems(LedgerState state, SnapshotOutput out) {
    Positions positions = state.positions;
    out.number(state.items.size());
    for (int sku = 0; sku < state.items.size(); sku++) {
      out.text(state.items.text(sku));
      out.number(positions.sequence(sku));
      out.number(positions.endRow(sku) - positions.firstRow(sku));
      for (int row = positions.firstRow(sku); row < positions.endRow(sku); row++) {
        out.number(positions.location(row));
        out.number(positions.lot(row));
        for (StockStatus status : STATUSES) {
          out.number(positions.units(row, status));
        }
        out.number(positions.safety(row));
      }
    }
  }

  private static void readItems(LedgerState state, SnapshotInput in) throws IOException {
    Positions positions = state.positions;
    int count = in.count();
    state.items.makeRoom(count);
    for (int left = count; left > 0; left--) {
      int sku = state.addItem(in.text());
      positions.restore(sku, in.number());
      for (int rows = in.count(); rows > 0; rows--) {
        int row = positions.rowOrNew(sku, in.count(), in.count());
        for (StockStatus status : STATUSES) {
          positions.addUnits(sku, row, status, in.number());
        }
        long safety = in.number();
        if (safety > 0) {
          positions.setSafety(sku, row, safety);
        }
      }
    }
  }

  private static void writeOutcomes(Outcomes outcomes, SnapshotOutput out) {
    out.fixed64(outcomes.watermarkMs());
    out.number(outcomes.size());
    long[] lastMs = new long[1];
    outcomes.forEach(
        (high, low, content, issuedAtMs, outcome) -> {
          out.fixed64(high);
          out.fixed64(low);
          out.fixed64(content);
          out.signed(issuedAtMs - lastMs[0]);
          lastMs[0] = issuedAtMs;
          out.octet(outcome);
        });
  }

  private static void readOutcomes(Outcomes outcomes, SnapshotInput in) throws IOException {
    outcomes.raiseWatermark(in.fixed64());
    int count = in.count();
    outcomes.makeRoom(count);
    long issuedAtMs = 0;
    for (int left = count; left > 0; left--) {
      long high = in.fixed64();
      long low = in.fixed64();
      long content = in.fixed64();
      issuedAtMs += in.signed();
      outcomes.remember(high, low, content, issuedAtMs, StockOutcome.numbered(in.octet()));
    }
  }
}
