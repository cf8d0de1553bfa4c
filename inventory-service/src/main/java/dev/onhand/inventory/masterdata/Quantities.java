package dev.onhand.inventory.masterdata;

import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;

/// Quantities at the edge: everything inside is in an item's base unit.
public final class Quantities {
  private record Unit(String name, Ratio ratio) {}

  private Quantities() {}

  /// So many of a unit, in base units, exactly.
  ///
  /// @param path of the fields, as `lines[0].`; empty at the top
  /// @param unit the base unit where null
  /// @throws dev.onhand.platform.http.HttpProblem if the item has no such unit, or there is a
  ///     remainder
  public static long toBase(Work work, String path, String sku, long quantity, String unit)
      throws SQLException {
    if (unit == null) return quantity;
    var units =
        Sql.list(
            work.connection(),
            "select unit, numerator, denominator from item_unit where sku = ? order by number",
            row -> new Unit(row.getString(1), new Ratio(row.getLong(2), row.getLong(3))),
            sku);
    if (units.isEmpty()) throw Problems.invalid(path + "sku", "define item " + sku + " first");
    for (var known : units) {
      if (known.name().equals(unit)) {
        return toBase(path + "quantity", quantity, known, units.getFirst().name());
      }
    }
    var names = units.stream().map(Unit::name).toList();
    throw Problems.invalid(path + "unit", sku + " has the units " + String.join(", ", names));
  }

  private static long toBase(String field, long quantity, Unit unit, String base) {
    try {
      return unit.ratio().toBase(quantity);
    } catch (Ratio.Remainder e) {
      throw Problems.invalid(
          field,
          "%d %s is no whole number of %s: send a multiple of %d"
              .formatted(quantity, unit.name(), base, e.step));
    } catch (ArithmeticException e) {
      throw Problems.invalid(field, "send a smaller number");
    }
  }
}
