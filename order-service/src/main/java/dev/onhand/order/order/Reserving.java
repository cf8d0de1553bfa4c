package dev.onhand.order.order;

import dev.onhand.platform.event.Decision;
import java.util.ArrayList;
import java.util.List;

/// What the stock ledger answers: a promise, a promise that waits for units, a refusal, a loss.
final class Reserving {
  private Reserving() {}

  static Decision<OrderEvent> reserved(OrderCommand.NoteReserved c, Order order) {
    if (!order.reservation().is(c.reservationId(), Reservation.State.ASKED)) {
      return Decision.accept(); // said before, or given back meanwhile: the ledger was told
    }
    var draft = new Draft(order, c.at());
    if (waitsForMore(order, c.allocations())) {
      draft.add(new OrderEvent.StockPartlyAllocated(c.reservationId(), c.allocations()));
      return draft.accept();
    }
    draft.add(new OrderEvent.StockAllocated(c.reservationId(), c.allocations()));
    draft.advance();
    return draft.accept();
  }

  /// Under a policy that waits, a promise may be of a part: the rest is announced behind it.
  private static boolean waitsForMore(Order order, List<Allocation> promised) {
    if (order.policy().reservation().equals(OrderPolicy.SHIP_COMPLETE)) return false;
    var units = promised.stream().mapToLong(Allocation::quantity).sum();
    return units < order.linesToShip().stream().mapToLong(order::wanted).sum();
  }

  static Decision<OrderEvent> backordered(OrderCommand.NoteBackordered c, Order order) {
    var reservation = order.reservation();
    if (!reservation.open(c.reservationId()) || reservation.state() == Reservation.State.STANDING) {
      return Decision.accept(); // given back meanwhile, or filled: told late
    }
    if (order.backorderTold(c.reservationId())) return Decision.accept();
    return Decision.accept(new OrderEvent.StockBackordered(c.reservationId(), c.waiting()));
  }

  /// The order is released when all of it is promised.
  static Decision<OrderEvent> filled(OrderCommand.NoteBackorderFilled c, Order order) {
    if (!order.reservation().is(c.reservationId(), Reservation.State.WAITING)) {
      return Decision.accept();
    }
    var draft = new Draft(order, c.at());
    if (!c.complete()) {
      draft.add(new OrderEvent.StockPartlyAllocated(c.reservationId(), c.allocations()));
      return draft.accept();
    }
    var all = new ArrayList<>(order.reservation().allocations());
    all.addAll(c.allocations());
    draft.add(new OrderEvent.StockAllocated(c.reservationId(), all));
    draft.advance();
    return draft.accept();
  }

  static Decision<OrderEvent> rejected(OrderCommand.NoteReservationRejected c, Order order) {
    if (!order.reservation().is(c.reservationId(), Reservation.State.ASKED)) {
      return Decision.accept();
    }
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.StockRefused(c.reservationId(), c.reason(), c.shortages()));
    draft.hold(HoldReason.OUT_OF_STOCK, explained(c));
    return draft.accept();
  }

  private static String explained(OrderCommand.NoteReservationRejected c) {
    var shortages =
        c.shortages().stream()
            .map(s -> s.sku() + ": " + s.requested() + " wanted, " + s.available() + " available")
            .reduce((a, b) -> a + "; " + b);
    return c.reason() + shortages.map(s -> ": " + s).orElse("");
  }

  static Decision<OrderEvent> lost(OrderCommand.NoteReservationLost c, Order order) {
    var waits = order.reservation().is(c.reservationId(), Reservation.State.WAITING);
    if (!waits && !order.reservation().is(c.reservationId(), Reservation.State.STANDING)) {
      return Decision.accept(); // we gave it back ourselves, or it is an earlier attempt
    }
    var draft = new Draft(order, c.at());
    if (order.stage() == Stage.ALLOCATED || waits) {
      // what is left of it goes back before the next attempt, or it would block itself
      draft.add(new OrderEvent.StockLost(c.reservationId(), c.why()));
      draft.add(new OrderEvent.StockGivenBack(c.reservationId(), c.why()));
      draft.advance();
    } else {
      draft.discrepancy(
          "RESERVATION_LOST",
          "the stock of the released order is gone: " + c.why(),
          HoldReason.OUT_OF_STOCK.owner());
    }
    return draft.accept();
  }
}
