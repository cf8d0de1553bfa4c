package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.*;
import dev.onhand.inventory.ledger.StockEvent.InboundExpected;
import dev.onhand.inventory.ledger.StockEvent.StockMoved;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The rules of the stock ledger written down a second time, as plainly as can be: maps and lists,
/// everything recomputed when it is needed. It shares no code with the ledger but the messages.
final class StockLedgerModel extends FactModel {
  record Decision(String answer, StockOutcome outcome, List<StockEvent> events) {}

  private record Known(StockCommand command, StockOutcome outcome, long issuedAtMs) {
    /// Whoever says it, and when.
    boolean saysTheSame(StockCommand other) {
      return says(command).equals(says(other));
    }

    private static String says(StockCommand command) {
      return command.toString().replace(command.cause().toString(), "");
    }
  }

  private long decidedMs;
  private long forgottenUpToMs = Long.MIN_VALUE;
  private final LinkedHashMap<String, Known> known = new LinkedHashMap<>();

  StockLedgerModel(LedgerLimits limits) {
    super(limits);
  }

  Decision decide(StockCommand command, long nowMs) {
    timeMs = Math.max(decidedMs, nowMs);
    String id = (command instanceof ReserveStock ? "reservation " : "message ") + command.id();
    Known before = known.get(id);
    if (before != null) {
      return before.saysTheSame(command)
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
    fill(command instanceof ReceiveStock receipt ? receipt.inboundId() : "");
    if (outcome.kind == StockOutcome.Kind.REFUSED) {
      return new Decision("refused", outcome, List.of());
    }
    if (known.size() == limits.outcomesMax()) {
      Known oldest = known.pollFirstEntry().getValue();
      forgottenUpToMs = Math.max(forgottenUpToMs, oldest.issuedAtMs);
    }
    decidedMs = timeMs;
    known.put(id, new Known(command, outcome, issuedAtMs));
    return new Decision("decided", outcome, events);
  }

  List<StockEvent> expire(long nowMs) {
    timeMs = Math.max(decidedMs, nowMs);
    events = new ArrayList<>();
    List<Promise> due = new ArrayList<>();
    for (Promise promise : promises.values()) {
      if (promise.expiresAtMs != 0 && promise.expiresAtMs <= timeMs) due.add(promise);
    }
    if (due.isEmpty()) return events;
    decidedMs = due.isEmpty() ? decidedMs : timeMs;
    due.sort(Comparator.comparingLong(p -> p.expiresAtMs)); // stable: the older of equals first
    int freed = 0;
    for (Promise promise : due) {
      if (freed >= limits.freedMax()) { // an entry is full, and ends with its filling
        fill("");
        freed = 0;
      }
      promises.remove(promise.id);
      promisesChanged();
      freed += promise.open.size();
      events.add(
          new StockEvent.ReservationExpired(
              promise.id, promise.orderId, promise.events + 1, promise.open));
    }
    fill("");
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
      case DefineKit c -> define(c);
      case AssembleKit c -> kits(c.sku(), c.locationId(), c.quantity(), c, "ASSEMBLED");
      case DisassembleKit c -> kits(c.sku(), c.locationId(), c.quantity(), c, "DISASSEMBLED");
      case ChangeCountTolerance c -> {
        tolerance = c;
        events.add(new StockEvent.CountToleranceChanged(c.units(), c.percent()));
        yield StockOutcome.COUNT_TOLERANCE_CHANGED;
      }
      case ExpectInbound c -> expect(c);
      case PegInbound c -> peg(c);
      case DispatchTransfer c -> dispatch(c);
      case ReceiveTransfer c -> arrive(c);
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

  private StockOutcome define(DefineKit c) {
    boolean isComponent =
        kits.values().stream()
            .anyMatch(k -> k.components().stream().anyMatch(u -> u.sku().equals(c.sku())));
    TreeSet<String> named = new TreeSet<>(List.of(c.sku()));
    boolean sound = !c.components().isEmpty() && !(c.isVirtual() && isComponent);
    sound &= c.components().size() <= limits.linesMax();
    for (Units each : c.components()) {
      DefineKit inner = kits.get(each.sku());
      sound &= named.add(each.sku()) && (inner == null || !inner.isVirtual());
      sound &= each.quantity() > 0 && each.quantity() <= 1_000_000;
    }
    if (!sound) return StockOutcome.KIT_MALFORMED;
    assumeItem(c.sku());
    c.components().forEach(each -> assumeItem(each.sku()));
    kits.put(c.sku(), c);
    events.add(new StockEvent.KitDefined(c.sku(), c.isVirtual(), c.components()));
    return StockOutcome.KIT_DEFINED;
  }

  private StockOutcome kits(
      String sku, String location, long quantity, StockCommand command, String what) {
    if (quantity <= 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
    if (quantity > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    DefineKit kit = kits.get(sku);
    if (kit == null || kit.isVirtual()) return StockOutcome.KIT_UNKNOWN;
    for (Units each : kit.components()) {
      if (each.quantity() * quantity > limits.quantityMax()) {
        return StockOutcome.QUANTITY_TOO_LARGE;
      }
    }
    assumeAt(location);
    boolean together = command instanceof AssembleKit;
    StockMoved fact =
        command instanceof AssembleKit a
            ? kitted(location, what, a.referenceId(), a.occurredAtMs())
            : command instanceof DisassembleKit d
                ? kitted(location, what, d.referenceId(), d.occurredAtMs())
                : null;
    if (!together) leaveOfSomeLots(fact, sku, "", StockStatus.SELLABLE, quantity);
    for (Units each : kit.components()) {
      long units = each.quantity() * quantity;
      if (together) leaveOfSomeLots(fact, each.sku(), "", StockStatus.SELLABLE, units);
      else move(fact, each.sku(), "", units, StockStatus.SELLABLE, 0);
    }
    if (together) move(fact, sku, "", quantity, StockStatus.SELLABLE, 0);
    return together ? StockOutcome.ASSEMBLED : StockOutcome.DISASSEMBLED;
  }

  private StockMoved kitted(String location, String what, String reference, long occurredAtMs) {
    return fact(location, MovementKind.KIT, what, ReferenceType.KIT, reference, "", occurredAtMs);
  }

  private StockOutcome expect(ExpectInbound c) {
    if (c.quantity() < 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
    if (c.quantity() > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    Map<String, Long> before = datesOf(c.sku());
    assume(c.sku(), c.locationId());
    onTheWay(
        new InboundExpected(
            c.inboundId(), false, c.sku(), c.locationId(), "", c.quantity(), c.expectedAtMs()));
    queue(c.sku()).forEach(p -> unpeg(p, c.inboundId()));
    Map<String, Long> after = datesOf(c.sku());
    int told = 0;
    for (Promise p : queue(c.sku())) {
      if (!before.get(p.id).equals(after.get(p.id)) && told++ < limits.freedMax()) tellDates(p);
    }
    return StockOutcome.INBOUND_EXPECTED;
  }

  private StockOutcome nonsense(List<Units> lines) {
    for (Units line : lines) {
      if (line.quantity() <= 0) return StockOutcome.QUANTITY_NOT_POSITIVE;
      if (line.quantity() > limits.quantityMax()) return StockOutcome.QUANTITY_TOO_LARGE;
    }
    return lines.isEmpty() ? StockOutcome.QUANTITY_NOT_POSITIVE : null;
  }

  private StockMoved transfer(String location, String transferId, long occurredAtMs) {
    return fact(
        location, MovementKind.TRANSFER, "", ReferenceType.TRANSFER, transferId, "", occurredAtMs);
  }

  private StockOutcome dispatch(DispatchTransfer c) {
    if (nonsense(c.lines()) != null) return nonsense(c.lines());
    StockMoved fact = transfer(c.fromLocationId(), c.transferId(), c.occurredAtMs());
    assumeAt(c.fromLocationId());
    assumeAt(c.toLocationId());
    for (Units line : c.lines()) {
      assumeItem(line.sku());
      assumeLot(line.sku(), line.lot(), 0);
      ofWhichLots(line.sku(), c.fromLocationId(), line.lot(), StockStatus.SELLABLE, line.quantity())
          .forEach(
              (lot, units) -> {
                leave(fact, line.sku(), lot, StockStatus.SELLABLE, units);
                long before = 0;
                for (InboundExpected s : supplies.values()) {
                  boolean same = s.inboundId().equals(c.transferId()) && s.inTransit();
                  same &= s.sku().equals(line.sku()) && s.lot().equals(lot);
                  same &= s.locationId().equals(c.toLocationId());
                  before += same ? s.quantity() : 0;
                }
                onTheWay(
                    new InboundExpected(
                        c.transferId(),
                        true,
                        line.sku(),
                        c.toLocationId(),
                        lot,
                        before + units,
                        c.expectedAtMs()));
              });
    }
    return StockOutcome.DISPATCHED;
  }

  private StockOutcome arrive(ReceiveTransfer c) {
    StockOutcome nonsense = nonsense(c.lines());
    boolean nothing = c.complete() && c.lines().isEmpty();
    if (nonsense != null && !nothing) return nonsense;
    StockMoved fact = transfer(c.locationId(), c.transferId(), c.occurredAtMs());
    assumeAt(c.locationId());
    for (Units line : c.lines()) {
      assumeItem(line.sku());
      assumeLot(line.sku(), line.lot(), 0);
      long left = line.quantity();
      for (InboundExpected s : inTransit(c)) {
        boolean meant = s.sku().equals(line.sku());
        meant &= line.lot().isEmpty() || line.lot().equals(s.lot());
        long units = meant ? Math.min(left, s.quantity()) : 0;
        if (units > 0) {
          left -= units;
          move(fact, line.sku(), s.lot(), units, StockStatus.SELLABLE, 0);
          stillToCome(s, s.quantity() - units);
        }
      }
      if (left > 0) move(fact, line.sku(), line.lot(), left, StockStatus.SELLABLE, left);
    }
    if (c.complete()) {
      for (InboundExpected s : inTransit(c)) {
        move(fact, s.sku(), s.lot(), 0, StockStatus.SELLABLE, -s.quantity());
        stillToCome(s, 0);
      }
    }
    return StockOutcome.TRANSFER_RECEIVED;
  }

  private List<InboundExpected> inTransit(ReceiveTransfer c) {
    return supplies.values().stream()
        .filter(s -> s.inTransit() && s.inboundId().equals(c.transferId()))
        .filter(s -> s.locationId().equals(c.locationId()))
        .toList();
  }
}
