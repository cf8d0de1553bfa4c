package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.Inbound.Supply;
import dev.onhand.inventory.ledger.OpenReservation.WaitingLines;
import dev.onhand.inventory.ledger.RuleBook.Eligible;
import dev.onhand.inventory.ledger.StockCommand.ExpectInbound;
import dev.onhand.inventory.ledger.StockEvent.InboundPegged;
import dev.onhand.inventory.ledger.StockEvent.StockBackordered;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What it means to those who wait when a supplier's goods are expected otherwise, or not at all:
/// who was pegged to an inbound that brings nothing any more is so no longer, and whose date
/// changed is told the new one.
///
/// The date of one who waits is when all before him in the queue, and then he himself, can have
/// been served from what may serve him.
final class Repromising {
  private static final String NOTHING = "";

  private final LedgerState state;
  private final LedgerLimits limits;
  private final Transfers transfers;
  private final Consumer<StockEvent> happened;

  /// Dates as they are now, by item; of those who wait, the first to be served first.
  private final Map<Integer, Map<OpenReservation, Long>> dates = new HashMap<>();

  Repromising(
      LedgerState state, LedgerLimits limits, Transfers transfers, Consumer<StockEvent> happened) {
    this.state = state;
    this.limits = limits;
    this.transfers = transfers;
    this.happened = happened;
  }

  StockOutcome expect(ExpectInbound c) {
    int sku = state.items.find(c.sku());
    Map<OpenReservation, Long> before = sku < 0 ? Map.of() : dates(sku);
    StockOutcome outcome = transfers.expect(c);
    for (OpenReservation waiting : before.keySet()) {
      if (waiting.peggedTo().equals(c.inboundId()) && !isSupplied(waiting)) {
        happened.accept(
            new InboundPegged(waiting.id(), waiting.orderId(), waiting.number() + 1, NOTHING));
      }
    }
    tell(before, sku);
    dates.clear();
    return outcome;
  }

  /// Whether what the reservation is pegged to still brings something it waits for.
  private boolean isSupplied(OpenReservation waiting) {
    for (Supply supply : state.inbound.of(waiting.peggedTo(), false)) {
      if (units(waiting.waiting(), supply.sku()) > 0) {
        return true;
      }
    }
    return false;
  }

  /// As many as one entry takes; who comes later in the queue hears of the next change.
  private void tell(Map<OpenReservation, Long> before, int sku) {
    if (before.isEmpty()) {
      return;
    }
    dates.clear();
    Map<OpenReservation, Long> after = dates(sku);
    int told = 0;
    for (Map.Entry<OpenReservation, Long> was : before.entrySet()) {
      if (told < limits.freedMax() && !was.getValue().equals(after.get(was.getKey()))) {
        told++;
        tell(was.getKey());
      }
    }
  }

  private void tell(OpenReservation reservation) {
    WaitingLines lines = reservation.waiting();
    List<Waiting> waiting = new ArrayList<>();
    for (int i = 0; i < lines.units.length; i++) {
      if (lines.units[i] > 0) {
        long date = dates(lines.skus[i]).get(reservation);
        String sku = state.items.text(lines.skus[i]);
        waiting.add(new Waiting(lines.lineIds[i], sku, lines.units[i], date));
      }
    }
    happened.accept(
        new StockBackordered(
            reservation.id(),
            reservation.orderId(),
            reservation.number() + 1,
            reservation.channel(),
            reservation.country(),
            reservation.serviceLevel(),
            reservation.priority(),
            reservation.expiresAtMs(),
            state.rules.version(),
            waiting));
  }

  private Map<OpenReservation, Long> dates(int sku) {
    Map<OpenReservation, Long> known = dates.get(sku);
    if (known == null) {
      known = new LinkedHashMap<>();
      List<Supply> supplies = state.inbound.of(sku);
      long needed = 0;
      for (OpenReservation waiting : state.backlog.queue(sku, NOTHING)) {
        needed += units(waiting.waiting(), sku);
        known.put(waiting, date(waiting, supplies, needed));
      }
      dates.put(sku, known);
    }
    return known;
  }

  private long date(OpenReservation waiting, List<Supply> supplies, long needed) {
    Eligible eligible =
        state.rules.forOrder(waiting.channel(), waiting.country(), waiting.serviceLevel());
    long missing = needed;
    for (Supply supply : supplies) {
      if (eligible == null || eligible.has(supply.place())) {
        missing -= supply.units();
        if (missing <= 0) {
          return supply.expectedAtMs();
        }
      }
    }
    return 0;
  }

  private static long units(WaitingLines lines, int sku) {
    long units = 0;
    for (int i = 0; i < lines.units.length; i++) {
      units += lines.skus[i] == sku ? lines.units[i] : 0;
    }
    return units;
  }
}
