package dev.onhand.inventory.masterdata;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;

/// What an item is. All quantities in stock are in its base unit, which stays.
///
/// @param unitOfMeasure the base unit
/// @param standardCost per base unit
/// @param gtin of one base unit, as its dimensions and weight
/// @param units other units of measure, each made of one before it or of the base unit
/// @param kit what the item is put together from, if it is
@Schema(description = "What an item is. Quantities in stock are in its base unit.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemDefinition(
    String name,
    @Schema(description = "The stock pool that decides; stays.") String pool,
    @Schema(description = "The base unit: a UN/ECE recommendation 20 code or a word; stays.")
        String unitOfMeasure,
    @Schema(description = "Per base unit.", examples = "{\"amount\":\"6.20\",\"currency\":\"EUR\"}")
        Money standardCost,
    @Schema(description = "GTIN of one base unit.") String gtin,
    Dimensions dimensions,
    @Schema(description = "Of one base unit.") Long weightGrams,
    @Schema(description = "Other units: packs, or other measures, with exact ratios.")
        List<Unit> units,
    @Schema(description = "Whether stock is kept by lot.") Boolean lotControlled,
    @Schema(description = "How many days it keeps from its making on.") Integer shelfLifeDays,
    Kit kit) {

  /// Units of one item, its base unit not counted.
  static final int UNITS_MAX = 20;

  static final int COMPONENTS_MAX = 100;
  private static final int NAME_LENGTH_MAX = 200;
  private static final int UNIT_LENGTH_MAX = 20;
  private static final long QUANTITY_MAX = 1_000_000_000_000L;

  /// In millimetres, of one of the unit.
  @Schema(description = "In millimetres.")
  public record Dimensions(long lengthMm, long widthMm, long heightMm) {
    public Dimensions {
      Require.positive("lengthMm", lengthMm);
      Require.positive("widthMm", widthMm);
      Require.positive("heightMm", heightMm);
    }
  }

  /// Another unit of measure: `per` of it are `quantity` of the unit `of`.
  ///
  /// @param of an earlier unit; the base unit where absent
  /// @param per 1 where absent
  @Schema(description = "per of this unit are quantity of the unit named in of.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Unit(
      String unit,
      @Schema(description = "An earlier unit; the base unit where absent.") String of,
      @Schema(description = "How many of it.") long quantity,
      @Schema(description = "Are how many of this unit; 1 where absent.") Long per,
      String gtin,
      Dimensions dimensions,
      Long weightGrams) {
    public Unit {
      Require.text("unit", unit);
      Require.positive("quantity", quantity);
      if (per != null) Require.positive("per", per);
      Gtin.check("gtin", gtin);
      if (weightGrams != null) Require.positive("weightGrams", weightGrams);
    }
  }

  /// How a kit is kept: put together when it is ordered, or on a shelf.
  public enum KitType {
    @JsonProperty("virtual")
    VIRTUAL,
    @JsonProperty("stocked")
    STOCKED;

    /// As on the wire and in SQL.
    final String word = name().toLowerCase(Locale.ROOT);
  }

  @Schema(description = "A virtual kit is put together per order; a stocked kit is kept as such.")
  public record Kit(KitType type, List<Component> components) {
    public Kit {
      Require.present("kit.type", type);
      components = Require.some("kit.components", components);
    }
  }

  /// @param quantity of base units in one kit
  public record Component(String sku, long quantity) {
    public Component {
      Require.text("sku", sku);
      Require.positive("quantity", quantity);
    }
  }

  public ItemDefinition {
    shorter("name", Require.text("name", name), NAME_LENGTH_MAX);
    Require.text("pool", pool);
    shorter("unitOfMeasure", Require.text("unitOfMeasure", unitOfMeasure), UNIT_LENGTH_MAX);
    if (standardCost != null && standardCost.isNegative()) {
      throw invalid("standardCost", "send 0 or more");
    }
    Gtin.check("gtin", gtin);
    if (weightGrams != null) Require.positive("weightGrams", weightGrams);
    units = units == null || units.isEmpty() ? null : Require.some("units", units);
    lotControlled = Boolean.TRUE.equals(lotControlled) ? true : null;
    if (shelfLifeDays != null) Require.positive("shelfLifeDays", shelfLifeDays);
    ratios(unitOfMeasure, units);
    gtinsOnce(gtin, units);
    if (kit != null) check(kit);
  }

  /// The ratio of every unit, by its name, the base unit's first.
  ///
  /// @throws InvalidMessage if units do not build on each other, or a ratio does not fit
  @JsonIgnore
  Map<String, Ratio> ratios() {
    return ratios(unitOfMeasure, units);
  }

  private static Map<String, Ratio> ratios(String base, List<Unit> units) {
    Map<String, Ratio> ratios = new HashMap<>();
    ratios.put(base, Ratio.ONE);
    if (units == null) return ratios;
    if (units.size() > UNITS_MAX) throw invalid("units", "send at most " + UNITS_MAX);
    for (int i = 0; i < units.size(); i++) {
      var unit = units.get(i);
      var field = "units[" + i + "]";
      shorter(field + ".unit", unit.unit(), UNIT_LENGTH_MAX);
      var of = ratios.get(unit.of() == null ? base : unit.of());
      if (of == null) {
        throw invalid(field + ".of", "name the base unit or one that comes before");
      }
      if (ratios.containsKey(unit.unit())) {
        throw invalid(field + ".unit", "name each unit once");
      }
      ratios.put(unit.unit(), ratio(field, of, unit));
    }
    return ratios;
  }

  private static Ratio ratio(String field, Ratio of, Unit unit) {
    try {
      var ratio = of.times(unit.quantity(), unit.per() == null ? 1 : unit.per());
      if (ratio.numerator() <= QUANTITY_MAX && ratio.denominator() <= QUANTITY_MAX) return ratio;
    } catch (ArithmeticException e) {
      throw invalid(field + ".quantity", "send a smaller number: " + e.getMessage());
    }
    throw invalid(field + ".quantity", "send a smaller number");
  }

  private static void gtinsOnce(String gtin, List<Unit> units) {
    if (units == null) return;
    Set<String> seen = new HashSet<>();
    if (gtin != null) seen.add(gtin);
    for (int i = 0; i < units.size(); i++) {
      var given = units.get(i).gtin();
      if (given != null && !seen.add(given)) {
        throw invalid("units[" + i + "].gtin", "give each unit a GTIN of its own");
      }
    }
  }

  private static void check(Kit kit) {
    if (kit.components().size() > COMPONENTS_MAX) {
      throw invalid("kit.components", "send at most " + COMPONENTS_MAX);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < kit.components().size(); i++) {
      if (!seen.add(kit.components().get(i).sku())) {
        throw invalid("kit.components[" + i + "].sku", "name each component once");
      }
    }
  }

  private static void shorter(String field, String text, int length) {
    if (text.length() > length || text.chars().anyMatch(c -> c < ' ')) {
      throw invalid(field, "send at most " + length + " printable characters");
    }
  }

  private static InvalidMessage invalid(String field, String fix) {
    return new InvalidMessage("SCHEMA_VIOLATION", field, fix);
  }
}
