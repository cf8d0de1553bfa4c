package dev.onhand.inventory.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The lots of a pool's items, numbered from 1; 0 stands for no lot. A lot that is held or expired
/// is blocked: its units are on hand and sellable, but not promised.
final class Lots {
  static final int NONE = 0;

  private final Map<String, Integer> numbers = new HashMap<>();
  private String[] ids = new String[8];
  private int[] skus = new int[8];
  private long[] expiresAtMs = new long[8];
  private boolean[] held = new boolean[8];
  private int size = 1;

  /// The time of the decision being made. Not part of the state.
  private long nowMs;

  Lots() {
    ids[NONE] = "";
  }

  void itIs(long ms) {
    nowMs = ms;
  }

  int size() {
    return size;
  }

  /// The number of an item's lot, or -1.
  int find(int sku, String id) {
    return id.isEmpty() ? NONE : numbers.getOrDefault(sku + "/" + id, -1);
  }

  /// Notes a lot, or when it expires; 0: never.
  int define(int sku, String id, long expires) {
    int number = find(sku, id);
    if (number < 0) {
      number = size++;
      if (number == ids.length) {
        ids = Arrays.copyOf(ids, number * 2);
        skus = Arrays.copyOf(skus, number * 2);
        expiresAtMs = Arrays.copyOf(expiresAtMs, number * 2);
        held = Arrays.copyOf(held, number * 2);
      }
      numbers.put(sku + "/" + id, number);
      ids[number] = id;
      skus[number] = sku;
    }
    expiresAtMs[number] = expires;
    return number;
  }

  void hold(int lot, boolean isHeld) {
    held[lot] = isHeld;
  }

  String id(int lot) {
    return ids[lot];
  }

  int sku(int lot) {
    return skus[lot];
  }

  long expiresAtMs(int lot) {
    return expiresAtMs[lot];
  }

  boolean isHeld(int lot) {
    return held[lot];
  }

  boolean isBlocked(int lot) {
    return held[lot] || expiresAtMs[lot] != 0 && expiresAtMs[lot] <= nowMs;
  }

  /// First expired, first out; those that never expire last, and of equals by their ids.
  boolean goesBefore(int lot, int other) {
    long expires = expiresAtMs[lot] == 0 ? Long.MAX_VALUE : expiresAtMs[lot];
    long otherExpires = expiresAtMs[other] == 0 ? Long.MAX_VALUE : expiresAtMs[other];
    return expires != otherExpires ? expires < otherExpires : ids[lot].compareTo(ids[other]) < 0;
  }
}
