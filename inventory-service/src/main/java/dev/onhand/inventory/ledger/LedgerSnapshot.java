package dev.onhand.inventory.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A pool's state as bytes. Canonical: equal states give equal bytes, so that comparing snapshots
/// compares ledgers.
final class LedgerSnapshot {
  private static final int VERSION = 5;

  private LedgerSnapshot() {}

  static void write(LedgerState state, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeBoolean(state.open);
    out.writeLong(state.lastAtMs);
    writePlaces(state.places, out);
    writeLots(state.lots, out);
    writeItems(state, out);
    SourcingSnapshot.write(state, out);
    SupplySnapshot.write(state, out);
    ReservationSnapshot.write(state, out);
    writeOutcomes(state.outcomes, out);
  }

  static LedgerState read(int outcomesMax, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("snapshot of version " + version);
    }
    LedgerState state = new LedgerState(outcomesMax);
    state.open = in.readBoolean();
    state.lastAtMs = in.readLong();
    readPlaces(state.places, in);
    readLots(state.lots, in);
    readItems(state, in);
    for (int lot = 1; lot < state.lots.size(); lot++) {
      state.positions.setHasLots(state.lots.sku(lot));
    }
    SourcingSnapshot.read(state, in);
    SupplySnapshot.read(state, in);
    ReservationSnapshot.read(state, in);
    readOutcomes(state.outcomes, in);
    return state;
  }

  private static void writePlaces(Places places, DataOutput out) throws IOException {
    out.writeInt(places.size());
    for (int place = 0; place < places.size(); place++) {
      out.writeUTF(places.ids.text(place));
      out.writeUTF(places.country(place));
      out.writeInt(places.priority(place));
      out.writeBoolean(places.provisional(place));
    }
  }

  private static void readPlaces(Places places, DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      places.define(in.readUTF(), in.readUTF(), in.readInt(), in.readBoolean());
    }
    places.rankAgain();
  }

  private static void writeLots(Lots lots, DataOutput out) throws IOException {
    out.writeInt(lots.size() - 1);
    for (int lot = 1; lot < lots.size(); lot++) {
      out.writeInt(lots.sku(lot));
      out.writeUTF(lots.id(lot));
      out.writeLong(lots.expiresAtMs(lot));
      out.writeBoolean(lots.isHeld(lot));
    }
  }

  private static void readLots(Lots lots, DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      int lot = lots.define(in.readInt(), in.readUTF(), in.readLong());
      lots.hold(lot, in.readBoolean());
    }
  }

  /// The reserved units are not written: they follow from the reservations.
  private static void writeItems(LedgerState state, DataOutput out) throws IOException {
    Positions positions = state.positions;
    out.writeInt(state.items.size());
    for (int sku = 0; sku < state.items.size(); sku++) {
      out.writeUTF(state.items.text(sku));
      out.writeLong(positions.sequence(sku));
      out.writeInt(positions.endRow(sku) - positions.firstRow(sku));
      for (int row = positions.firstRow(sku); row < positions.endRow(sku); row++) {
        out.writeInt(positions.location(row));
        out.writeInt(positions.lot(row));
        for (StockStatus status : StockStatus.values()) {
          out.writeLong(positions.units(row, status));
        }
        out.writeLong(positions.safety(row));
      }
    }
  }

  private static void readItems(LedgerState state, DataInput in) throws IOException {
    Positions positions = state.positions;
    for (int left = in.readInt(); left > 0; left--) {
      int sku = state.addItem(in.readUTF());
      positions.restore(sku, in.readLong());
      for (int rows = in.readInt(); rows > 0; rows--) {
        int row = positions.rowOrNew(sku, in.readInt(), in.readInt());
        for (StockStatus status : StockStatus.values()) {
          positions.addUnits(sku, row, status, in.readLong());
        }
        long safety = in.readLong();
        if (safety > 0) {
          positions.setSafety(sku, row, safety);
        }
      }
    }
  }

  private static void writeOutcomes(Outcomes outcomes, DataOutput out) throws IOException {
    out.writeLong(outcomes.watermarkMs());
    out.writeInt(outcomes.size());
    IOException[] failure = new IOException[1];
    outcomes.forEach(
        (high, low, content, issuedAtMs, outcome) -> {
          try {
            out.writeLong(high);
            out.writeLong(low);
            out.writeLong(content);
            out.writeLong(issuedAtMs);
            out.writeByte(outcome);
          } catch (IOException e) {
            failure[0] = e;
          }
        });
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  private static void readOutcomes(Outcomes outcomes, DataInput in) throws IOException {
    outcomes.raiseWatermark(in.readLong());
    for (int left = in.readInt(); left > 0; left--) {
      outcomes.remember(
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          StockOutcome.numbered(in.readByte()));
    }
  }
}
