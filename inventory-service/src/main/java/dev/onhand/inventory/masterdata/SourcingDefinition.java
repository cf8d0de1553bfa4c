package dev.onhand.inventory.masterdata;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.inventory.ledger.SourcingRules;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// From where a pool's orders may be served.
///
/// @param rules the first that fits an order decides; where none fits, every location may serve it
/// @param capacities of locations; those not named have no limit
@Schema(
    description =
        "From where a pool's orders may be served: the first rule that fits an order decides; where"
            + " none fits, every location may serve it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourcingDefinition(List<Rule> rules, List<Capacity> capacities) {
  static final int RULES_MAX = 200;
  static final int SOURCES_MAX = 1000;
  private static final long UNITS_MAX = 1_000_000_000_000L;
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  /// Which orders, and who may serve them.
  @Schema(name = "SourcingRule", description = "Which orders, and who may serve them.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Rule(
      @Schema(description = "Whose orders; every channel's where absent.") String channel,
      @Schema(description = "Where they go; anywhere where absent.") List<String> countries,
      @Schema(description = "How fast they are wanted; however fast where absent.")
          String serviceLevel,
      @Schema(description = "The locations that may serve them, and no others.")
          List<Source> sources) {}

  /// A location and how dear it is.
  @Schema(name = "SourcingSource")
  public record Source(
      String locationId,
      @Schema(description = "Lower is cheaper; within a zone the location's priority decides.")
          int costZone) {}

  /// How much a location can work off.
  @Schema(name = "SourcingCapacity")
  public record Capacity(
      String locationId,
      @Schema(description = "Units promised at once, over all items.") long units) {}

  public SourcingDefinition {
    rules = rules == null ? List.of() : List.copyOf(rules);
    capacities = capacities == null ? List.of() : List.copyOf(capacities);
    if (rules.size() > RULES_MAX) throw invalid("rules", "send at most " + RULES_MAX);
    for (int i = 0; i < rules.size(); i++) check("rules[" + i + "]", rules.get(i));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < capacities.size(); i++) {
      var capacity = capacities.get(i);
      var field = "capacities[" + i + "]";
      Require.text(field + ".locationId", capacity.locationId());
      if (!seen.add(capacity.locationId())) {
        throw invalid(field + ".locationId", "name each location once");
      }
      units(field + ".units", capacity.units());
    }
  }

  private static void check(String field, Rule rule) {
    if (rule.channel() != null) Names.check(field + ".channel", rule.channel());
    if (rule.serviceLevel() != null) Names.check(field + ".serviceLevel", rule.serviceLevel());
    if (rule.countries() != null) {
      for (int i = 0; i < rule.countries().size(); i++) {
        var country = rule.countries().get(i);
        if (country == null || !COUNTRY.matcher(country).matches()) {
          throw invalid(
              field + ".countries[" + i + "]", "send two capital letters of ISO 3166-1, as DE");
        }
      }
    }
    Require.some(field + ".sources", rule.sources());
    if (rule.sources().size() > SOURCES_MAX) {
      throw invalid(field + ".sources", "send at most " + SOURCES_MAX);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < rule.sources().size(); i++) {
      var source = rule.sources().get(i);
      var at = field + ".sources[" + i + "]";
      Require.text(at + ".locationId", source.locationId());
      if (!seen.add(source.locationId())) {
        throw invalid(at + ".locationId", "name each location once");
      }
      if (source.costZone() < 0 || source.costZone() >= SourcingRules.ZONES_MAX) {
        throw invalid(at + ".costZone", "send 0 to " + (SourcingRules.ZONES_MAX - 1));
      }
    }
  }

  /// @throws InvalidMessage unless it is a number of units from 0 on that the ledger takes
  static long units(String field, Long units) {
    if (units == null || units < 0 || units > UNITS_MAX) {
      throw invalid(field, "send 0 to " + UNITS_MAX);
    }
    return units;
  }

  /// Every location named, with the field that names it.
  void locations(BiConsumer<String, String> visitor) {
    for (int r = 0; r < rules.size(); r++) {
      for (int s = 0; s < rules.get(r).sources().size(); s++) {
        visitor.accept(
            "rules[%d].sources[%d].locationId".formatted(r, s),
            rules.get(r).sources().get(s).locationId());
      }
    }
    for (int c = 0; c < capacities.size(); c++) {
      visitor.accept("capacities[%d].locationId".formatted(c), capacities.get(c).locationId());
    }
  }

  /// As the ledger takes it.
  SourcingRules toRules() {
    return new SourcingRules(
        rules.stream()
            .map(
                rule ->
                    new SourcingRules.Rule(
                        rule.channel() == null ? "" : rule.channel(),
                        rule.countries() == null ? List.of() : rule.countries(),
                        rule.serviceLevel() == null ? "" : rule.serviceLevel(),
                        rule.sources().stream()
                            .map(s -> new SourcingRules.Source(s.locationId(), s.costZone()))
                            .toList()))
            .toList(),
        capacities.stream()
            .map(c -> new SourcingRules.Capacity(c.locationId(), c.units()))
            .toList());
  }

  private static InvalidMessage invalid(String field, String fix) {
    return new InvalidMessage("SCHEMA_VIOLATION", field, fix);
  }
}
