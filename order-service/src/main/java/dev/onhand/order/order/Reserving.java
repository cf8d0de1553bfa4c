package dev.onhand.order.order;

import dev.onhand.platform.event.Decision;
import java.util.ArrayList;
import java.util.List;

/// What the stock ledgers answer: a promise, a promise that waits for units, a refusal, a loss.
///
/// An order that one pool serves is asked for firmly. One that spans pools is held in all of them;
/// when all hold, the holds are made firm, and when all are firm, it is allocated. When one pool
/// refuses, or a hold ends before that, the others' are given back, and nothing was sent to a
/// warehouse.
final class Reserving {
  /// So many holds in a row may end unanswered before a person is asked.
  static final int LAPSES_MAX = 5;

  private Reserving() {}

  static Decision<OrderEvent> reserved(OrderCommand.NoteReserved c, Order order) {
    var claim = order.reservation().claim(c.reservationId());
    if (claim == null || claim.state() != Claim.State.ASKED) {
      return Decision.accept(); // said before, or given back meanwhile: the ledger was told
    }
    var draft = new Draft(order, c.at());
    Kits.promised(draft, c.allocations(), c.kits());
    var missing = missing(draft.order(), claim, c.allocations());
    if (missing.isEmpty() || order.policy().reservation().equals(OrderPolicy.SHIP_COMPLETE)) {
      promised(draft, claim, c.allocations());
    } else if (order.policy().reservation().equals(OrderPolicy.SHIP_AVAILABLE)) {
      Cancelling.notInStock(draft, claim, missing);
      promised(draft, claim, c.allocations());
    } else {
      partly(draft, claim, c.allocations());
    }
    goOn(draft);
    return draft.accept();
  }

  /// What the pool was asked for and has not promised, of kits the whole ones. Of parts of which
  /// nobody knows how many make one it promises whole kits only, unless the order may wait.
  private static List<LineQuantity> missing(Order order, Claim claim, List<Allocation> promised) {
    var missing = new ArrayList<LineQuantity>();
    for (var line : order.linesToShip()) {
      if (!order.pools().of(line).equals(claim.pool())) continue;
      var its = promised.stream().filter(a -> a.lineId().equals(line.lineId())).toList();
      var unclear =
          !order.kits().has(line) && its.stream().anyMatch(a -> !a.sku().equals(line.sku()));
      if (unclear && order.policy().reservation().equals(OrderPolicy.SHIP_AVAILABLE)) continue;
      long have = unclear ? 0 : order.kits().promised(line, its);
      long less = order.unreleased(line) - have;
      if (less > 0) missing.add(new LineQuantity(line.lineId(), line.sku(), less));
    }
    return missing;
  }

  private static void promised(Draft draft, Claim claim, List<Allocation> all) {
    var id = claim.reservationId();
    Recalls.promised(draft, all);
    draft.add(
        claim.bond() == Claim.Bond.FIRM
            ? new OrderEvent.StockAllocated(id, all)
            : new OrderEvent.StockPromised(id, all));
  }

  private static void partly(Draft draft, Claim claim, List<Allocation> some) {
    Recalls.promised(draft, some);
    draft.add(new OrderEvent.StockPartlyAllocated(claim.reservationId(), some));
  }

  private static void goOn(Draft draft) {
    var reservation = draft.order().reservation();
    if (reservation.toCommit()) {
      for (var claim : reservation.open()) {
        if (claim.bond() == Claim.Bond.HELD) {
          draft.add(new OrderEvent.StockCommitAsked(claim.reservationId(), claim.pool()));
        }
      }
    }
    draft.advance();
  }

