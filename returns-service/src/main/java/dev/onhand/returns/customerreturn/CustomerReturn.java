package dev.onhand.returns.customerreturn;

import dev.onhand.returns.customerreturn.ReturnEvent.Authorization;
import dev.onhand.returns.customerreturn.ReturnEvent.Counted;
import dev.onhand.returns.customerreturn.ReturnEvent.Outcome;
import dev.onhand.returns.order.Kit;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.joda.money.Money;

/// A return as its events tell it.
sealed interface CustomerReturn {
  Reports reports();

  /// Nobody announced it; goods may have come under its id all the same.
  record Unannounced(Reports reports) implements CustomerReturn {}

  /// @param lines by line id of the order
  /// @param owed pieces whose refund has to be computed next
  /// @param outcome null while it is open
  record Announced(
      Stage stage,
      Authorization authorization,
      Map<String, Line> lines,
      List<LineQuantity> owed,
      Map<UUID, Refund> refunds,
      Outcome outcome,
      Reports reports)
      implements CustomerReturn {

    /// The line that goods belong to: by line id if its goods are of the SKU, else by SKU.
    Optional<Line> line(String lineId, String sku) {
      var exact = lines.get(lineId);
      if (exact != null && exact.unitsOf(sku) > 0) return Optional.of(exact);
      return lines.values().stream().filter(line -> line.unitsOf(sku) > 0).findFirst();
    }

    boolean isComplete() {
      return owed.isEmpty()
          && refunds.values().stream().noneMatch(r -> r.answer() == Answer.PENDING)
          && lines.values().stream().allMatch(line -> line.inspected() >= line.expected());
    }

    Announced in(Stage next) {
      return new Announced(next, authorization, lines, owed, refunds, outcome, reports);
    }

    Announced with(Reports next) {
      return new Announced(stage, authorization, lines, owed, refunds, outcome, next);
    }

    Announced owing(List<LineQuantity> next) {
      return new Announced(stage, authorization, lines, next, refunds, outcome, reports);
    }

    Announced ended(Outcome how) {
      return new Announced(Stage.CLOSED, authorization, lines, owed, refunds, how, reports);
    }

    Announced withRefund(UUID refundId, Refund refund) {
      var all = new LinkedHashMap<>(refunds);
      all.put(refundId, refund);
      return new Announced(
          stage, authorization, lines, owed, Collections.unmodifiableMap(all), outcome, reports);
    }

    Announced counting(Collection<Counted> goods, GoodsCount change) {
      var all = new LinkedHashMap<>(lines);
      for (var some : goods) {
        all.computeIfPresent(
            some.lineId(),
            (_, line) ->
                change.apply(line, some.sku() == null ? line.sku() : some.sku(), some.quantity()));
      }
      return new Announced(
          stage, authorization, Collections.unmodifiableMap(all), owed, refunds, outcome, reports);
    }

    Announced changing(Collection<LineQuantity> quantities, BiFunction<Line, Long, Line> change) {
      var all = new LinkedHashMap<>(lines);
      for (var counted : quantities) {
        all.computeIfPresent(counted.lineId(), (_, line) -> change.apply(line, counted.quantity()));
      }
      return new Announced(
          stage, authorization, Collections.unmodifiableMap(all), owed, refunds, outcome, reports);
    }
  }

  /// The furthest it has come.
  enum Stage {
    AUTHORIZED,
    RECEIVED,
    INSPECTED,
    CLOSED
  }

  CustomerReturn NONE = new Unannounced(new Reports(Set.of(), Set.of()));

  interface GoodsCount {
    Line apply(Line line, String sku, long more);
  }

  /// Quantities of one line, counted as sold: a kit counts when all of its components are there.
  /// Goods may be more than expected; refunds never are.
  ///
  /// @param receivedBySku units, of kits their components
  record Line(
      String lineId,
      String sku,
      String reason,
      Kit kit,
      long authorized,
      long dropped,
      Map<String, Long> receivedBySku,
      Map<String, Long> inspectedBySku,
      long refunded) {
    long expected() {
      return authorized - dropped;
    }

    long received() {
      return kit.whole(sku, receivedBySku);
    }

    long inspected() {
      return kit.whole(sku, inspectedBySku);
    }

    /// How many units of this SKU one of the line is; 0 if it has none of it.
    long unitsOf(String unit) {
      if (kit.each().isEmpty()) return unit.equals(sku) ? 1 : 0;
      return kit.each().getOrDefault(unit, 0L);
    }

    /// Whether components are here of a kit that is not whole.
    boolean hasPartsOfMore() {
      return kit.each().keySet().stream().anyMatch(part -> isMore(part, received(), receivedBySku))
          || kit.each().keySet().stream()
              .anyMatch(part -> isMore(part, inspected(), inspectedBySku));
    }

    private boolean isMore(String part, long whole, Map<String, Long> units) {
      return units.getOrDefault(part, 0L) > whole * unitsOf(part);
    }
  }

  enum Answer {
    PENDING,
    GRANTED,
    REFUSED,
    NOT_NEEDED
  }

  record Refund(Money amount, Answer answer) {}

  /// What a repeat is recognized by.
  record Reports(Set<Goods.Receipt> receipts, Set<Goods.Inspection> inspections) {
    Reports with(Goods.Receipt receipt) {
      return new Reports(added(receipts, receipt), inspections);
    }

    Reports with(Goods.Inspection inspection) {
      return new Reports(receipts, added(inspections, inspection));
    }

    private static <T> Set<T> added(Set<T> set, T value) {
      var all = new LinkedHashSet<>(set);
      all.add(value);
      return Collections.unmodifiableSet(all);
    }
  }
}
