package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.SourcingRules.Capacity;
import dev.onhand.inventory.ledger.SourcingRules.Rule;
import dev.onhand.inventory.ledger.SourcingRules.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The part of a snapshot that says from where orders are served. What is promised within fences is
/// not written: it follows from the reservations, which come after.
final class SourcingSnapshot {
  private SourcingSnapshot() {}

  static void write(LedgerState state, SnapshotOutput out) {
    out.signed(state.rules.version());
    SourcingRules rules = state.rules.rules();
    out.number(rules.rules().size());
    for (Rule rule : rules.rules()) {
      out.text(rule.channel());
      out.number(rule.countries().size());
      for (String country : rule.countries()) {
        out.text(country);
      }
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
    int[] fenced = state.fences.items();
    out.number(fenced.length);
    for (int sku : fenced) {
      out.signed(sku);
      Map<String, Long> fences = state.fences.of(sku);
      out.number(fences.size());
      for (Map.Entry<String, Long> fence : fences.entrySet()) {
        out.text(fence.getKey());
        out.signed(fence.getValue());
      }
    }
  }

  static void read(LedgerState state, SnapshotInput in) throws IOException {
    int version = (int) in.signed();
    List<Rule> rules = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      rules.add(readRule(in));
    }
    List<Capacity> capacities = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      capacities.add(new Capacity(in.text(), in.signed()));
    }
    state.rules.change(version, new SourcingRules(rules, capacities), state.places);
    for (int left = in.count(); left > 0; left--) {
      int sku = (int) in.signed();
      for (int fences = in.count(); fences > 0; fences--) {
        state.fences.put(sku, in.text(), in.signed(), 0);
        state.positions.setSpecial(sku);
      }
    }
  }

  private static Rule readRule(SnapshotInput in) throws IOException {
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
    return new Rule(channel, countries, serviceLevel, sources);
  }
}
