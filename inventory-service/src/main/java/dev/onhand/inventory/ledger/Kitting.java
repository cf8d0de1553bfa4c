package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.Kits.Kit;
import dev.onhand.inventory.ledger.Movements.Fact;
import dev.onhand.inventory.ledger.StockCommand.AssembleKit;
import dev.onhand.inventory.ledger.StockCommand.DefineKit;
import dev.onhand.inventory.ledger.StockCommand.DisassembleKit;
import dev.onhand.inventory.ledger.StockCommand.Units;
import dev.onhand.inventory.ledger.StockEvent.KitDefined;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// What is decided about kits: what they are made of, and stocked ones that are put together or
/// taken apart. Both are facts: components the book does not know are found, and promises of units
/// that went into kits are broken.
final class Kitting {
  /// Units of a component in one kit.
  static final long PER_KIT_MAX = 1_000_000;

  private final LedgerState state;
  private final LedgerLimits limits;
  private final Movements movements;
  private final Consumer<StockEvent> happened;

  Kitting(
      LedgerState state, LedgerLimits limits, Movements movements, Consumer<StockEvent> happened) {
    this.state = state;
    this.limits = limits;
    this.movements = movements;
    this.happened = happened;
  }

  /// @return null for a kit that can be
  StockOutcome refusal(DefineKit c) {
    Set<String> named = new HashSet<>(Set.of(c.sku()));
    boolean sound =
        !c.components().isEmpty()
            && c.components().size() <= limits.linesMax()
            && !(c.isVirtual() && state.kits.isComponent(c.sku()));
    for (Units component : c.components()) {
      sound &= component.quantity() > 0 && component.quantity() <= PER_KIT_MAX;
      sound &= named.add(component.sku()) && state.kits.virtual(component.sku()) == null;
    }
    return sound ? null : StockOutcome.KIT_MALFORMED;
  }

  /// @return null for a kit that can be assembled and disassembled
  StockOutcome refusal(String sku, long quantity) {
    if (state.kits.stocked(sku) == null) {
      return StockOutcome.KIT_UNKNOWN;
    }
    for (Units each : state.kits.stocked(sku).components()) {
      if (quantity > limits.quantityMax() / each.quantity()) {
        return StockOutcome.QUANTITY_TOO_LARGE;
      }
    }
    return null;
  }

  StockOutcome define(DefineKit c) {
    movements.assumeItem(c.sku());
    for (Units component : c.components()) {
      movements.assumeItem(component.sku());
    }
    happened.accept(new KitDefined(c.sku(), c.isVirtual(), c.components()));
    return StockOutcome.KIT_DEFINED;
  }

  StockOutcome assemble(AssembleKit c, long atMs) {
    Fact fact = fact(c.locationId(), "ASSEMBLED", c.referenceId(), c.occurredAtMs(), atMs);
    movements.assumePlace(c.locationId());
    Kit kit = state.kits.stocked(c.sku());
    for (Units each : kit.components()) {
      long units = each.quantity() * c.quantity();
      movements.leave(fact, each.sku(), "", StockStatus.SELLABLE, units);
    }
    movements.move(fact, c.sku(), "", c.quantity(), StockStatus.SELLABLE, 0);
    return StockOutcome.ASSEMBLED;
  }

  StockOutcome disassemble(DisassembleKit c, long atMs) {
    Fact fact = fact(c.locationId(), "DISASSEMBLED", c.referenceId(), c.occurredAtMs(), atMs);
    movements.assumePlace(c.locationId());
    Kit kit = state.kits.stocked(c.sku());
    movements.leave(fact, c.sku(), "", StockStatus.SELLABLE, c.quantity());
    for (Units each : kit.components()) {
      long units = each.quantity() * c.quantity();
      movements.move(fact, each.sku(), "", units, StockStatus.SELLABLE, 0);
    }
    return StockOutcome.DISASSEMBLED;
  }

  private static Fact fact(
      String locationId, String reason, String referenceId, long occurredAtMs, long atMs) {
    return new Fact(
        locationId,
        MovementKind.KIT,
        reason,
        ReferenceType.KIT,
        referenceId,
        "",
        Facts.occurred(occurredAtMs, atMs));
  }
}
