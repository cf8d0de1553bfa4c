package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.OpenReservation.WaitingLines;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A pool's state as bytes. Canonical: equal states give equal bytes, so that comparing snapshots
/// compares ledgers.
final class LedgerSnapshot {
  private static final int VERSION = 4;

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
    out.writeLong(state.reservations.made());
    out.writeInt(state.reservations.size());
    for (OpenReservation reservation : state.reservations.inOrder()) {
      writeReservation(reservation, out);
    }
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
    state.reservations.restoreMade(in.readLong());
    for (int left = in.readInt(); left > 0; left--) {
      readReservation(state, in);
    }
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

  private static void writeReservation(OpenReservation reservation, DataOutput out)
      throws IOException {
    out.writeUTF(reservation.id());
    out.writeUTF(reservation.orderId());
    out.writeUTF(reservation.channel);
    out.writeUTF(reservation.country);
    out.writeUTF(reservation.serviceLevel);
    out.writeUTF(reservation.peggedTo);
    out.writeInt(reservation.priority);
    out.writeLong(reservation.expiresAtMs);
    out.writeLong(reservation.ordinal);
    out.writeInt(reservation.number);
    out.writeInt(reservation.size());
    for (int i = 0; i < reservation.size(); i++) {
      out.writeUTF(reservation.lineId(i));
      out.writeInt(reservation.sku(i));
      out.writeInt(reservation.location(i));
      out.writeInt(reservation.lot(i));
      out.writeLong(reservation.units(i));
    }
    WaitingLines waiting = reservation.waiting;
    out.writeInt(waiting == null ? 0 : waiting.units.length);
    for (int i = 0; waiting != null && i < waiting.units.length; i++) {
      out.writeUTF(waiting.lineIds[i]);
      out.writeInt(waiting.skus[i]);
      out.writeLong(waiting.units[i]);
    }
  }

  private static void readReservation(LedgerState state, DataInput in) throws IOException {
    String id = in.readUTF();
    String orderId = in.readUTF();
    String channel = in.readUTF();
    String country = in.readUTF();
    String serviceLevel = in.readUTF();
    String peggedTo = in.readUTF();
    int priority = in.readInt();
    long expiresAtMs = in.readLong();
    long ordinal = in.readLong();
    int number = in.readInt();
    int allocations = in.readInt();
    OpenReservation reservation =
        new OpenReservation(
            id,
            orderId,
            channel,
            country,
            serviceLevel,
            priority,
            expiresAtMs,
            ordinal,
            allocations);
    reservation.number = number;
    reservation.peggedTo = peggedTo;
    for (int i = 0; i < allocations; i++) {
      String lineId = in.readUTF();
      int sku = in.readInt();
      int place = in.readInt();
      int lot = in.readInt();
      reservation.set(i, lineId, sku, place, lot, in.readLong());
      state.promises.addReserved(reservation, sku, place, lot, reservation.units(i));
    }
    int lines = in.readInt();
    if (lines > 0) {
      reservation.waiting = new WaitingLines(lines);
      for (int i = 0; i < lines; i++) {
        reservation.waiting.lineIds[i] = in.readUTF();
        reservation.waiting.skus[i] = in.readInt();
        reservation.waiting.units[i] = in.readLong();
      }
      state.backlog.enter(reservation);
    }
    state.reservations.open(reservation);
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
