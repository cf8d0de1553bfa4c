package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.Units;
import java.util.ArrayList;
import java.util.List;

/// An order's lines with virtual kits replaced by their components, which bear the kit's line id.
///
/// @param lines of items that can be on hand, in the order of the order's lines
/// @param of which of the order's lines each belongs to
/// @param perUnit how many of its units one unit of the order's line needs
record Explosion(List<Line> lines, int[] of, long[] perUnit) {

  /// @param quantityMax of one line
  /// @return null if a line would be larger
  static Explosion of(List<Line> ordered, Kits kits, long quantityMax) {
    List<Line> lines = new ArrayList<>();
    List<Integer> of = new ArrayList<>();
    List<Long> perUnit = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      Line line = ordered.get(i);
      Kits.Kit kit = kits.virtual(line.sku());
      List<Units> needs = kit == null ? List.of(new Units(line.sku(), 1)) : kit.components();
      for (Units each : needs) {
        if (line.quantity() > quantityMax / each.quantity()) {
          return null;
        }
        lines.add(new Line(line.lineId(), each.sku(), line.quantity() * each.quantity()));
        of.add(i);
        perUnit.add(each.quantity());
      }
    }
    return new Explosion(
        lines,
        of.stream().mapToInt(Integer::intValue).toArray(),
        perUnit.stream().mapToLong(Long::longValue).toArray());
  }
}
