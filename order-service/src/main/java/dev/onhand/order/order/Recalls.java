package dev.onhand.order.order;

import dev.onhand.platform.event.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Lots that the stock ledger holds: it breaks every promise of their units, and the order asks for
/// others. Until it has them the line is held, so that planners see whom a recall concerns; what is
/// with fulfilment already is held until it has left, is cancelled, or the lot is released.
final class Recalls {
  private Recalls() {}

  static void hold(Draft draft, Claim claim, List<RecalledUnits> recalled) {
    var lots = new LinkedHashMap<String, List<RecalledUnits>>();
    for (var units : recalled) {
      lots.computeIfAbsent(units.subject(claim.pool()), _ -> new java.util.ArrayList<>())
          .add(units);
    }
    var where = claim.anyReleased() ? "recalled, and with fulfilment: " : "recalled: ";
    lots.forEach(
        (subject, units) ->
            draft.hold(
                HoldReason.QUALITY,
                where + text(units),
                units.getFirst().lineId(),
                subject,
                Set.of(Transition.RELEASE),
                draft.at().plus(HoldReason.QUALITY.due())));
  }

  static String text(List<RecalledUnits> units) {
    return units.stream().map(RecalledUnits::text).collect(Collectors.joining("; "));
  }

  /// Lines that are promised units of other lots wait no longer, unless some of their units are on
  /// their way already.
  static void promised(Draft draft, List<Allocation> allocations) {
    var fulfilment = draft.order().fulfilment();
    for (var hold : draft.order().holds().open()) {
      var id = hold.lineId();
      if (RecalledUnits.caused(hold)
          && allocations.stream().anyMatch(a -> a.lineId().equals(id))
          && fulfilment.hasNothingOf(id)) {
        draft.unhold(HoldReason.QUALITY, hold.subject());
      }
    }
  }

  /// Where nothing else was there, the ledger is asked again.
  static Decision<OrderEvent> ended(OrderCommand.EndRecall c, Order order) {
    if (order.holds().by(HoldReason.QUALITY, c.subject()) == null) return Decision.accept();
    var draft = new Draft(order, c.at());
    draft.unhold(HoldReason.QUALITY, c.subject());
    draft.unhold(HoldReason.OUT_OF_STOCK);
    draft.advance();
    return draft.accept();
  }
}
