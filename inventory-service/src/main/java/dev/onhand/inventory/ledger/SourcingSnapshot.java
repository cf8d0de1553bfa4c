package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.SourcingRules.Capacity;
import dev.onhand.inventory.ledger.SourcingRules.Rule;
import dev.onhand.inventory.ledger.SourcingRules.Source;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The part of a snapshot that says from where orders are served. What is promised within fences is
/// not written: it follows from the reservations, which come after.
final class SourcingSnapshot {
  private SourcingSnapshot() {}

  static void write(LedgerState state, DataOutput out) throws IOException {
    out.writeInt(state.rules.version());
    SourcingRules rules = state.rules.rules();
    out.writeInt(rules.rules().size());
    for (Rule rule : rules.rules()) {
      out.writeUTF(rule.channel());
      out.writeInt(rule.countries().size());
      for (String country : rule.countries()) {
        out.writeUTF(country);
      }
      out.writeUTF(rule.serviceLevel());
      out.writeInt(rule.sources().size());
      for (Source source : rule.sources()) {
        out.writeUTF(source.locationId());
        out.writeInt(source.costZone());
      }
    }
    out.writeInt(rules.capacities().size());
    for (Capacity capacity : rules.capacities()) {
      out.writeUTF(capacity.locationId());
      out.writeLong(capacity.units());
    }
    int[] fenced = state.fences.items();
    out.writeInt(fenced.length);
    for (int sku : fenced) {
      out.writeInt(sku);
      Map<String, Long> fences = state.fences.of(sku);
      out.writeInt(fences.size());
      for (Map.Entry<String, Long> fence : fences.entrySet()) {
        out.writeUTF(fence.getKey());
        out.writeLong(fence.getValue());
      }
    }
  }

  static void read(LedgerState state, DataInput in) throws IOException {
    int version = in.readInt();
    List<Rule> rules = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      rules.add(readRule(in));
    }
    List<Capacity> capacities = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      capacities.add(new Capacity(in.readUTF(), in.readLong()));
    }
    state.rules.change(version, new SourcingRules(rules, capacities), state.places);
    for (int left = in.readInt(); left > 0; left--) {
      int sku = in.readInt();
      for (int fences = in.readInt(); fences > 0; fences--) {
        state.fences.put(sku, in.readUTF(), in.readLong(), 0);
        state.positions.setSpecial(sku);
      }
    }
  }

  private static Rule readRule(DataInput in) throws IOException {
    String channel = in.readUTF();
    List<String> countries = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      countries.add(in.readUTF());
    }
    String serviceLevel = in.readUTF();
    List<Source> sources = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      sources.add(new Source(in.readUTF(), in.readInt()));
    }
    return new Rule(channel, countries, serviceLevel, sources);
  }
}
