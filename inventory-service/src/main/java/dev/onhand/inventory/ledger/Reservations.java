package dev.onhand.inventory.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The open reservations of a pool, by id, and those that expire by time as well.
final class Reservations {
  /// Who loses a promise first: the largest priority number, then the latest made.
  private static final Comparator<OpenReservation> LEAST_IMPORTANT_FIRST =
      Comparator.comparingInt((OpenReservation r) -> r.priority)
          .thenComparingLong(r -> r.ordinal)
          .reversed();

  private OpenReservation[] slots = new OpenReservation[16];
  private int slotsUsed;
  /// Slots of those that ended.
  private int[] free = new int[16];
  private int freeCount;
  private final HashIndex index = new HashIndex();
  private final Identity identity = new Identity();
  private final Expiry expiry = new Expiry();
  private long made;

  int size() {
    return slotsUsed - freeCount;
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

  /// Makes room for so many at once, before they come.
  void makeRoom(int count) {
    slots = Arrays.copyOf(slots, Math.max(slots.length, count));
    index.makeRoom(count);
    expiry.makeRoom(count);
  }

  /// The slots from 0 to less than this are used, or were.
  int slotsUsed() {
    return slotsUsed;
  }

  /// The reservation in a slot; null where there is none.
  OpenReservation at(int slot) {
    return slots[slot];
  }

  OpenReservation find(String id) {
    identity.of(id);
    return find(identity);
  }

  /// Has the memory fetched that [#find] and [#open] will look at.
  void fetch(Identity id) {
    index.fetch(Content.hash(id.high(), id.low()));
  }

  OpenReservation find(Identity id) {
    return find(id.high(), id.low(), id.text());
  }

  private OpenReservation find(long idHigh, long idLow, String idText) {
    int hash = Content.hash(idHigh, idLow);
    for (int slot = index.first(hash); slot >= 0; slot = index.next(slot, hash)) {
      OpenReservation found = slots[index.number(slot)];
      if (found.idHigh == idHigh && found.idLow == idLow && Objects.equals(found.idText, idText)) {
        return found;
      }
    }
    return null;
  }

  void open(OpenReservation reservation) {
    if (find(reservation.idHigh, reservation.idLow, reservation.idText) != null) {
      throw new LedgerBroken("reserved twice: " + reservation.id());
    }
    reservation.slot = freeCount > 0 ? free[--freeCount] : slotsUsed++;
    if (reservation.slot == slots.length) {
      slots = Arrays.copyOf(slots, slots.length * 2);
    }
    slots[reservation.slot] = reservation;
    index.add(hash(reservation), reservation.slot);
    if (reservation.expiresAtMs != 0) {
      expiry.await(reservation);
    }
  }

  private static int hash(OpenReservation reservation) {
    return Content.hash(reservation.idHigh, reservation.idLow);
  }

  /// Gives a reservation another end; 0: none.
  void endAt(OpenReservation reservation, long expiresAtMs) {
    expiry.forget(reservation);
    reservation.expiresAtMs = expiresAtMs;
    if (expiresAtMs != 0) {
      expiry.await(reservation);
    }
  }

  void close(OpenReservation reservation) {
    if (slots[reservation.slot] != reservation) {
      throw new LedgerBroken("closed twice: " + reservation.id());
    }
    slots[reservation.slot] = null;
    index.remove(hash(reservation), reservation.slot);
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = reservation.slot;
    expiry.forget(reservation);
  }

  /// The reservation that expires next if its time has come, else null.
  OpenReservation due(long nowMs) {
    OpenReservation next = expiry.next();
    return next != null && next.expiresAtMs <= nowMs ? next : null;
  }

  /// Those that hold units of the item and lot at the location, or anywhere if that is negative;
  /// the least important first. Looks at every open reservation: facts that break promises are
  /// rare, and an index would cost every promise.
  List<OpenReservation> holding(int sku, int location, int lot) {
    List<OpenReservation> holding = new ArrayList<>();
    for (OpenReservation reservation : slots) {
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
    for (OpenReservation reservation : slots) {
      if (reservation != null && reservation.channel.equals(channel)) {
        for (int i = 0; i < reservation.size(); i++) {
          sum += reservation.sku(i) == sku ? reservation.units(i) : 0;
        }
      }
    }
    return sum;
  }

  /// All of them, in the order of their making.
  List<OpenReservation> inOrder() {
    List<OpenReservation> all = new ArrayList<>(size());
    for (OpenReservation reservation : slots) {
      if (reservation != null) {
        all.add(reservation);
      }
    }
    all.sort(Comparator.comparingLong(r -> r.ordinal));
    return all;
  }
}
