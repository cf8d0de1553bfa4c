package dev.onhand.local.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Texts numbered from 0, found by their bytes: a log repeats few texts millions of times.
final class Names {
  private byte[][] texts = new byte[64][];
  private int size;

  /// Number + 1, or 0 where free; at most half full.
  private int[] table = new int[128];

  int number(byte[] bytes, int from, int length) {
    int mask = table.length - 1;
    int slot = (int) digest(bytes, from, length, 0x100000001B3L) & mask;
    for (; table[slot] != 0; slot = (slot + 1) & mask) {
      byte[] known = texts[table[slot] - 1];
      if (Arrays.equals(known, 0, known.length, bytes, from, from + length)) {
        return table[slot] - 1;
      }
    }
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, size * 2);
    }
    texts[size] = Arrays.copyOfRange(bytes, from, from + length);
    table[slot] = ++size;
    if (size * 2 > table.length) {
      rehash();
    }
    return size - 1;
  }

  String text(int number) {
    return new String(texts[number], StandardCharsets.UTF_8);
  }

  private void rehash() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = (int) digest(texts[number], 0, texts[number].length, 0x100000001B3L) & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = number + 1;
    }
  }

  static long digest(byte[] bytes, int from, int length, long factor) {
    long h = 0xCBF29CE484222325L + length;
    for (int i = from; i < from + length; i++) {
      h = h * factor + bytes[i];
    }
    h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
    return h ^ h >>> 31;
  }
}
