package dev.onhand.inventory.ledger;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// How much a count may differ from the book, and which places are to be counted again.
final class CountRules {
  /// Less than 0: however much.
  private long units = -1;

  private int percent;
  private final Set<String> again = new HashSet<>();

  void tolerate(long toleratedUnits, int toleratedPercent) {
    units = toleratedUnits;
    percent = toleratedPercent;
  }

  long units() {
    return units;
  }

  int percent() {
    return percent;
  }

  boolean isWithin(long book, long counted) {
    long difference = Math.abs(counted - book);
    return units < 0 || difference <= units || difference * 100 <= book * percent;
  }

  boolean isRecount(String sku, String locationId, StockStatus status) {
    return !again.isEmpty() && again.contains(place(sku, locationId, status));
  }

  void askAgain(String sku, String locationId, StockStatus status) {
    again.add(place(sku, locationId, status));
  }

  void counted(String sku, String locationId, StockStatus status) {
    if (!again.isEmpty()) {
      again.remove(place(sku, locationId, status));
    }
  }

  /// The places to be counted again, as [#restore] takes them.
  Set<String> again() {
    return new TreeSet<>(again);
  }

  void restore(String place) {
    again.add(place);
  }

  private static String place(String sku, String locationId, StockStatus status) {
    return status.word + "\n" + sku + "\n" + locationId;
  }
}
