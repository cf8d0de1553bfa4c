package dev.onhand.inventory.masterdata;

import dev.onhand.platform.message.InvalidMessage;

/// What may name a pool, a location or an item.
final class Names {
  static final int LENGTH_MAX = 100;

  private Names() {}

  static void check(String field, String name) {
    if (name.isBlank() || name.length() > LENGTH_MAX || name.chars().anyMatch(c -> c < ' ')) {
      throw new InvalidMessage(
          "SCHEMA_VIOLATION", field, "send 1 to " + LENGTH_MAX + " printable characters");
    }
  }
}
