package dev.onhand.inventory.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The sourcing rules as the ledger applies them: with locations as numbers.
final class RuleBook {
  /// The built-in rule is version 1: every location, by its priority.
  private int version = 1;

  private SourcingRules rules = SourcingRules.NONE;
  private Eligible[] eligible = {};
  private Set<String> channels = Set.of();

  /// The locations one rule lets serve, and their cost zones.
  static final class Eligible {
    private final SourcingRules.Rule rule;
    private final short[] zone;

    private Eligible(SourcingRules.Rule rule, Symbols places) {
      this.rule = rule;
      zone = new short[places.size()];
      Arrays.fill(zone, (short) -1);
      for (SourcingRules.Source source : rule.sources()) {
        zone[places.find(source.locationId())] = (short) source.costZone();
      }
    }

    boolean has(int place) {
      return place < zone.length && zone[place] >= 0;
    }

    int zone(int place) {
      return zone[place];
    }
  }

  int version() {
    return version;
  }

  SourcingRules rules() {
    return rules;
  }

  /// The channels that have a rule of their own.
  Set<String> channels() {
    return channels;
  }

  void change(int toVersion, SourcingRules toRules, Places places) {
    version = toVersion;
    if (toRules != null) {
      rules = toRules;
      channels =
          toRules.rules().stream()
              .map(SourcingRules.Rule::channel)
              .filter(channel -> !channel.isEmpty())
              .collect(Collectors.toUnmodifiableSet());
      eligible =
          toRules.rules().stream().map(r -> new Eligible(r, places.ids)).toArray(Eligible[]::new);
      places.clearCapacities();
      for (SourcingRules.Capacity capacity : toRules.capacities()) {
        places.setCapacity(places.find(capacity.locationId()), capacity.units());
      }
    }
  }

  /// The locations that may serve such an order; null where all may.
  Eligible forOrder(String channel, String country, String serviceLevel) {
    for (Eligible candidate : eligible) {
      if (candidate.rule.fits(channel, country, serviceLevel)) {
        return candidate;
      }
    }
    return null;
  }

  /// Whether some order of the channel could be served from there.
  boolean mayServe(String channel, int place) {
    for (Eligible candidate : eligible) {
      if (candidate.rule.isFor(channel)) {
        if (candidate.has(place)) {
          return true;
        }
        if (candidate.rule.isForAllOfThem()) {
          return false;
        }
      }
    }
    return true;
  }

  /// The locations a change names, in its order.
  static List<String> locations(SourcingRules rules) {
    return java.util.stream.Stream.concat(
            rules.rules().stream()
                .flatMap(rule -> rule.sources().stream())
                .map(SourcingRules.Source::locationId),
            rules.capacities().stream().map(SourcingRules.Capacity::locationId))
        .toList();
  }
}
