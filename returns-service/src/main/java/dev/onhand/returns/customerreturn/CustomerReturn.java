package dev.onhand.returns.customerreturn;

import dev.onhand.returns.customerreturn.ReturnEvent.Authorization;
import dev.onhand.returns.customerreturn.ReturnEvent.Outcome;
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

    /// The line that goods belong to: by line id if that names the SKU, else by SKU.
    Optional<Line> line(String lineId, String sku) {
      var exact = lines.get(lineId);
      if (exact != null && exact.sku().equals(sku)) return Optional.of(exact);
      return lines.values().stream().filter(line -> line.sku().equals(sku)).findFirst();
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

    Announced counting(Collection<LineQuantity> quantities, BiFunction<Line, Long, Line> change) {
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

  /// Quantities of one line. Goods may be more than expected; refunds never are.
  record Line(
      String lineId,
      String sku,
      String reason,
      long authorized,
      long dropped,
      long received,
      long inspected,
      long refunded) {
    long expected() {
      return authorized - dropped;
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
