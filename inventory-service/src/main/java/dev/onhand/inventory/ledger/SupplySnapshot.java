package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.Inbound.Supply;
import dev.onhand.inventory.ledger.StockCommand.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The part of a snapshot that says what kits are made of, what is on its way, and what is to be
/// counted again.
final class SupplySnapshot {
  private SupplySnapshot() {}

  static void write(LedgerState state, SnapshotOutput out) {
    Map<String, Kits.Kit> kits = state.kits.all();
    out.number(kits.size());
    for (Map.Entry<String, Kits.Kit> kit : kits.entrySet()) {
      out.text(kit.getKey());
      out.flag(kit.getValue().isVirtual());
      out.number(kit.getValue().components().size());
      for (Units component : kit.getValue().components()) {
        out.text(component.sku());
        out.signed(component.quantity());
        out.text(component.lot());
      }
    }
    out.number(state.inbound.all().size());
    for (Supply supply : state.inbound.all()) {
      out.text(supply.id());
      out.flag(supply.inTransit());
      out.signed(supply.sku());
      out.signed(supply.place());
      out.text(supply.lot());
      out.signed(supply.units());
      out.signed(supply.expectedAtMs());
    }
    out.signed(state.countRules.units());
    out.signed(state.countRules.percent());
    out.number(state.countRules.again().size());
    for (String place : state.countRules.again()) {
      out.text(place);
    }
  }

  static void read(LedgerState state, SnapshotInput in) throws IOException {
    for (int left = in.count(); left > 0; left--) {
      String sku = in.text();
      boolean isVirtual = in.flag();
      List<Units> components = new ArrayList<>();
      for (int more = in.count(); more > 0; more--) {
        components.add(new Units(in.text(), in.signed(), in.text()));
      }
      state.kits.define(sku, isVirtual, components);
    }
    for (int left = in.count(); left > 0; left--) {
      state.inbound.expect(
          new Supply(
              in.text(),
              in.flag(),
              (int) in.signed(),
              (int) in.signed(),
              in.text(),
              in.signed(),
              in.signed()));
    }
    state.countRules.tolerate(in.signed(), (int) in.signed());
    for (int left = in.count(); left > 0; left--) {
      state.countRules.restore(in.text());
    }
  }
}
