package dev.onhand.order.order;

import dev.onhand.platform.event.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// When what an order waits for should come, against the day by which it should leave.
///
/// The first promise and every later one are judged alike: one that is later than that day, or that
/// is taken back, is an exception for a person; the order goes on waiting, until its day to be
/// cancelled. A date that was never known is not judged: the day itself will tell.
final class PromisedDates {
  static final String TOO_LATE = "PROMISE_TOO_LATE";

  private PromisedDates() {}

  /// The ledger said again what is waited for. Only dates count, and only of what still waits.
  static void change(Draft draft, Claim claim, List<WaitingLine> waiting) {
    var now = Claim.awaited(waiting);
    var changed = new ArrayList<ChangedPromise>();
    for (var each : inOrder(claim.waiting())) {
      var part = each.getKey();
      var was = each.getValue();
      var is = now.get(part);
      if (is == null || Objects.equals(is.expectedAt(), was.expectedAt())) continue;
      changed.add(
          new ChangedPromise(
              part.lineId(), part.sku(), was.units(), was.expectedAt(), is.expectedAt()));
    }
    if (changed.isEmpty()) return;
    var before = draft.order();
    draft.add(new OrderEvent.PromiseChanged(claim.reservationId(), changed));
    judge(draft, before);
  }

  private static List<Map.Entry<Claim.Part, Claim.Awaited>> inOrder(
      Map<Claim.Part, Claim.Awaited> waiting) {
    return waiting.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Claim.Part, Claim.Awaited> w) -> w.getKey().lineId())
                .thenComparing(w -> w.getKey().sku()))
        .toList();
  }

  /// What others hear: a kit waits as one, for the last of its parts.
  static List<ChangedPromise> told(Order order, OrderEvent.PromiseChanged e) {
    var told = new ArrayList<ChangedPromise>();
    for (var lineId : e.lines().stream().map(ChangedPromise::lineId).distinct().toList()) {
      var line = order.terms().line(lineId);
      var its = e.lines().stream().filter(l -> l.lineId().equals(lineId)).toList();
      if (line == null || !order.kits().has(line)) {
        told.addAll(its);
        continue;
      }
      var waiting = order.reservation().claim(e.reservationId()).waitingOf(lineId);
      var before = waiting.stream().map(w -> before(w, its)).reduce(Claim.Awaited::and);
      var was = before.map(Claim.Awaited::expectedAt).orElse(null);
      var is = LineProgress.of(line, order);
      if (is.backordered() > 0 && !Objects.equals(was, is.expectedAt())) {
        told.add(new ChangedPromise(lineId, line.sku(), is.backordered(), was, is.expectedAt()));
      }
    }
    return told;
  }

  private static Claim.Awaited before(
      Map.Entry<Claim.Part, Claim.Awaited> waiting, List<ChangedPromise> changed) {
    var is = waiting.getValue();
    return changed.stream()
        .filter(c -> c.sku().equals(waiting.getKey().sku()))
        .findFirst()
        .map(c -> new Claim.Awaited(is.units(), c.expectedBefore()))
        .orElse(is);
  }

  /// Tells a person what became worse than it was in `before`.
  static void judge(Draft draft, Order before) {
    var day = toLeaveBy(draft.order());
    if (day == null) return;
    var latest = latest(draft.order());
    var was = latest(before);
    var later = latest != null && latest.isAfter(day) && (was == null || latest.isAfter(was));
    var takenBack = unknown(draft.order()) > unknown(before) && was != null;
    if (!later && !takenBack) return;
    var what = later ? "after " + day + ", when it should leave" : "at no known date any more";
    draft.discrepancy(TOO_LATE, "what it waits for is expected " + what, Fulfilling.OWNER);
  }

  /// The exception ends when all that is waited for is expected in time.
  static List<Effect> ended(String id, Order order) {
    var day = toLeaveBy(order);
    if (day == null || unknown(order) > 0) return List.of();
    var latest = latest(order);
    if (latest != null && latest.isAfter(day)) return List.of();
    var why = latest == null ? "nothing is waited for" : "expected in time";
    return List.of(new Effect.ResolveException(TOO_LATE, id, why));
  }

  private static Instant latest(Order order) {
    return awaited(order)
        .map(Claim.Awaited::expectedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static long unknown(Order order) {
    return awaited(order).filter(w -> w.expectedAt() == null).count();
  }

  private static Stream<Claim.Awaited> awaited(Order order) {
    return order.reservation().open().stream().flatMap(c -> c.waiting().values().stream());
  }

  /// Null when there is no such day.
  private static Instant toLeaveBy(Order order) {
    return Stream.of(
            shipBy(order.terms(), order.policy()), cancelAfter(order.terms(), order.policy()))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  static Instant shipBy(OrderTerms terms, OrderPolicy policy) {
    return day(terms.special().shipBy(), terms.placedAt(), policy.shipWithin());
  }

  static Instant cancelAfter(OrderTerms terms, OrderPolicy policy) {
    return day(terms.special().cancelAfter(), terms.placedAt(), policy.cancelAfter());
  }

  private static Instant day(Instant told, Instant placedAt, Duration within) {
    if (told != null || within == null) return told;
    return placedAt.plus(within);
  }
}
