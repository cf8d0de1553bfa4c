package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import dev.onhand.inventory.ledger.StockEvent.*;

/// All that a pool's ledger knows, and the one way in which it changes: [#apply]. Holds no rules
/// but the invariants.
final class LedgerState {
  final Symbols items = new Symbols();
  final Places places = new Places();
  final Lots lots = new Lots();
  final Positions positions = new Positions(lots);
  final Fences fences = new Fences();
  final RuleBook rules = new RuleBook();
  final Reservations reservations = new Reservations();
  final Backlog backlog = new Backlog();
  final Promises promises = new Promises(this);
  final Kits kits = new Kits();
  final CountRules countRules = new CountRules();
  final Inbound inbound = new Inbound();
  final Outcomes outcomes;
  /// The identity of the command being decided.
  Identity identity = new Identity();
  boolean open;
  long lastAtMs;

  /// That is being written; null while none is.
  GradualSnapshot snapshot;

  LedgerState(int outcomesMax) {
    outcomes = new Outcomes(outcomesMax);
  }

  void apply(StockEvent event) {
    switch (event) {
      case PoolOpened _ -> open = true;
      case ItemDefined e -> addItem(e.sku());
      case LocationDefined e -> {
        places.define(e.locationId(), e.country(), e.priority(), e.provisional());
        places.rankAgain();
      }
      case LotDefined e -> {
        int sku = items.find(e.sku());
        lots.define(sku, e.lot(), e.expiresAtMs());
        positions.setHasLots(sku);
        backlog.freed(sku);
      }
      case LotHoldChanged e -> {
        int sku = items.find(e.sku());
        lots.hold(lots.find(sku, e.lot()), e.held());
        backlog.freed(sku);
      }
      case KitDefined e -> kits.define(e.sku(), e.isVirtual(), e.components());
      case CountToleranceChanged e -> countRules.tolerate(e.units(), e.percent());
      case RecountRequested e -> countRules.askAgain(e.sku(), e.locationId(), e.status());
      case InboundExpected e ->
          inbound.expect(
              new Inbound.Supply(
                  e.inboundId(),
                  e.inTransit(),
                  items.find(e.sku()),
                  places.find(e.locationId()),
                  e.lot(),
                  e.quantity(),
                  e.expectedAtMs()));
      case InboundPegged e -> promises.peg(e);
      case SourcingChanged e -> changeSourcing(e);
      case StockReserved e -> promises.reserve(e);
      case StockBackordered e -> promises.backorder(e);
      case BackorderFilled e -> promises.fill(e);
      case ReservationRejected _ -> {}
      case ReservationCommitted e -> promises.firm(e.reservationId(), e.number());
      case ReservationExtended e -> promises.extend(e.reservationId(), e.number(), e.expiresAtMs());
      case PriorityChanged e -> promises.changePriority(e);
      case ReservationReallocated e -> promises.reallocate(e);
      case ReallocationRefused e -> promises.next(e.reservationId(), e.number());
      case ReservationReleased e -> promises.end(e.reservationId(), e.number(), e.freed());
      case ReservationExpired e -> promises.end(e.reservationId(), e.number(), e.freed());
      case ReservationBroken e -> promises.end(e.reservationId(), e.number(), e.freed());
      case ReservationShipped e -> promises.ship(e);
      case StockMoved e -> move(e);
    }
  }

  /// To be called once an entry's events were applied.
  void close(LedgerEntry entry) {
    if (entry.atMs() < lastAtMs) {
      throw new LedgerBroken("time ran backwards: " + entry.atMs() + " after " + lastAtMs);
    }
    lastAtMs = entry.atMs();
    backlog.entryClosed();
    if (!entry.commandId().isEmpty()) {
      identity.of(entry.commandId());
      long issuedAtMs = Math.min(entry.cause().issuedAtMs(), entry.atMs());
      StockOutcome outcome = entry.outcome();
      long high = identity.high(outcome.ofReservation());
      outcomes.remember(high, identity.low(), entry.content(), issuedAtMs, outcome);
    }
  }

  int addItem(String sku) {
    int known = items.size();
    int number = items.intern(sku);
    if (number == known) {
      positions.addItem(number);
    }
    return number;
  }

  private void changeSourcing(SourcingChanged e) {
    rules.change(e.version(), e.rules(), places);
    for (SafetyStock safety : e.safety()) {
      int sku = items.find(safety.sku());
      int row = positions.rowOrNew(sku, places.find(safety.locationId()), Lots.NONE);
      positions.setSafety(sku, row, safety.units());
    }
    for (Fence fence : e.fences()) {
      int sku = items.find(fence.sku());
      fences.put(sku, fence.channel(), fence.units(), reservations.promised(sku, fence.channel()));
      positions.setSpecial(sku);
    }
    backlog.anyFreed();
  }

  private void move(StockMoved e) {
    int sku = items.find(e.sku());
    int lot = lots.find(sku, e.lot());
    int row = positions.rowOrNew(sku, places.find(e.locationId()), lot);
    positions.setSequence(sku, e.sequence());
    positions.addUnits(sku, row, e.status(), e.quantity());
    if (e.kind() == MovementKind.COUNT) {
      countRules.counted(e.sku(), e.locationId(), e.status());
    }
    if (e.quantity() > 0) {
      backlog.freed(sku);
    }
  }
}
