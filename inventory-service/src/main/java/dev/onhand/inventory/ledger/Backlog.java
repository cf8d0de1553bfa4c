package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.OpenReservation.WaitingLines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Who waits for which item, and for which items units came free that one of them may want. Empty
/// in most pools, and then it costs a glance.
final class Backlog {
  /// Who is served first: the smallest priority number, then the one made first.
  private static final Comparator<OpenReservation> FIRST_SERVED =
      Comparator.comparingInt(OpenReservation::priority)
          .thenComparingLong(OpenReservation::ordinal);

  private final Map<Integer, NavigableSet<OpenReservation>> byItem = new HashMap<>();
  private final Map<Integer, Long> unitsByItem = new HashMap<>();
  private final TreeSet<Integer> freed = new TreeSet<>();
  private int lines;

  /// Lines that wait, over all reservations.
  int lines() {
    return lines;
  }

  /// Takes a reservation in; to be called whenever its priority or what it waits for changed.
  void enter(OpenReservation reservation) {
    WaitingLines waiting = reservation.waiting();
    for (int i = 0; i < waiting.units.length; i++) {
      if (waiting.units[i] > 0) {
        byItem.computeIfAbsent(waiting.skus[i], _ -> new TreeSet<>(FIRST_SERVED)).add(reservation);
        unitsByItem.merge(waiting.skus[i], waiting.units[i], Long::sum);
        lines++;
      }
    }
  }

  /// Takes a reservation out; to be called before that changes.
  void leave(OpenReservation reservation) {
    WaitingLines waiting = reservation.waiting();
    for (int i = 0; i < waiting.units.length; i++) {
      if (waiting.units[i] > 0) {
        lines--;
        unitsByItem.merge(waiting.skus[i], -waiting.units[i], Long::sum);
        NavigableSet<OpenReservation> queue = byItem.get(waiting.skus[i]);
        if (queue != null) {
          queue.remove(reservation);
          if (queue.isEmpty()) {
            byItem.remove(waiting.skus[i]);
          }
        }
      }
    }
  }

  /// Units of the item that are waited for.
  long units(int sku) {
    return unitsByItem.getOrDefault(sku, 0L);
  }

  /// More units of the item can be promised than before.
  void freed(int sku) {
    if (lines > 0 && byItem.containsKey(sku)) {
      freed.add(sku);
    }
  }

  /// More units of any item can be promised than before.
  void anyFreed() {
    freed.addAll(byItem.keySet());
  }

  boolean someoneMayBeServed() {
    return !freed.isEmpty();
  }

  /// The items of which units came free since the last entry, by their SKUs.
  List<Integer> freed(Symbols items) {
    List<Integer> skus = new ArrayList<>(freed);
    skus.sort(Comparator.comparing(items::text));
    return skus;
  }

  void entryClosed() {
    if (!freed.isEmpty()) {
      freed.clear();
    }
  }

  /// Who waits for the item, the first to be served first.
  ///
  /// @param arrived the inbound the units came from: those pegged to it come before all others
  List<OpenReservation> queue(int sku, String arrived) {
    NavigableSet<OpenReservation> queue = byItem.get(sku);
    if (queue == null) {
      return List.of();
    }
    List<OpenReservation> inOrder = new ArrayList<>(queue);
    if (!arrived.isEmpty()) {
      inOrder.sort(Comparator.comparing(waiting -> !waiting.peggedTo().equals(arrived)));
    }
    return inOrder;
  }
}
