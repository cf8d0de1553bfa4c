package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.ReservationRows.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The open reservations of a pool, by id, and those that expire by time as well.
final class Reservations {
  /// Who loses a promise first: the largest priority number, then the latest made.
  private static final Comparator<OpenReservation> LEAST_IMPORTANT_FIRST =
      Comparator.comparingInt(OpenReservation::priority)
          .thenComparingLong(OpenReservation::ordinal)
          .reversed();

  private final ReservationRows rows = new ReservationRows();
  private final HashIndex index = new HashIndex();
  private final Identity identity = new Identity();
  private final Expiry expiry = new Expiry(rows);
  private long made;

  int size() {
    return rows.reservations.size();
  }

  long made() {
    return made;
  }

  void restoreMade(long count) {
    made = count;
  }

  /// Makes room for so many at once, before they come.
  void makeRoom(int count) {
    index.makeRoom(count);
    expiry.makeRoom(count);
  }

  /// The rows from 0 to less than this are used, or were.
  int endRow() {
    return rows.reservations.end();
  }

  /// The reservation in a row; null where there is none.
  OpenReservation at(int row) {
    return rows.at(row);
  }

  OpenReservation find(String id) {
    identity.of(id);
    return find(identity);
  }

  /// A look at what [#find] and [#open] will look at; see [Upcoming].
  long glance(Identity id) {
    return index.glance(Content.hash(id.high(), id.low()));
  }

  OpenReservation find(Identity id) {
    int hash = Content.hash(id.high(), id.low());
    for (int slot = index.first(hash); slot >= 0; slot = index.next(slot, hash)) {
      var found = new OpenReservation(rows, index.number(slot));
      if (found.is(id)) {
        return found;
      }
    }
    return null;
  }

  OpenReservation open(Identity id, Identity orderId, Terms terms) {
    return restore(id, orderId, terms, made++);
  }

  /// As read from a snapshot.
  OpenReservation restore(Identity id, Identity orderId, Terms terms, long ordinal) {
    if (find(id) != null) {
      throw new LedgerBroken("reserved twice: " + find(id).id());
    }
    OpenReservation added = rows.add(id, orderId, terms, ordinal);
    index.add(Content.hash(id.high(), id.low()), added.row());
    if (terms.expiresAtMs() != 0) {
      expiry.await(added.row());
    }
    return added;
  }

  /// Gives a reservation another end; 0: none.
  void endAt(OpenReservation reservation, long expiresAtMs) {
    expiry.forget(reservation.row());
    reservation.setExpiresAtMs(expiresAtMs);
    if (expiresAtMs != 0) {
      expiry.await(reservation.row());
    }
  }

  void close(OpenReservation reservation) {
    int row = reservation.row();
    if (!rows.isUsed(row)) {
      throw new LedgerBroken("closed twice");
    }
    index.remove(Content.hash(reservation.idHigh(), reservation.idLow()), row);
    expiry.forget(row);
    rows.remove(row);
  }

  /// The reservation that expires next if its time has come, else null.
  OpenReservation due(long nowMs) {
    return expiry.nextMs() <= nowMs ? new OpenReservation(rows, expiry.next()) : null;
  }

  /// Those that hold units of the item and lot at the location, or anywhere if that is negative;
  /// the least important first. Looks at every open reservation: facts that break promises are
  /// rare, and an index would cost every promise.
  List<OpenReservation> holding(int sku, int location, int lot) {
    List<OpenReservation> holding = new ArrayList<>();
    for (int row = 0; row < endRow(); row++) {
      OpenReservation reservation = at(row);
      if (reservation != null && reservation.holds(sku, location, lot)) {
        holding.add(reservation);
      }
    }
    holding.sort(LEAST_IMPORTANT_FIRST);
    return holding;
  }

  /// Units of the item promised to orders of the channel. Looks at every open reservation.
  long promised(int sku, String channel) {
    long sum = 0;
    for (int row = 0; row < endRow(); row++) {
      OpenReservation reservation = at(row);
      if (reservation != null && reservation.channel().equals(channel)) {
        for (int at = reservation.first(); at >= 0; at = reservation.next(at)) {
          sum += reservation.sku(at) == sku ? reservation.units(at) : 0;
        }
      }
    }
    return sum;
  }

  /// All of them, in the order of their making.
  List<OpenReservation> inOrder() {
    List<OpenReservation> all = new ArrayList<>(size());
    for (int row = 0; row < endRow(); row++) {
      if (rows.isUsed(row)) {
        all.add(at(row));
      }
    }
    all.sort(Comparator.comparingLong(OpenReservation::ordinal));
    return all;
  }
}
