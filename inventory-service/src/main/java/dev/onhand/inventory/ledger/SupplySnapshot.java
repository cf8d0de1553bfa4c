package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.Inbound.Supply;
import dev.onhand.inventory.ledger.StockCommand.Units;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The part of a snapshot that says what kits are made of, what is on its way, and what is to be
/// counted again.
final class SupplySnapshot {
  private SupplySnapshot() {}

  static void write(LedgerState state, DataOutput out) throws IOException {
    Map<String, Kits.Kit> kits = state.kits.all();
    out.writeInt(kits.size());
    for (Map.Entry<String, Kits.Kit> kit : kits.entrySet()) {
      out.writeUTF(kit.getKey());
      out.writeBoolean(kit.getValue().isVirtual());
      out.writeInt(kit.getValue().components().size());
      for (Units component : kit.getValue().components()) {
        out.writeUTF(component.sku());
        out.writeLong(component.quantity());
        out.writeUTF(component.lot());
      }
    }
    out.writeInt(state.inbound.all().size());
    for (Supply supply : state.inbound.all()) {
      out.writeUTF(supply.id());
      out.writeBoolean(supply.inTransit());
      out.writeInt(supply.sku());
      out.writeInt(supply.place());
      out.writeUTF(supply.lot());
      out.writeLong(supply.units());
      out.writeLong(supply.expectedAtMs());
    }
    out.writeLong(state.countRules.units());
    out.writeInt(state.countRules.percent());
    out.writeInt(state.countRules.again().size());
    for (String place : state.countRules.again()) {
      out.writeUTF(place);
    }
  }

  static void read(LedgerState state, DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      String sku = in.readUTF();
      boolean isVirtual = in.readBoolean();
      List<Units> components = new ArrayList<>();
      for (int more = in.readInt(); more > 0; more--) {
        components.add(new Units(in.readUTF(), in.readLong(), in.readUTF()));
      }
      state.kits.define(sku, isVirtual, components);
    }
    for (int left = in.readInt(); left > 0; left--) {
      state.inbound.expect(
          new Supply(
              in.readUTF(),
              in.readBoolean(),
              in.readInt(),
              in.readInt(),
              in.readUTF(),
              in.readLong(),
              in.readLong()));
    }
    state.countRules.tolerate(in.readLong(), in.readInt());
    for (int left = in.readInt(); left > 0; left--) {
      state.countRules.restore(in.readUTF());
    }
  }
}
