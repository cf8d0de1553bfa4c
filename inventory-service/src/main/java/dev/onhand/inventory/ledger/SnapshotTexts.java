package dev.onhand.inventory.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Texts of a snapshot, of which a few are written again and again: each is written where it comes
/// first, and from then on as its number in that order. Only so many are numbered; others, ids of
/// lines perhaps, are written each time.
final class SnapshotTexts {
  static final int NUMBERED_MAX = 1 << 12;
  private static final int NOT_NUMBERED = -1;

  private final Symbols numbered = new Symbols();

  void write(String text, DataOutput out) throws IOException {
    int number = numbered.find(text);
    if (number >= 0) {
      out.writeInt(number);
    } else if (numbered.size() == NUMBERED_MAX) {
      out.writeInt(NOT_NUMBERED);
      out.writeUTF(text);
    } else {
      out.writeInt(numbered.intern(text));
      out.writeUTF(text);
    }
  }

  /// @throws IOException if a number stands for nothing that came before
  String read(DataInput in) throws IOException {
    int number = in.readInt();
    if (number == NOT_NUMBERED) {
      return in.readUTF();
    }
    if (number == numbered.size() && number < NUMBERED_MAX) {
      numbered.intern(in.readUTF());
    }
    if (number < 0 || number >= numbered.size()) {
      throw new IOException("no text of number " + number);
    }
    return numbered.text(number);
  }
}
