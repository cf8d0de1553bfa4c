package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.OpenReservation.WaitingLines;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The part of a snapshot that says what is reserved. There may be millions of open reservations,
/// and whoever takes a snapshot stands still for them: so ids are written as their bits, and texts
/// that come again and again as numbers.
final class ReservationSnapshot {
  private final LedgerState state;
  private final SnapshotTexts texts = new SnapshotTexts();
  private final Identity id = new Identity();
  private final Identity orderId = new Identity();

  private ReservationSnapshot(LedgerState state) {
    this.state = state;
  }

  static void write(LedgerState state, DataOutput out) throws IOException {
    var snapshot = new ReservationSnapshot(state);
    out.writeLong(state.reservations.made());
    out.writeInt(state.reservations.size());
    for (OpenReservation reservation : state.reservations.inOrder()) {
      snapshot.write(reservation, out);
    }
  }

  static void read(LedgerState state, DataInput in) throws IOException {
    var snapshot = new ReservationSnapshot(state);
    state.reservations.restoreMade(in.readLong());
    for (int left = in.readInt(); left > 0; left--) {
      state.reservations.open(snapshot.read(in));
    }
  }

  private void write(OpenReservation reservation, DataOutput out) throws IOException {
    write(reservation.idText, reservation.idHigh, reservation.idLow, out);
    write(reservation.orderIdText, reservation.orderIdHigh, reservation.orderIdLow, out);
    texts.write(reservation.channel, out);
    texts.write(reservation.country, out);
    texts.write(reservation.serviceLevel, out);
    texts.write(reservation.peggedTo, out);
    out.writeInt(reservation.priority);
    out.writeLong(reservation.expiresAtMs);
    out.writeLong(reservation.ordinal);
    out.writeInt(reservation.number);
    out.writeInt(reservation.size());
    for (int i = 0; i < reservation.size(); i++) {
      texts.write(reservation.lineId(i), out);
      out.writeInt(reservation.sku(i));
      out.writeInt(reservation.location(i));
      out.writeInt(reservation.lot(i));
      out.writeLong(reservation.units(i));
    }
    WaitingLines waiting = reservation.waiting;
    out.writeInt(waiting == null ? 0 : waiting.units.length);
    for (int i = 0; waiting != null && i < waiting.units.length; i++) {
      texts.write(waiting.lineIds[i], out);
      out.writeInt(waiting.skus[i]);
      out.writeLong(waiting.units[i]);
    }
  }

  /// The reserved units and the backlog follow from the reservations.
  private OpenReservation read(DataInput in) throws IOException {
    read(id, in);
    read(orderId, in);
    String channel = texts.read(in);
    String country = texts.read(in);
    String serviceLevel = texts.read(in);
    String peggedTo = texts.read(in);
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
      String lineId = texts.read(in);
      int sku = in.readInt();
      int place = in.readInt();
      int lot = in.readInt();
      reservation.set(i, lineId, sku, place, lot, in.readLong());
      state.promises.addReserved(reservation, sku, place, lot, reservation.units(i));
    }
    readWaiting(reservation, in);
    return reservation;
  }

  private void readWaiting(OpenReservation reservation, DataInput in) throws IOException {
    int lines = in.readInt();
    if (lines == 0) {
      return;
    }
    reservation.waiting = new WaitingLines(lines);
    for (int i = 0; i < lines; i++) {
      reservation.waiting.lineIds[i] = texts.read(in);
      reservation.waiting.skus[i] = in.readInt();
      reservation.waiting.units[i] = in.readLong();
    }
    state.backlog.enter(reservation);
  }

  private static void write(String text, long high, long low, DataOutput out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    } else {
      out.writeLong(high);
      out.writeLong(low);
    }
  }

  private static void read(Identity identity, DataInput in) throws IOException {
    if (in.readBoolean()) {
      identity.of(in.readUTF());
    } else {
      identity.ofUuid(in.readLong(), in.readLong());
    }
  }
}
