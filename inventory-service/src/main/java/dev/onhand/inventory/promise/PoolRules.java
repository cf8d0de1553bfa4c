package dev.onhand.inventory.promise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which locations may serve some order of a channel, as a pool's sourcing rules have it.
public final class PoolRules {
  /// Every location may serve every order.
  public static final PoolRules NONE = new PoolRules(List.of());

  private final List<Rule> rules;
  private final Set<String> channels = new TreeSet<>();

  /// @param channel empty: every channel's orders
  /// @param forAllOfThem wherever they go and however fast they are wanted
  private record Rule(String channel, boolean forAllOfThem, Set<String> locations) {
    boolean isFor(String ofChannel) {
      return channel.isEmpty() || channel.equals(ofChannel);
    }
  }

  private PoolRules(List<Rule> rules) {
    this.rules = rules;
    for (var rule : rules) {
      if (!rule.channel().isEmpty()) channels.add(rule.channel());
    }
  }

  /// @param rules as the projection keeps them
  static PoolRules read(JsonNode rules) {
    var read = new ArrayList<Rule>();
    for (var rule : rules) {
      Set<String> locations = new HashSet<>();
      rule.path("sources").forEach(source -> locations.add(source.path("locationId").asText()));
      boolean forAllOfThem =
          rule.path("countries").isEmpty() && rule.path("serviceLevel").asText().isEmpty();
      read.add(new Rule(rule.path("channel").asText(), forAllOfThem, locations));
    }
    return read.isEmpty() ? NONE : new PoolRules(List.copyOf(read));
  }

  /// Whether they say anything.
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /// The channels that have a rule of their own.
  public Set<String> channels() {
    return channels;
  }

  /// @param channel [ItemStock#ANY] for one that no rule names
  public boolean mayServe(String channel, String locationId) {
    for (var rule : rules) {
      if (!rule.isFor(channel)) continue;
      if (rule.locations().contains(locationId)) return true;
      if (rule.forAllOfThem()) return false;
    }
    return true;
  }
}
