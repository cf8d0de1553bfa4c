package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.ChangeSourcing;
import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import dev.onhand.inventory.ledger.StockEvent.SourcingChanged;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// What is decided about changes of the sourcing rules, of safety stock and of fences. They touch
/// no promise that was made; units they free go to those who wait.
final class SourcingChanges {
  private final LedgerState state;
  private final LedgerLimits limits;
  private final Movements movements;
  private final Consumer<StockEvent> happened;

  SourcingChanges(
      LedgerState state, LedgerLimits limits, Movements movements, Consumer<StockEvent> happened) {
    this.state = state;
    this.limits = limits;
    this.movements = movements;
    this.happened = happened;
  }

  /// @return null for a change that makes sense
  StockOutcome refusal(ChangeSourcing c) {
    boolean sound =
        (c.rules() == null || isSound(c.rules()))
            && c.safety().size() <= limits.rulesMax()
            && c.fences().size() <= limits.rulesMax()
            && c.safety().stream().allMatch(safety -> isSound(safety.units()))
            && c.fences().stream().allMatch(fence -> isSound(fence.units()));
    return sound ? null : StockOutcome.RULES_MALFORMED;
  }

  private boolean isSound(long units) {
    return units >= 0 && units <= limits.quantityMax();
  }

  private boolean isSound(SourcingRules rules) {
    return rules.rules().size() <= limits.rulesMax()
        && rules.capacities().size() <= limits.rulesMax()
        && rules.capacities().stream().allMatch(capacity -> isSound(capacity.units()))
        && rules.rules().stream().allMatch(this::isSound);
  }

  private boolean isSound(SourcingRules.Rule rule) {
    Set<String> named = new HashSet<>();
    for (SourcingRules.Source source : rule.sources()) {
      boolean zoneExists = source.costZone() >= 0 && source.costZone() < SourcingRules.ZONES_MAX;
      if (!zoneExists || !named.add(source.locationId())) {
        return false;
      }
    }
    return rule.sources().size() <= limits.rulesMax();
  }

  StockOutcome change(ChangeSourcing c) {
    if (c.rules() != null) {
      RuleBook.locations(c.rules()).forEach(movements::assumePlace);
    }
    for (SafetyStock safety : c.safety()) {
      movements.assume(safety.sku(), safety.locationId());
    }
    for (Fence fence : c.fences()) {
      movements.assumeItem(fence.sku());
    }
    happened.accept(
        new SourcingChanged(state.rules.version() + 1, c.rules(), c.safety(), c.fences()));
    return StockOutcome.SOURCING_CHANGED;
  }
}
