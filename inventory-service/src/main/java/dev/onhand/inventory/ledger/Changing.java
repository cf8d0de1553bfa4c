package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.RuleBook.Eligible;
import dev.onhand.inventory.ledger.StockCommand.ChangePriority;
import dev.onhand.inventory.ledger.StockCommand.CommitReservation;
import dev.onhand.inventory.ledger.StockCommand.ExtendReservation;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.PegInbound;
import dev.onhand.inventory.ledger.StockCommand.ReallocateReservation;
import dev.onhand.inventory.ledger.StockCommand.ReleaseReservation;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.InboundPegged;
import dev.onhand.inventory.ledger.StockEvent.PriorityChanged;
import dev.onhand.inventory.ledger.StockEvent.ReallocationRefused;
import dev.onhand.inventory.ledger.StockEvent.ReservationCommitted;
import dev.onhand.inventory.ledger.StockEvent.ReservationExtended;
import dev.onhand.inventory.ledger.StockEvent.ReservationReallocated;
import dev.onhand.inventory.ledger.StockEvent.ReservationReleased;
import dev.onhand.inventory.ledger.StockEvent.Shortage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What is decided about reservations that are open already.
final class Changing {
  private final LedgerState state;
  private final Sourcing sourcing;
  private final Consumer<StockEvent> happened;

  private final Demand demand = new Demand();

  Changing(LedgerState state, Sourcing sourcing, Consumer<StockEvent> happened) {
    this.state = state;
    this.sourcing = sourcing;
    this.happened = happened;
  }

  StockOutcome release(ReleaseReservation c) {
    OpenReservation open = state.reservations.find(c.reservationId());
    if (open == null) {
      return StockOutcome.NOTHING_RESERVED;
    }
    List<Allocation> freed = open.open(state);
    happened.accept(
        new ReservationReleased(open.id(), open.orderId(), open.number() + 1, c.reason(), freed));
    return StockOutcome.RELEASED;
  }

  StockOutcome commit(CommitReservation c) {
    OpenReservation open = state.reservations.find(c.reservationId());
    if (open == null) {
      return StockOutcome.NOT_OPEN;
    }
    if (open.expiresAtMs() != 0) {
      happened.accept(new ReservationCommitted(open.id(), open.orderId(), open.number() + 1));
    }
    return StockOutcome.COMMITTED;
  }

  StockOutcome extend(ExtendReservation c) {
    OpenReservation open = state.reservations.find(c.reservationId());
    if (open == null) {
      return StockOutcome.NOT_OPEN;
    }
    if (open.expiresAtMs() == 0 || c.expiresAtMs() <= open.expiresAtMs()) {
      return StockOutcome.NOT_EXTENDED;
    }
    happened.accept(
        new ReservationExtended(open.id(), open.orderId(), open.number() + 1, c.expiresAtMs()));
    return StockOutcome.EXTENDED;
  }

  StockOutcome peg(PegInbound c) {
    OpenReservation open = state.reservations.find(c.reservationId());
    if (open == null) {
      return StockOutcome.NOT_OPEN;
    }
    if (open.waiting() == null) {
      return StockOutcome.NOTHING_WAITED_FOR;
    }
    happened.accept(new InboundPegged(open.id(), open.orderId(), open.number() + 1, c.inboundId()));
    return StockOutcome.PEGGED;
  }

  StockOutcome changePriority(ChangePriority c) {
    OpenReservation open = state.reservations.find(c.reservationId());
    if (open == null) {
      return StockOutcome.NOT_OPEN;
    }
    if (open.priority() != c.priority()) {
      happened.accept(
          new PriorityChanged(open.id(), open.orderId(), open.number() + 1, c.priority()));
    }
    return StockOutcome.PRIORITY_CHANGED;
  }

  /// All that the reservation has at the location moves to others, or nothing does. Fences have no
  /// say: the channel is promised neither more nor less.
  StockOutcome reallocate(ReallocateReservation c) {
    OpenReservation open = state.reservations.find(c.reservationId());
    if (open == null) {
      return StockOutcome.NOT_OPEN;
    }
    int leaving = state.places.find(c.locationId());
    List<Allocation> freed = open.openAt(leaving, state);
    if (freed.isEmpty()) {
      return StockOutcome.NOTHING_THERE;
    }
    List<Line> lines = new ArrayList<>(freed.size());
    int[] skus = new int[freed.size()];
    demand.clear();
    for (Allocation allocation : freed) {
      int sku = state.items.find(allocation.sku());
      skus[lines.size()] = sku;
      demand.add(sku, allocation.quantity());
      lines.add(new Line(allocation.lineId(), allocation.sku(), allocation.quantity()));
    }
    Eligible eligible = state.rules.forOrder(open.channel(), open.country(), open.serviceLevel());
    List<Shortage> shortages = shortages(eligible, leaving);
    if (!shortages.isEmpty()) {
      happened.accept(
          new ReallocationRefused(
              open.id(), open.orderId(), open.number() + 1, c.locationId(), shortages));
      return StockOutcome.REALLOCATION_REFUSED;
    }
    sourcing.choose(demand, eligible, leaving);
    happened.accept(
        new ReservationReallocated(
            open.id(),
            open.orderId(),
            open.number() + 1,
            c.reason(),
            state.rules.version(),
            freed,
            sourcing.allocate(lines, skus, demand),
            sourcing.explain(demand)));
    return StockOutcome.REALLOCATED;
  }

  private List<Shortage> shortages(Eligible eligible, int leaving) {
    Positions positions = state.positions;
    List<Shortage> shortages = new ArrayList<>(0);
    for (int d = 0; d < demand.size(); d++) {
      int sku = demand.sku(d);
      long there = 0;
      for (int row = positions.firstRow(sku), end = positions.endRow(sku); row < end; row++) {
        int place = positions.location(row);
        boolean may = place != leaving && (eligible == null || eligible.has(place));
        if (may && positions.isFirstOfPlace(sku, row)) {
          there += positions.promisable(sku, place);
        }
      }
      if (there < demand.units(d)) {
        shortages.add(new Shortage(state.items.text(sku), demand.units(d), there));
      }
    }
    return shortages;
  }
}
