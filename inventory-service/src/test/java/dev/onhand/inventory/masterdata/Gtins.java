package dev.onhand.inventory.masterdata;

import java.util.concurrent.ThreadLocalRandom;

/// Trade item numbers that nobody has.
final class Gtins {
  private Gtins() {}

  static String fresh() {
    var digits = new StringBuilder();
    for (int i = 0; i < 12; i++) digits.append(ThreadLocalRandom.current().nextInt(10));
    int sum = 0;
    for (int i = 0; i < 12; i++) sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    return digits.append((10 - sum % 10) % 10).toString();
  }
}
