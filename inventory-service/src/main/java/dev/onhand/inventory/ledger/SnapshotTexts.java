package dev.onhand.inventory.ledger;

import java.io.IOException;

/// Texts of a snapshot, of which a few are written again and again: each is written where it comes
/// first, and from then on as its number in that order. Only so many are numbered; others, ids of
/// lines perhaps, are written each time.
final class SnapshotTexts {
  static final int NUMBERED_MAX = 1 << 12;
  private static final int NOT_NUMBERED = 0;

  private final Symbols numbered = new Symbols();

  void write(String text, SnapshotOutput out) {
    int number = numbered.find(text);
    if (number >= 0) {
      out.number(number + 1L);
    } else if (numbered.size() == NUMBERED_MAX) {
      out.number(NOT_NUMBERED);
      out.text(text);
    } else {
      out.number(numbered.intern(text) + 1L);
      out.text(text);
    }
  }

  /// @throws IOException if a number stands for nothing that came before
  String read(SnapshotInput in) throws IOException {
    int number = in.count() - 1;
    if (number < 0) {
      return in.text();
    }
    if (number == numbered.size() && number < NUMBERED_MAX) {
      numbered.intern(in.text());
    }
    if (number >= numbered.size()) {
      throw new IOException("no text of number " + number);
    }
    return numbered.text(number);
  }
}
