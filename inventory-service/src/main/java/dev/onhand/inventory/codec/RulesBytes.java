package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.SourcingRules;
import dev.onhand.inventory.ledger.SourcingRules.Capacity;
import dev.onhand.inventory.ledger.SourcingRules.Rule;
import dev.onhand.inventory.ledger.SourcingRules.Source;
import java.util.ArrayList;
import java.util.List;

/// Sourcing rules as bytes, the same in commands and in events.
final class RulesBytes {
  private RulesBytes() {}

  /// @param rules null where they do not change
  static void write(SourcingRules rules, ByteWriter out) {
    out.octet(rules == null ? 0 : 1);
    if (rules == null) {
      return;
    }
    out.number(rules.rules().size());
    for (Rule rule : rules.rules()) {
      out.text(rule.channel());
      out.number(rule.countries().size());
      rule.countries().forEach(out::text);
      out.text(rule.serviceLevel());
      out.number(rule.sources().size());
      for (Source source : rule.sources()) {
        out.text(source.locationId());
        out.signed(source.costZone());
      }
    }
    out.number(rules.capacities().size());
    for (Capacity capacity : rules.capacities()) {
      out.text(capacity.locationId());
      out.signed(capacity.units());
    }
  }

  static SourcingRules read(ByteReader in) {
    if (in.octet() == 0) {
      return null;
    }
    int count = in.count();
    List<Rule> rules = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String channel = in.text();
      List<String> countries = new ArrayList<>();
      for (int left = in.count(); left > 0; left--) {
        countries.add(in.text());
      }
      String serviceLevel = in.text();
      List<Source> sources = new ArrayList<>();
      for (int left = in.count(); left > 0; left--) {
        sources.add(new Source(in.text(), (int) in.signed()));
      }
      rules.add(new Rule(channel, countries, serviceLevel, sources));
    }
    List<Capacity> capacities = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      capacities.add(new Capacity(in.text(), in.signed()));
    }
    return new SourcingRules(rules, capacities);
  }
}
