package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.AdjustStock;
import dev.onhand.inventory.ledger.StockCommand.ChangeStockStatus;
import dev.onhand.inventory.ledger.StockCommand.DefineItem;
import dev.onhand.inventory.ledger.StockCommand.DefineLocation;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.OpenPool;
import dev.onhand.inventory.ledger.StockCommand.ReceiveStock;
import dev.onhand.inventory.ledger.StockCommand.RecordCount;
import dev.onhand.inventory.ledger.StockCommand.ReleaseReservation;
import dev.onhand.inventory.ledger.StockCommand.ReserveStock;
import dev.onhand.inventory.ledger.StockCommand.ShipReservation;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.ledger.StockEvent.ReservationBroken;
import dev.onhand.inventory.ledger.StockEvent.Shortage;
import dev.onhand.inventory.ledger.StockEvent.StockMoved;
import dev.onhand.inventory.ledger.StockEvent.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules of the stock ledger written down a second time, as plainly as can be: maps and lists,
/// everything recomputed when it is needed. It shares no code with the ledger but the messages.
final class StockLedgerModel extends StockBookModel {
  record Decision(String answer, StockOutcome outcome, List<StockEvent> events) {}

  private record Known(String says, StockOutcome outcome, long issuedAtMs) {}

  private boolean poolOpen;
  private long timeMs;
  private long decidedMs;
  private long forgottenUpToMs = Long.MIN_VALUE;
  private final Map<String, Long> movements = new HashMap<>();
  private final LinkedHashMap<String, Known> known = new LinkedHashMap<>();
  private List<StockEvent> events = new ArrayList<>();

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
    for (Promise promise : due) {
      promises.remove(promise.id);
      promisesChanged();
      events.add(
          new StockEvent.ReservationExpired(
              promise.id, promise.orderId, promise.events + 1, promise.open));
    }
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
      case ReserveStock c -> reserve(c);
      case ReleaseReservation c -> release(c);
      case ShipReservation c -> ship(c);
      case ReceiveStock c -> receive(c);
      case AdjustStock c -> adjust(c);
      case RecordCount c -> count(c);
      case ChangeStockStatus c -> change(c);
    };
  }

  private StockOutcome reserve(ReserveStock c) {
    List<Shortage> shortages = new ArrayList<>();
    StockOutcome outcome = canReserve(c, shortages);
    if (outcome != StockOutcome.RESERVED) {
      events.add(
          new StockEvent.ReservationRejected(c.reservationId(), c.orderId(), outcome, shortages));
      return outcome;
    }
    Map<String, Long> demand = demand(c.lines());
    List<String> asked = new ArrayList<>(locations.keySet());
    asked.removeIf(l -> demand.keySet().stream().noneMatch(sku -> positions(sku).containsKey(l)));
    asked.sort(Comparator.comparing((String l) -> locations.get(l)).thenComparing(l -> l));
    List<String> chosen = choose(demand, asked);

    Promise promise = new Promise();
    promise.id = c.reservationId();
    promise.orderId = c.orderId();
    promise.priority = c.priority();
    promise.expiresAtMs = c.expiresAtMs();
    Map<String, Long> taken = new HashMap<>();
    for (Line line : c.lines()) {
      long needed = line.quantity();
      for (String location : chosen) {
        String place = line.sku() + "@" + location;
        long there = free(line.sku(), location) - taken.getOrDefault(place, 0L);
        long units = Math.min(there, needed);
        if (units > 0) {
          needed -= units;
          taken.merge(place, units, Long::sum);
          promise.open.add(new Allocation(line.lineId(), line.sku(), location, units));
        }
      }
    }
    List<Candidate> explanation = new ArrayList<>();
    for (String location : asked.subList(0, Math.min(asked.size(), limits.explainedMax()))) {
      Verdict verdict =
          chosen.contains(location)
              ? Verdict.CHOSEN
              : covers(demand, List.of(location)) ? Verdict.LOWER_PRIORITY : Verdict.SHORT;
      explanation.add(new Candidate(location, verdict));
    }
    events.add(
        new StockEvent.StockReserved(
            promise.id,
            promise.orderId,
            c.channel(),
            promise.priority,
            promise.expiresAtMs,
            1,
            List.copyOf(promise.open),
            explanation));
    promises.put(promise.id, promise);
    promisesChanged();
    return outcome;
  }

  private StockOutcome canReserve(ReserveStock c, List<Shortage> shortages) {
    if (!poolOpen) return StockOutcome.POOL_NOT_OPEN;
    if (!c.policy().equals("ship-complete")) return StockOutcome.POLICY_UNKNOWN;
    if (c.lines().isEmpty()) return StockOutcome.NO_LINES;
    if (c.lines().size() > limits.linesMax()) return StockOutcome.TOO_MANY_LINES;
    if (c.expiresAtMs() != 0 && c.expiresAtMs() <= timeMs) return StockOutcome.ALREADY_EXPIRED;
    for (Line line : c.lines()) {
      if (line.quantity() <= 0) return StockOutcome.LINE_NOT_POSITIVE;
      if (line.quantity() > limits.quantityMax()) return StockOutcome.LINE_TOO_LARGE;
    }
    for (Line line : c.lines()) {
      if (!items.contains(line.sku())) {
        shortages.add(new Shortage(line.sku(), line.quantity(), 0));
      }
    }
    if (!shortages.isEmpty()) return StockOutcome.UNKNOWN_SKU;
    demand(c.lines())
        .forEach(
            (sku, units) -> {
              long available = available(sku);
              if (available < units) {
                shortages.add(new Shortage(sku, units, available));
              }
            });
    return shortages.isEmpty() ? StockOutcome.RESERVED : StockOutcome.INSUFFICIENT_STOCK;
  }

  private static Map<String, Long> demand(List<Line> lines) {
    Map<String, Long> demand = new LinkedHashMap<>();
    lines.forEach(line -> demand.merge(line.sku(), line.quantity(), Long::sum));
    return demand;
  }

  private StockOutcome release(ReleaseReservation c) {
    Promise promise = promises.remove(c.reservationId());
    promisesChanged();
    if (promise == null) return StockOutcome.NOTHING_RESERVED;
    events.add(
        new StockEvent.ReservationReleased(
            promise.id, promise.orderId, promise.events + 1, c.reason(), promise.open));
    return StockOutcome.RELEASED;
  }

  private StockOutcome ship(ShipReservation c) {
    if (c.lines().isEmpty()) return StockOutcome.QUANTITY_NOT_POSITIVE;
    Map<String, Long> shipped = new LinkedHashMap<>();
    for (StockCommand.Units line : c.lines()) {
      if (line.quantity() <= 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
      if (line.quantity() > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
      shipped.merge(line.sku(), line.quantity(), Long::sum);
    }
    shipped.keySet().forEach(sku -> assume(sku, c.locationId()));
    Promise own = promises.get(c.reservationId());
    if (own != null) {
      List<Allocation> used = new ArrayList<>();
      shipped.forEach(
          (sku, units) -> {
            long left = units;
            for (boolean here : new boolean[] {true, false}) {
              for (int i = 0; i < own.open.size() && left > 0; i++) {
                Allocation a = own.open.get(i);
                long taken = Math.min(left, a.quantity());
                if (a.sku().equals(sku) && a.locationId().equals(c.locationId()) == here) {
                  left -= taken;
                  used.add(new Allocation(a.lineId(), sku, a.locationId(), taken));
                  own.open.set(
                      i, new Allocation(a.lineId(), sku, a.locationId(), a.quantity() - taken));
                }
              }
              own.open.removeIf(a -> a.quantity() == 0);
            }
          });
      boolean complete = own.open.isEmpty();
      events.add(
          new StockEvent.ReservationShipped(
              own.id, own.orderId, ++own.events, c.shipmentId(), complete, used));
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
    shipped.forEach((sku, units) -> leave(fact, sku, StockStatus.SELLABLE, units));
    return own == null ? StockOutcome.SHIPPED_UNRESERVED : StockOutcome.SHIPPED;
  }

  private StockOutcome receive(ReceiveStock c) {
    if (c.quantity() <= 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
    if (c.quantity() > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    boolean back = c.referenceType() == ReferenceType.RETURN;
    assume(c.sku(), c.locationId());
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
        c.quantity(),
        c.status(),
        0);
    return StockOutcome.RECEIVED;
  }

  private StockOutcome adjust(AdjustStock c) {
    if (c.quantity() == 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
    if (Math.abs(c.quantity()) > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    assume(c.sku(), c.locationId());
    long has = units(c.sku(), c.locationId(), c.status());
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
    keepPromises(fact, c.sku(), c.status(), -change);
    move(fact, c.sku(), change, c.status(), c.quantity() - change);
    return StockOutcome.ADJUSTED;
  }

  private StockOutcome count(RecordCount c) {
    if (c.counted() < 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
    if (c.counted() > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    assume(c.sku(), c.locationId());
    long change = c.counted() - units(c.sku(), c.locationId(), c.status());
    StockMoved fact =
        fact(
            c.locationId(),
            MovementKind.COUNT,
            "",
            ReferenceType.COUNT,
            c.referenceId(),
            "",
            c.occurredAtMs());
    keepPromises(fact, c.sku(), c.status(), -change);
    move(fact, c.sku(), change, c.status(), change);
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
    leave(fact, c.sku(), c.from(), c.quantity());
    move(fact, c.sku(), c.quantity(), c.to(), 0);
    return StockOutcome.STATUS_CHANGED;
  }

  private void leave(StockMoved fact, String sku, StockStatus status, long units) {
    long missing = units - units(sku, fact.locationId(), status);
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
      move(found, sku, missing, status, missing);
    }
    keepPromises(fact, sku, status, units);
    move(fact, sku, -units, status, 0);
  }

  private void keepPromises(StockMoved fact, String sku, StockStatus status, long leaving) {
    while (status == StockStatus.SELLABLE
        && leaving > 0
        && free(sku, fact.locationId()) < leaving) {
      Promise worst = null;
      for (Promise promise : promises.values()) {
        boolean holds =
            promise.open.stream()
                .anyMatch(a -> a.sku().equals(sku) && a.locationId().equals(fact.locationId()));
        if (holds && (worst == null || promise.priority >= worst.priority)) {
          worst = promise;
        }
      }
      promises.remove(worst.id);
      promisesChanged();
      events.add(
          new ReservationBroken(
              worst.id, worst.orderId, worst.events + 1, fact.kind(), worst.open));
    }
  }

  private void assume(String sku, String location) {
    if (items.add(sku)) {
      events.add(new StockEvent.ItemDefined(sku, sku, true));
    }
    if (!locations.containsKey(location)) {
      locations.put(location, Integer.MAX_VALUE);
      events.add(new StockEvent.LocationDefined(location, location, "", Integer.MAX_VALUE, true));
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
      StockMoved fact, String sku, long quantity, StockStatus status, long discrepancy) {
    positions(sku)
        .computeIfAbsent(fact.locationId(), _ -> new HashMap<>())
        .merge(status, quantity, Long::sum);
    long sequence = movements.merge(sku, 1L, Long::sum);
    events.add(
        new StockMoved(
            sequence,
            sku,
            fact.locationId(),
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
