package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.*;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.InboundExpected;
import dev.onhand.inventory.ledger.StockEvent.ReservationBroken;
import dev.onhand.inventory.ledger.StockEvent.StockMoved;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rules about what arrives, leaves, is found, lost and counted.
class FactModel extends PromiseModel {
  private final Map<String, Long> movements = new HashMap<>();

  /// How far a count may differ; null: however far. And the places to be counted again.
  ChangeCountTolerance tolerance;

  private final Set<String> again = new TreeSet<>();

  FactModel(LedgerLimits limits) {
    super(limits);
  }

  StockOutcome ship(ShipReservation c) {
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
    List<Allocation> used = own == null ? List.of() : useUp(own, c, shipped);
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

  private List<Allocation> useUp(Promise own, ShipReservation c, Map<String, Long> shipped) {
    List<Allocation> used = new ArrayList<>();
    own.open = new ArrayList<>(own.open);
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
                    new Allocation(a.lineId(), sku, a.locationId(), a.lot(), a.quantity() - taken));
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
    return used;
  }

  StockOutcome receive(ReceiveStock c) {
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
    for (InboundExpected supply : List.copyOf(supplies.values())) {
      boolean meant = supply.inboundId().equals(c.inboundId()) && !supply.inTransit();
      if (meant && supply.sku().equals(c.sku()) && supply.locationId().equals(c.locationId())) {
        stillToCome(supply, Math.max(0, supply.quantity() - c.quantity()));
      }
    }
    return StockOutcome.RECEIVED;
  }

  StockOutcome adjust(AdjustStock c) {
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

  StockOutcome count(RecordCount c) {
    if (c.counted() < 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
    if (c.counted() > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    assume(c.sku(), c.locationId());
    assumeLot(c.sku(), c.lot(), 0);
    long book = has(c.sku(), c.locationId(), c.lot(), c.status());
    String place = c.sku() + "@" + c.locationId() + " " + c.status();
    long off = Math.abs(c.counted() - book);
    boolean within =
        tolerance == null
            || tolerance.units() < 0
            || off <= tolerance.units()
            || off * 100 <= book * tolerance.percent();
    if (!within && again.add(place)) {
      events.add(
          new StockEvent.RecountRequested(
              c.referenceId(), c.sku(), c.locationId(), c.lot(), c.status(), c.counted()));
      return StockOutcome.RECOUNT_REQUESTED;
    }
    again.remove(place);
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

  StockOutcome change(ChangeStockStatus c) {
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
  long has(String sku, String location, String lot, StockStatus status) {
    long sum = 0;
    for (String there : lotsAt(sku, location)) {
      boolean asked = lot.isEmpty() || lot.equals(there);
      sum += asked ? units(sku, location, there, status) : 0;
    }
    return sum;
  }

  /// Of an item with lots, units of no named lot are the first to expire: first those that nobody
  /// was promised, then the others; what is not there is of no lot.
  Map<String, Long> ofWhichLots(
      String sku, String location, String lot, StockStatus status, long units) {
    if (!lot.isEmpty() || !lots.containsKey(sku)) {
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

  void leaveOfSomeLots(StockMoved fact, String sku, String lot, StockStatus status, long units) {
    ofWhichLots(sku, fact.locationId(), lot, status, units)
        .forEach((which, some) -> leave(fact, sku, which, status, some));
  }

  void leave(StockMoved fact, String sku, String lot, StockStatus status, long units) {
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

  void correct(
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

  void keepPromises(StockMoved fact, String sku, String lot, StockStatus status, long leaving) {
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

  StockMoved fact(
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

  void move(
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
