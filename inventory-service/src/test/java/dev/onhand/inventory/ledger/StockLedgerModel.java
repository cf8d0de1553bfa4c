package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.*;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.ReservationBroken;
import dev.onhand.inventory.ledger.StockEvent.StockMoved;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules of the stock ledger written down a second time, as plainly as can be: maps and lists,
/// everything recomputed when it is needed. It shares no code with the ledger but the messages.
final class StockLedgerModel extends PromiseModel {
  record Decision(String answer, StockOutcome outcome, List<StockEvent> events) {}

  private record Known(String says, StockOutcome outcome, long issuedAtMs) {}

  private long decidedMs;
  private long forgottenUpToMs = Long.MIN_VALUE;
  private final Map<String, Long> movements = new HashMap<>();
  private final LinkedHashMap<String, Known> known = new LinkedHashMap<>();

  StockLedgerModel(LedgerLimits limits) {
    super(limits);
  }

  Decision decide(StockCommand command, long nowMs) {
    timeMs = Math.max(decidedMs, nowMs);
    String id = (command instanceof ReserveStock ? "reservation " : "message ") + command.id();
    String says = command.toString().replace(command.cause().toString(), "");
    Known before = known.get(id);
    if (before != null) {
      return before.says.equals(says)
          ? new Decision("repeated", before.outcome, List.of())
          : new Decision("refused", StockOutcome.ID_REUSED, List.of());
    }
    long issuedAtMs = Math.min(timeMs, command.cause().issuedAtMs());
    if (issuedAtMs <= forgottenUpToMs) {
      return new Decision("refused", StockOutcome.TOO_OLD, List.of());
    }
    if (command instanceof ReserveStock && promises.containsKey(command.id())) {
      return new Decision("refused", StockOutcome.ID_REUSED, List.of());
    }
    events = new ArrayList<>();
    StockOutcome outcome = perform(command);
    fill();
    if (outcome.kind == StockOutcome.Kind.REFUSED) {
      return new Decision("refused", outcome, List.of());
    }
    if (known.size() == limits.outcomesMax()) {
      Known oldest = known.pollFirstEntry().getValue();
      forgottenUpToMs = Math.max(forgottenUpToMs, oldest.issuedAtMs);
    }
    decidedMs = timeMs;
    known.put(id, new Known(says, outcome, issuedAtMs));
    return new Decision("decided", outcome, events);
  }

  List<StockEvent> expire(long nowMs) {
    timeMs = Math.max(decidedMs, nowMs);
    events = new ArrayList<>();
    List<Promise> due = new ArrayList<>(promises.values());
    due.removeIf(p -> p.expiresAtMs == 0 || p.expiresAtMs > timeMs);
    decidedMs = due.isEmpty() ? decidedMs : timeMs;
    due.sort(Comparator.comparingLong(p -> p.expiresAtMs)); // stable: the older of equals first
    int freed = 0;
    for (Promise promise : due) {
      if (freed >= limits.freedMax()) { // an entry is full, and ends with its filling
        fill();
        freed = 0;
      }
      promises.remove(promise.id);
      promisesChanged();
      freed += promise.open.size();
      events.add(
          new StockEvent.ReservationExpired(
              promise.id, promise.orderId, promise.events + 1, promise.open));
    }
    fill();
    return events;
  }

