package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.OpenReservation.WaitingLines;
import dev.onhand.inventory.ledger.ReservationRows.Terms;
import java.io.IOException;

/// The part of a snapshot that says what is reserved. There may be millions of open reservations,
/// so they are written as short as can be: ids as their bits, texts that come again and again as
/// numbers, and nothing of what is as it was with the one before.
final class ReservationSnapshot {
  private static final int ID_IS_TEXT = 1;
  private static final int ORDER_ID_IS_TEXT = 1 << 1;
  private static final int LIKE_THE_LAST = 1 << 2;
  private static final int PEGGED = 1 << 3;
  private static final int OF_LOTS = 1 << 4;
  private static final int WAITS = 1 << 5;
  private static final int NEVER_CHANGED = 1 << 6;

  private final SnapshotTexts texts = new SnapshotTexts();
  private final Identity id = new Identity();
  private final Identity orderId = new Identity();

  private String channel = "";
  private String country = "";
  private String serviceLevel = "";
  private int priority;
  private long expiresAtMs;
  private long ordinal;

  /// What comes before the first.
  static void writeHead(LedgerState state, SnapshotOutput out) {
    out.number(state.reservations.made());
    out.number(state.reservations.size());
  }

  static void read(LedgerState state, SnapshotInput in) throws IOException {
    var snapshot = new ReservationSnapshot();
    state.reservations.restoreMade(in.number());
    int count = in.count();
    state.reservations.makeRoom(count);
    for (int left = count; left > 0; left--) {
      snapshot.read(in, state);
    }
    // What was told of units that came free while reading is no news.
    state.backlog.entryClosed();
  }

  void write(OpenReservation reservation, SnapshotOutput out) {
    int flags = flags(reservation);
    out.octet(flags);
    write(reservation.idText(), reservation.idHigh(), reservation.idLow(), out);
    write(reservation.orderIdText(), reservation.orderIdHigh(), reservation.orderIdLow(), out);
    if ((flags & LIKE_THE_LAST) == 0) {
      channel = reservation.channel();
      country = reservation.country();
      serviceLevel = reservation.serviceLevel();
      priority = reservation.priority();
      texts.write(channel, out);
      texts.write(country, out);
      texts.write(serviceLevel, out);
      out.signed(priority);
    }
    if ((flags & PEGGED) != 0) {
      texts.write(reservation.peggedTo(), out);
    }
    out.signed(reservation.expiresAtMs() - expiresAtMs);
    expiresAtMs = reservation.expiresAtMs();
    out.signed(reservation.ordinal() - ordinal);
    ordinal = reservation.ordinal();
    if ((flags & NEVER_CHANGED) == 0) {
      out.number(reservation.number());
    }
    writeAllocations(reservation, (flags & OF_LOTS) != 0, out);
    if ((flags & WAITS) != 0) {
      writeWaiting(reservation.waiting(), out);
    }
  }

  private int flags(OpenReservation reservation) {
    return (reservation.idText() != null ? ID_IS_TEXT : 0)
        | (reservation.orderIdText() != null ? ORDER_ID_IS_TEXT : 0)
        | (isLikeTheLast(reservation) ? LIKE_THE_LAST : 0)
        | (reservation.peggedTo().isEmpty() ? 0 : PEGGED)
        | (hasLots(reservation) ? OF_LOTS : 0)
        | (reservation.waiting() != null ? WAITS : 0)
        | (reservation.number() == 1 ? NEVER_CHANGED : 0);
  }

  private boolean isLikeTheLast(OpenReservation reservation) {
    return reservation.priority() == priority
        && reservation.channel().equals(channel)
        && reservation.country().equals(country)
        && reservation.serviceLevel().equals(serviceLevel);
  }

  private static boolean hasLots(OpenReservation reservation) {
    for (int at = reservation.first(); at >= 0; at = reservation.next(at)) {
      if (reservation.lot(at) != Lots.NONE) {
        return true;
      }
    }
    return false;
  }

  private void writeAllocations(OpenReservation reservation, boolean lots, SnapshotOutput out) {
    out.number(reservation.size());
    for (int at = reservation.first(); at >= 0; at = reservation.next(at)) {
      texts.write(reservation.lineId(at), out);
      out.number(reservation.sku(at));
      out.number(reservation.location(at));
      if (lots) {
        out.number(reservation.lot(at));
      }
      out.number(reservation.units(at));
    }
  }

  private void writeWaiting(WaitingLines waiting, SnapshotOutput out) {
    out.number(waiting.units.length);
    for (int i = 0; i < waiting.units.length; i++) {
      texts.write(waiting.lineIds[i], out);
      out.number(waiting.skus[i]);
      out.number(waiting.units[i]);
    }
  }

  /// The reserved units and the backlog follow from the reservations, in whatever order they come.
  private void read(SnapshotInput in, LedgerState state) throws IOException {
    int flags = in.octet();
    read(id, (flags & ID_IS_TEXT) != 0, in);
    read(orderId, (flags & ORDER_ID_IS_TEXT) != 0, in);
    if ((flags & LIKE_THE_LAST) == 0) {
      channel = texts.read(in);
      country = texts.read(in);
      serviceLevel = texts.read(in);
      priority = (int) in.signed();
    }
    String peggedTo = (flags & PEGGED) == 0 ? "" : texts.read(in);
    expiresAtMs += in.signed();
    ordinal += in.signed();
    int number = (flags & NEVER_CHANGED) == 0 ? in.count() : 1;
    int allocations = in.count();
    Terms terms = new Terms(channel, country, serviceLevel, priority, expiresAtMs);
    OpenReservation reservation = state.reservations.restore(id, orderId, terms, ordinal);
    reservation.setNumber(number);
    reservation.setPeggedTo(peggedTo);
    int last = reservation.last();
    for (int i = 0; i < allocations; i++) {
      String lineId = texts.read(in);
      int sku = in.count();
      int place = in.count();
      int lot = (flags & OF_LOTS) == 0 ? Lots.NONE : in.count();
      long units = in.number();
      last = reservation.add(last, lineId, sku, place, lot, units);
      state.promises.addReserved(reservation, sku, place, lot, units);
    }
    if ((flags & WAITS) != 0) {
      readWaiting(reservation, in);
      state.backlog.enter(reservation);
    }
  }

  private void readWaiting(OpenReservation reservation, SnapshotInput in) throws IOException {
    int lines = in.count();
    WaitingLines waiting = new WaitingLines(lines);
    for (int i = 0; i < lines; i++) {
      waiting.lineIds[i] = texts.read(in);
      waiting.skus[i] = in.count();
      waiting.units[i] = in.number();
    }
    reservation.setWaiting(waiting);
  }

  private static void write(String text, long high, long low, SnapshotOutput out) {
    if (text != null) {
      out.text(text);
    } else {
      out.fixed64(high);
      out.fixed64(low);
    }
  }

  private static void read(Identity identity, boolean isText, SnapshotInput in) throws IOException {
    if (isText) {
      identity.of(in.text());
    } else {
      identity.ofUuid(in.fixed64(), in.fixed64());
    }
  }
}
