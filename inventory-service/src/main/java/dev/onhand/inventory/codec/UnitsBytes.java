package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.StockCommand.Units;
import java.util.ArrayList;
import java.util.List;

/// Units of items as bytes, the same in commands and in events.
final class UnitsBytes {
  private UnitsBytes() {}

  static void write(List<Units> lines, ByteWriter out) {
    out.number(lines.size());
    for (Units line : lines) {
      out.text(line.sku());
      out.signed(line.quantity());
      out.text(line.lot());
    }
  }

  static List<Units> read(ByteReader in) {
    int count = in.count();
    List<Units> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lines.add(new Units(in.text(), in.signed(), in.text()));
    }
    return lines;
  }
}