  private StockOutcome perform(StockCommand command) {
    return switch (command) {
      case OpenPool _ -> {
        poolOpen = true;
        events.add(new StockEvent.PoolOpened());
        yield StockOutcome.POOL_OPENED;
      }
      case DefineItem c -> {
        items.add(c.sku());
        events.add(new StockEvent.ItemDefined(c.sku(), c.name(), false));
        yield StockOutcome.ITEM_DEFINED;
      }
      case DefineLocation c -> {
        locations.put(c.locationId(), c.priority());
        events.add(
            new StockEvent.LocationDefined(
                c.locationId(), c.name(), c.country(), c.priority(), false));
        yield StockOutcome.LOCATION_DEFINED;
      }
      case ChangeSourcing c -> changeSourcing(c);
      case HoldLot c -> hold(c);
      case ReserveStock c -> reserve(c);
      case CommitReservation c -> commit(c);
      case ExtendReservation c -> extend(c);
      case ChangePriority c -> changePriority(c);
      case ReallocateReservation c -> reallocate(c);
      case ReleaseReservation c -> release(c);
      case ShipReservation c -> ship(c);
      case ReceiveStock c -> receive(c);
      case AdjustStock c -> adjust(c);
      case RecordCount c -> count(c);
      case ChangeStockStatus c -> change(c);
    };
  }

