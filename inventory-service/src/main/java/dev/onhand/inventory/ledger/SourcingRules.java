package dev.onhand.inventory.ledger;

import java.util.List;

/// From where orders may be served.
///
/// @param rules the first that fits an order decides; where none fits, every location may serve it
/// @param capacities locations not named have no limit
public record SourcingRules(List<Rule> rules, List<Capacity> capacities) {
  /// How many cost zones can be told apart.
  public static final int ZONES_MAX = 4096;

  public static final SourcingRules NONE = new SourcingRules(List.of(), List.of());

  public SourcingRules {
    rules = List.copyOf(rules);
    capacities = List.copyOf(capacities);
  }

  /// @param channel whose orders it is for; empty: every channel's
  /// @param countries where the orders go; empty: anywhere
  /// @param serviceLevel how fast the orders are wanted; empty: however fast
  /// @param sources the locations that may serve them, and no others
  public record Rule(
      String channel, List<String> countries, String serviceLevel, List<Source> sources) {
    public Rule {
      countries = List.copyOf(countries);
      sources = List.copyOf(sources);
    }

    /// Whether the rule is for such an order.
    boolean fits(String ofChannel, String toCountry, String atServiceLevel) {
      return isFor(ofChannel)
          && (countries.isEmpty() || countries.contains(toCountry))
          && (serviceLevel.isEmpty() || serviceLevel.equals(atServiceLevel));
    }

    boolean isFor(String ofChannel) {
      return channel.isEmpty() || channel.equals(ofChannel);
    }

    /// Whether the rule is for every order of the channels it is for.
    boolean isForAllOfThem() {
      return countries.isEmpty() && serviceLevel.isEmpty();
    }
  }

  /// @param costZone the cheaper to serve from, the lower; within a zone the location's own
  ///     priority decides
  public record Source(String locationId, int costZone) {}

  /// @param units promised at once, over all items, that the location can work off; one that has
  ///     as many serves only what no other can
  public record Capacity(String locationId, long units) {}
}