  static Decision<OrderEvent> committed(OrderCommand.NoteCommitted c, Order order) {
    var claim = order.reservation().claim(c.reservationId());
    if (claim == null || !claim.open() || claim.bond() == Claim.Bond.FIRM) return Decision.accept();
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.StockCommitted(c.reservationId()));
    if (draft.order().reservation().firm()) {
      for (var each : draft.order().reservation().open()) {
        if (each.state() == Claim.State.STANDING && !each.announced()) {
          draft.add(new OrderEvent.StockAllocated(each.reservationId(), each.allocations()));
        }
      }
      draft.advance();
    }
    return draft.accept();
  }

  static Decision<OrderEvent> backordered(OrderCommand.NoteBackordered c, Order order) {
    var claim = order.reservation().claim(c.reservationId());
    if (claim == null || !claim.open()) return Decision.accept();
    var draft = new Draft(order, c.at());
    if (claim.told()) {
      PromisedDates.change(draft, claim, c.waiting());
      return draft.accept();
    }
    Kits.waits(draft, claim, c.waiting());
    draft.add(new OrderEvent.StockBackordered(c.reservationId(), c.waiting()));
    PromisedDates.judge(draft, order);
    goOn(draft);
    return draft.accept();
  }

  /// Under a policy that splits, what came goes out; else the order is released when all of it is
  /// promised.
  static Decision<OrderEvent> filled(OrderCommand.NoteBackorderFilled c, Order order) {
    var claim = order.reservation().claim(c.reservationId());
    if (claim == null || claim.state() != Claim.State.WAITING) return Decision.accept();
    var awaited =
        c.allocations().stream()
            .anyMatch(a -> claim.waiting().containsKey(new Claim.Part(a.lineId(), a.sku())));
    if (claim.told() && !awaited) return Decision.accept(); // said before
    var draft = new Draft(order, c.at());
    if (c.complete()) {
      var all = new ArrayList<>(claim.allocations());
      all.addAll(c.allocations());
      promised(draft, claim, all);
    } else {
      partly(draft, claim, c.allocations());
    }
    draft.advance();
    return draft.accept();
  }

  static Decision<OrderEvent> rejected(OrderCommand.NoteReservationRejected c, Order order) {
    var claim = order.reservation().claim(c.reservationId());
    if (claim == null || claim.state() != Claim.State.ASKED) return Decision.accept();
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.StockRefused(c.reservationId(), c.reason(), c.shortages()));
    giveOthersBack(draft, "pool " + claim.pool() + " refused");
    if (order.stage().before(Stage.SHIPPED)) draft.hold(HoldReason.OUT_OF_STOCK, explained(c));
    return draft.accept();
  }

  /// Before anything was released all pools go together; after it, those that are not firm yet.
  private static void giveOthersBack(Draft draft, String reason) {
    var nothingLeft = draft.order().fulfilment().releases().isEmpty();
    for (var other : draft.order().reservation().open()) {
      if (nothingLeft || other.bond() != Claim.Bond.FIRM) {
        draft.add(new OrderEvent.StockGivenBack(other.reservationId(), other.pool(), reason));
      }
    }
  }

  private static String explained(OrderCommand.NoteReservationRejected c) {
    var shortages =
        c.shortages().stream()
            .map(s -> s.sku() + ": " + s.requested() + " wanted, " + s.available() + " available")
            .reduce((a, b) -> a + "; " + b);
    return c.reason() + shortages.map(s -> ": " + s).orElse("");
  }

  static Decision<OrderEvent> lost(OrderCommand.NoteReservationLost c, Order order) {
    var claim = order.reservation().claim(c.reservationId());
    if (claim == null || !claim.promised()) {
      return Decision.accept(); // we gave it back ourselves, or it is an earlier attempt
    }
    var draft = new Draft(order, c.at());
    var before = order.stage().before(Stage.SHIPPED);
    if (!c.recalled().isEmpty() && before) {
      Recalls.hold(draft, claim, c.recalled());
    } else if (!c.recalled().isEmpty()) {
      draft.discrepancy(
          "LOT_HELD",
          "recalled, and shipped: " + Recalls.text(c.recalled()),
          HoldReason.QUALITY.owner());
    } else if (claim.anyReleased()) {
      draft.discrepancy(
          "RESERVATION_LOST",
          "the stock of the released order is gone: " + c.why(),
          HoldReason.OUT_OF_STOCK.owner());
    }
    var waits = claim.state() == Claim.State.WAITING || !claim.unreleased().isEmpty();
    if (!waits || !before) return draft.accept();
    // what is left of it goes back before the next attempt, or it would block itself
    draft.add(new OrderEvent.StockLost(c.reservationId(), c.why()));
    draft.add(new OrderEvent.StockGivenBack(c.reservationId(), claim.pool(), c.why()));
    giveOthersBack(draft, c.why());
    if (draft.order().reservation().lapsed() >= LAPSES_MAX) {
      draft.hold(HoldReason.OUT_OF_STOCK, "holds end before every pool has answered: " + c.why());
    }
    draft.advance();
    return draft.accept();
  }
}