  private StockOutcome ship(ShipReservation c) {
    if (c.lines().isEmpty()) return StockOutcome.QUANTITY_NOT_POSITIVE;
    Map<String, Long> shipped = new LinkedHashMap<>();
    for (StockCommand.Units line : c.lines()) {
      if (line.quantity() <= 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
      if (line.quantity() > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
      shipped.merge(line.sku(), line.quantity(), Long::sum);
    }
    for (Units line : c.lines()) {
      assume(line.sku(), c.locationId());
      assumeLot(line.sku(), line.lot(), 0);
    }
    Promise own = promises.get(c.reservationId());
    List<Allocation> used = new ArrayList<>();
    if (own != null) {
      List<Waiting> got = new ArrayList<>();
      shipped.forEach(
          (sku, units) -> {
            long left = units;
            for (boolean here : new boolean[] {true, false}) {
              for (int i = 0; i < own.open.size() && left > 0; i++) {
                Allocation a = own.open.get(i);
                long taken = Math.min(left, a.quantity());
                if (a.sku().equals(sku) && a.locationId().equals(c.locationId()) == here) {
                  left -= taken;
                  used.add(new Allocation(a.lineId(), sku, a.locationId(), a.lot(), taken));
                  own.open.set(
                      i,
                      new Allocation(
                          a.lineId(), sku, a.locationId(), a.lot(), a.quantity() - taken));
                }
              }
              own.open.removeIf(a -> a.quantity() == 0);
            }
            for (int i = 0; i < own.waiting.size() && left > 0; i++) {
              Waiting w = own.waiting.get(i);
              long taken = w.sku().equals(sku) ? Math.min(left, w.quantity()) : 0;
              if (taken > 0) {
                left -= taken;
                got.add(new Waiting(w.lineId(), sku, taken));
                own.waiting.set(i, new Waiting(w.lineId(), sku, w.quantity() - taken));
              }
            }
          });
      own.waiting.removeIf(w -> w.quantity() == 0);
      boolean complete = own.open.isEmpty() && own.waiting.isEmpty();
      events.add(
          new StockEvent.ReservationShipped(
              own.id, own.orderId, ++own.events, c.shipmentId(), complete, used, got));
      if (complete) promises.remove(own.id);
      promisesChanged();
    }
    StockMoved fact =
        fact(
            c.locationId(),
            MovementKind.SHIPMENT,
            "",
            ReferenceType.SHIPMENT,
            c.shipmentId(),
            c.orderId(),
            c.occurredAtMs());
    shipped.forEach(
        (sku, units) -> {
          long left = units;
          for (Units line : c.lines()) {
            if (line.sku().equals(sku) && !line.lot().isEmpty()) {
              leave(fact, sku, line.lot(), StockStatus.SELLABLE, line.quantity());
              left -= line.quantity();
            }
          }
          for (Allocation a : used) {
            boolean promised = a.sku().equals(sku) && a.locationId().equals(c.locationId());
            long ofLot = promised && !a.lot().isEmpty() ? Math.min(left, a.quantity()) : 0;
            if (ofLot > 0) leave(fact, sku, a.lot(), StockStatus.SELLABLE, ofLot);
            left -= ofLot;
          }
          if (left > 0) leaveOfSomeLots(fact, sku, "", StockStatus.SELLABLE, left);
        });
    return own == null ? StockOutcome.SHIPPED_UNRESERVED : StockOutcome.SHIPPED;
  }

  private StockOutcome receive(ReceiveStock c) {
    if (c.quantity() <= 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
    if (c.quantity() > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    boolean back = c.referenceType() == ReferenceType.RETURN;
    assume(c.sku(), c.locationId());
    assumeLot(c.sku(), c.lot(), c.lotExpiresAtMs());
    move(
        fact(
            c.locationId(),
            back ? MovementKind.RETURN : MovementKind.RECEIPT,
            "",
            c.referenceType(),
            c.referenceId(),
            c.orderId(),
            c.occurredAtMs()),
        c.sku(),
        c.lot(),
        c.quantity(),
        c.status(),
        0);
    return StockOutcome.RECEIVED;
  }

  private StockOutcome adjust(AdjustStock c) {
    if (c.quantity() == 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
    if (Math.abs(c.quantity()) > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    assume(c.sku(), c.locationId());
    assumeLot(c.sku(), c.lot(), 0);
    long has = has(c.sku(), c.locationId(), c.lot(), c.status());
    long change = c.quantity() < -has ? -has : c.quantity();
    StockMoved fact =
        fact(
            c.locationId(),
            MovementKind.ADJUSTMENT,
            c.reason(),
            ReferenceType.ADJUSTMENT,
            c.referenceId(),
            "",
            c.occurredAtMs());
    correct(fact, c.sku(), c.lot(), c.status(), change, c.quantity() - change);
    return StockOutcome.ADJUSTED;
  }

  private StockOutcome count(RecordCount c) {
    if (c.counted() < 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
    if (c.counted() > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    assume(c.sku(), c.locationId());
    assumeLot(c.sku(), c.lot(), 0);
    long change = c.counted() - has(c.sku(), c.locationId(), c.lot(), c.status());
    StockMoved fact =
        fact(
            c.locationId(),
            MovementKind.COUNT,
            "",
            ReferenceType.COUNT,
            c.referenceId(),
            "",
            c.occurredAtMs());
    correct(fact, c.sku(), c.lot(), c.status(), change, change);
    return StockOutcome.COUNTED;
  }

  private StockOutcome change(ChangeStockStatus c) {
    if (c.from() == c.to()) return StockOutcome.SAME_STATUS;
    if (c.quantity() <= 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
    if (c.quantity() > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    assume(c.sku(), c.locationId());
    StockMoved fact =
        fact(
            c.locationId(),
            MovementKind.STATUS_CHANGE,
            c.reason(),
            ReferenceType.STATUS_CHANGE,
            c.referenceId(),
            "",
            c.occurredAtMs());
    assumeLot(c.sku(), c.lot(), 0);
    ofWhichLots(c.sku(), c.locationId(), c.lot(), c.from(), c.quantity())
        .forEach(
            (lot, units) -> {
              leave(fact, c.sku(), lot, c.from(), units);
              move(fact, c.sku(), lot, units, c.to(), 0);
            });
    return StockOutcome.STATUS_CHANGED;
  }

  /// What the book has of a lot, or, if none is named, of all.
  private long has(String sku, String location, String lot, StockStatus status) {
    long sum = 0;
    for (String there : lotsAt(sku, location)) {
      boolean asked = lot.isEmpty() || lot.equals(there);
      sum += asked ? units(sku, location, there, status) : 0;
    }
    return sum;
  }

  /// Of an item with lots, units of no named lot are the first to expire: first those that nobody
  /// was promised, then the others; what is not there is of no lot.
  private Map<String, Long> ofWhichLots(
      String sku, String location, String lot, StockStatus status, long units) {
    if (!lot.isEmpty() || lots.keySet().stream().noneMatch(l -> l.startsWith(sku + "/"))) {
      return Map.of(lot, units);
    }
    Map<String, Long> taken = new LinkedHashMap<>();
    long left = units;
    for (boolean promised : new boolean[] {false, true}) {
      for (String there : lotsAt(sku, location)) {
        long has = units(sku, location, there, status);
        if (status == StockStatus.SELLABLE && !promised) has -= reserved(sku, location, there);
        long more = Math.min(left, has - taken.getOrDefault(there, 0L));
        taken.merge(there, more, Long::sum);
        left -= more;
      }
    }
    if (left > 0) taken.merge("", left, Long::sum);
    taken.values().removeIf(some -> some == 0);
    return taken;
  }

  private void leaveOfSomeLots(
      StockMoved fact, String sku, String lot, StockStatus status, long units) {
    ofWhichLots(sku, fact.locationId(), lot, status, units)
        .forEach((which, some) -> leave(fact, sku, which, status, some));
  }

  private void leave(StockMoved fact, String sku, String lot, StockStatus status, long units) {
    long missing = units - units(sku, fact.locationId(), lot, status);
    if (missing > 0) {
      StockMoved found =
          fact(
              fact.locationId(),
              MovementKind.ADJUSTMENT,
              "BEYOND_BOOK",
              fact.referenceType(),
              fact.referenceId(),
              fact.orderId(),
              fact.occurredAtMs());
      move(found, sku, lot, missing, status, missing);
    }
    keepPromises(fact, sku, lot, status, units);
    move(fact, sku, lot, -units, status, 0);
  }

  private void correct(
      StockMoved fact, String sku, String lot, StockStatus status, long change, long says) {
    if (change >= 0) {
      move(fact, sku, lot, change, status, says);
      return;
    }
    Map<String, Long> lots = ofWhichLots(sku, fact.locationId(), lot, status, -change);
    int left = lots.size();
    for (Map.Entry<String, Long> some : lots.entrySet()) {
      keepPromises(fact, sku, some.getKey(), status, some.getValue());
      move(fact, sku, some.getKey(), -some.getValue(), status, --left == 0 ? says : 0);
    }
  }

  private void keepPromises(
      StockMoved fact, String sku, String lot, StockStatus status, long leaving) {
    while (status == StockStatus.SELLABLE
        && leaving > 0
        && free(sku, fact.locationId(), lot) < leaving) {
      Promise worst = null;
      for (Promise promise : promises.values()) {
        boolean holds =
            promise.open.stream()
                .anyMatch(
                    a ->
                        a.sku().equals(sku)
                            && a.locationId().equals(fact.locationId())
                            && a.lot().equals(lot));
        if (holds && (worst == null || promise.priority >= worst.priority)) {
          worst = promise;
        }
      }
      promises.remove(worst.id);
      promisesChanged();
      BreakReason reason = BreakReason.valueOf(fact.kind().name());
      events.add(
          new ReservationBroken(worst.id, worst.orderId, worst.events + 1, reason, worst.open));
    }
  }

  private StockMoved fact(
      String location,
      MovementKind kind,
      String reason,
      ReferenceType referenceType,
      String referenceId,
      String orderId,
      long occurredAtMs) {
    return new StockMoved(
        0,
        "",
        location,
        "",
        kind,
        0,
        StockStatus.SELLABLE,
        reason,
        referenceType,
        referenceId,
        orderId,
        0,
        occurredAtMs == 0 ? timeMs : occurredAtMs);
  }

  private void move(
      StockMoved fact,
      String sku,
      String lot,
      long quantity,
      StockStatus status,
      long discrepancy) {
    at(sku, fact.locationId())
        .computeIfAbsent(lot, _ -> new HashMap<>())
        .merge(status, quantity, Long::sum);
    long sequence = movements.merge(sku, 1L, Long::sum);
    events.add(
        new StockMoved(
            sequence,
            sku,
            fact.locationId(),
            lot,
            fact.kind(),
            quantity,
            status,
            fact.reason(),
            fact.referenceType(),
            fact.referenceId(),
            fact.orderId(),
            discrepancy,
            fact.occurredAtMs()));
  }
}
