package dev.onhand.inventory.masterdata;

import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.work.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Items in their tables, for those who join: what holds now.
final class Items {
  private record Kept(String pool, String unit, String kit) {}

  private Items() {}

  /// @throws dev.onhand.platform.http.HttpProblem if it contradicts what stays, or other items
  static void store(Work work, String sku, ItemDefinition given) throws SQLException {
    var connection = work.connection();
    var kept =
        Sql.first(
            connection,
            "select pool, unit_of_measure, kit_type from item where sku = ? for update",
            row -> new Kept(row.getString(1), row.getString(2), row.getString(3)),
            sku);
    if (kept.isPresent() && !kept.get().pool().equals(given.pool())) {
      throw Problems.invalid(
          "pool", "item " + sku + " belongs to pool " + kept.get().pool() + " for ever");
    }
    if (kept.isPresent() && !kept.get().unit().equals(given.unitOfMeasure())) {
      throw Problems.invalid(
          "unitOfMeasure",
          "stock of %s is kept in %s: leave that, and name %s in units"
              .formatted(sku, kept.get().unit(), given.unitOfMeasure()));
    }
    var kit = given.kit() == null ? null : given.kit().type().word;
    if (kept.isPresent() && kept.get().kit() != null && !kept.get().kit().equals(kit)) {
      throw Problems.invalid("kit", sku + " stays a " + kept.get().kit() + " kit");
    }
    var cost = given.standardCost();
    Sql.update(
        connection,
        """
        insert into item (sku, pool, name, unit_of_measure, standard_cost_minor, currency,
          lot_controlled, shelf_life_days, kit_type, changed_at)
        values (?, ?, ?, ?, ?::bigint, ?::text, ?, ?::int, ?::text, ?)
        on conflict (sku) do update set name = excluded.name,
          standard_cost_minor = excluded.standard_cost_minor, currency = excluded.currency,
          lot_controlled = excluded.lot_controlled, shelf_life_days = excluded.shelf_life_days,
          kit_type = excluded.kit_type, changed_at = excluded.changed_at
        """,
        sku,
        given.pool(),
        given.name(),
        given.unitOfMeasure(),
        cost == null ? null : cost.getAmountMinorLong(),
        cost == null ? null : cost.getCurrencyUnit().getCode(),
        given.lotControlled() != null,
        given.shelfLifeDays(),
        kit,
        work.now());
    units(connection, sku, given);
    components(connection, sku, given);
  }

  private static void units(Connection connection, String sku, ItemDefinition given)
      throws SQLException {
    gtinsAreFree(connection, sku, given);
    Sql.update(connection, "delete from item_unit where sku = ?", sku);
    var ratios = given.ratios();
    unit(
        connection,
        sku,
        0,
        new ItemDefinition.Unit(
            given.unitOfMeasure(),
            null,
            1,
            null,
            given.gtin(),
            given.dimensions(),
            given.weightGrams()),
        null,
        Ratio.ONE);
    var others = given.units() == null ? List.<ItemDefinition.Unit>of() : given.units();
    for (int i = 0; i < others.size(); i++) {
      var unit = others.get(i);
      var of = unit.of() == null ? given.unitOfMeasure() : unit.of();
      unit(connection, sku, i + 1, unit, of, ratios.get(unit.unit()));
    }
  }

  private static void unit(
      Connection connection,
      String sku,
      int number,
      ItemDefinition.Unit unit,
      String of,
      Ratio ratio)
      throws SQLException {
    var size = unit.dimensions();
    Sql.update(
        connection,
        """
        insert into item_unit (sku, number, unit, of_unit, quantity, per, numerator, denominator,
          gtin, length_mm, width_mm, height_mm, weight_grams)
        values (?, ?, ?, ?::text, ?::bigint, ?::bigint, ?, ?, ?::text, ?::bigint, ?::bigint,
          ?::bigint, ?::bigint)
        """,
        sku,
        number,
        unit.unit(),
        of,
        of == null ? null : unit.quantity(),
        of == null ? null : unit.per() == null ? 1L : unit.per(),
        ratio.numerator(),
        ratio.denominator(),
        unit.gtin(),
        size == null ? null : size.lengthMm(),
        size == null ? null : size.widthMm(),
        size == null ? null : size.heightMm(),
        unit.weightGrams());
  }

  private static void gtinsAreFree(Connection connection, String sku, ItemDefinition given)
      throws SQLException {
    var gtins = new ArrayList<String>();
    if (given.gtin() != null) gtins.add(given.gtin());
    if (given.units() != null) {
      given.units().stream()
          .map(ItemDefinition.Unit::gtin)
          .filter(gtin -> gtin != null)
          .forEach(gtins::add);
    }
    if (gtins.isEmpty()) return;
    // two who give the same number to two items at once would both find it free
    Sql.first(connection, "select pg_advisory_xact_lock(hashtextextended('gtin', 0))", row -> true);
    var taken =
        Sql.first(
            connection,
            "select gtin || ' is of item ' || sku || ', unit ' || unit from item_unit"
                + " where gtin = any(?) and sku <> ?",
            row -> row.getString(1),
            connection.createArrayOf("text", gtins.toArray()),
            sku);
    if (taken.isPresent()) {
      throw Problems.invalid("gtin", taken.get() + ": send another, or change that item first");
    }
  }

  private static void components(Connection connection, String sku, ItemDefinition given)
      throws SQLException {
    Sql.update(connection, "delete from kit_component where sku = ?", sku);
    if (given.kit() == null) return;
    var user =
        Sql.first(
            connection,
            "select sku from kit_component where component = ? limit 1",
            row -> row.getString(1),
            sku);
    if (user.isPresent()) {
      throw Problems.invalid(
          "kit", sku + " is a component of kit " + user.get() + ": a kit cannot be in a kit");
    }
    var components = given.kit().components();
    for (int i = 0; i < components.size(); i++) {
      var component = components.get(i);
      component(connection, "kit.components[" + i + "].sku", sku, given.pool(), component.sku());
      Sql.update(
          connection,
          "insert into kit_component (sku, number, component, quantity) values (?, ?, ?, ?)",
          sku,
          i,
          component.sku(),
          component.quantity());
    }
  }

  private static void component(
      Connection connection, String field, String kit, String pool, String sku)
      throws SQLException {
    record Found(String pool, boolean isKit) {}
    var found =
        Sql.first(
            connection,
            "select pool, kit_type is not null from item where sku = ?",
            row -> new Found(row.getString(1), row.getBoolean(2)),
            sku);
    if (found.isEmpty()) throw Problems.invalid(field, "define item " + sku + " first");
    if (!found.get().pool().equals(pool)) {
      throw Problems.invalid(field, sku + " is in pool " + found.get().pool() + ", not in " + pool);
    }
    if (found.get().isKit() || sku.equals(kit)) {
      throw Problems.invalid(field, sku + " is a kit itself: name what it is made of");
    }
  }
}
