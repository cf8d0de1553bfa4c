package dev.onhand.order.order;

import dev.onhand.platform.event.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// What follows from events about stock: commands to the ledgers, and news of promises.
final class StockEffects {
  private static final int REASON_LENGTH_MAX = 200;

  private StockEffects() {}

  static List<Effect> react(String id, Order order, OrderEvent.OfStock event, Instant at) {
    return switch (event) {
      case OrderEvent.StockAskedFor e -> List.of(reserve(order, e));
      case OrderEvent.StockCommitAsked e ->
          List.of(
              command("CommitReservation", e.pool(), e.reservationId())
                  .with(new OrderMessages.CommitReservation(e.pool(), e.reservationId(), id)));
      case OrderEvent.StockAllocated e -> allocated(id, order, e);
      case OrderEvent.StockBackordered e ->
          List.of(
              OrderReactions.event("OrderBackordered", id)
                  .with(
                      new OrderMessages.OrderBackordered(
                          id, e.reservationId(), told(order, e.waiting()), at)));
      case OrderEvent.PromiseChanged e -> promiseChanged(id, order, e, at);
      case OrderEvent.StockRefused e ->
          List.of(
              OrderReactions.event("OrderOutOfStock", id)
                  .with(
                      new OrderMessages.OrderOutOfStock(
                          id, e.reservationId(), e.reason(), e.shortages())));
      case OrderEvent.StockGivenBack e -> givenBack(id, order, e);
      case OrderEvent.StockPartlyAllocated e -> waitsLess(id, order, e.reservationId());
      case OrderEvent.SkusPooled _,
          OrderEvent.KitsNoted _,
          OrderEvent.StockPromised _,
          OrderEvent.StockCommitted _,
          OrderEvent.StockLost _ ->
          List.of();
    };
  }

  /// A kit waits as one, for the last of its parts.
  private static List<WaitingLine> told(Order order, List<WaitingLine> waiting) {
    var told = new ArrayList<WaitingLine>();
    var kits = new HashSet<String>();
    for (var some : waiting) {
      var line = order.terms().line(some.lineId());
      if (line == null || !order.kits().has(line)) {
        told.add(some);
      } else if (kits.add(some.lineId())) {
        var progress = LineProgress.of(line, order);
        told.add(
            new WaitingLine(
                some.lineId(), line.sku(), progress.backordered(), progress.expectedAt()));
      }
    }
    return told;
  }

  private static List<Effect> promiseChanged(
      String id, Order order, OrderEvent.PromiseChanged e, Instant at) {
    var effects = new ArrayList<>(PromisedDates.ended(id, order));
    var lines = PromisedDates.told(order, e);
    if (!lines.isEmpty()) {
      var news = new OrderMessages.PromiseChanged(id, e.reservationId(), lines, at);
      effects.add(OrderReactions.event("PromiseChanged", id).with(news));
    }
    return effects;
  }

  /// Only a claim that others heard waits can have had a date.
  private static List<Effect> waitsLess(String id, Order order, String reservationId) {
    var told = order.reservation().claim(reservationId).told();
    return told ? PromisedDates.ended(id, order) : List.of();
  }

  private static OrderReactions.Address command(String name, String pool, String reservationId) {
    return new OrderReactions.Address(
        OrderReactions.INVENTORY_COMMANDS, pool, reservationId, "inventory." + name + ".v1");
  }

  private static Effect reserve(Order order, OrderEvent.StockAskedFor e) {
    var terms = order.terms();
    var pool = e.pool() == null ? order.pool() : e.pool();
    return command("ReserveStock", pool, e.reservationId())
        .with(
            new OrderMessages.ReserveStock(
                pool,
                e.reservationId(),
                order.orderId(),
                terms.key().channel(),
                order.policy().priority(),
                terms.country(),
                terms.special().locationId(),
                order.policy().reservation(),
                e.until(),
                order.linesToShip().stream()
                    .filter(l -> order.unreleased(l) > 0 && order.pools().of(l).equals(pool))
                    .map(
                        l -> new OrderMessages.WantedLine(l.lineId(), l.sku(), order.unreleased(l)))
                    .toList()));
  }

  /// Who hears that an order is with fulfilment need not hear that its rest was promised.
  private static List<Effect> allocated(String id, Order order, OrderEvent.StockAllocated e) {
    var effects = new ArrayList<>(waitsLess(id, order, e.reservationId()));
    if (!order.stage().before(Stage.RELEASED)) return effects;
    var pool = order.reservation().claim(e.reservationId()).pool();
    effects.add(
        OrderReactions.event("OrderAllocated", id)
            .with(new OrderMessages.OrderAllocated(id, e.reservationId(), pool, e.allocations())));
    return effects;
  }

  private static List<Effect> givenBack(String id, Order order, OrderEvent.StockGivenBack e) {
    var effects = new ArrayList<>(waitsLess(id, order, e.reservationId()));
    effects.add(giveBack(id, order, e));
    return effects;
  }

  private static Effect giveBack(String id, Order order, OrderEvent.StockGivenBack e) {
    var pool = e.pool() == null ? order.pool() : e.pool();
    return command("ReleaseReservation", pool, e.reservationId())
        .with(
            new OrderMessages.ReleaseReservation(
                pool, e.reservationId(), id, shortened(e.reason())));
  }

  /// A person's words, as long as the stock ledger takes them.
  private static String shortened(String reason) {
    return reason.length() <= REASON_LENGTH_MAX ? reason : reason.substring(0, REASON_LENGTH_MAX);
  }

  /// The release that was just made.
  static Effect released(String id, Order order, OrderEvent.OrderReleased e) {
    var terms = order.terms();
    var release = order.fulfilment().releases().getLast();
    return OrderReactions.event("OrderReleased", id)
        .with(
            new OrderMessages.OrderReleased(
                id,
                release.reservationId(),
                release.number(),
                release.pool(),
                terms.key().channel(),
                order.policy().serviceLevel(),
                terms.country(),
                terms.postalZone(),
                e.releasedAt(),
                order.moreToRelease() ? true : null,
                release.allocations(),
                kits(order, release.allocations())));
  }

  /// What those of the lines are made of that leave as components.
  private static List<OrderMessages.Kit> kits(Order order, List<Allocation> released) {
    var kits = new ArrayList<OrderMessages.Kit>();
    for (var line : order.terms().lines()) {
      if (!order.kits().has(line) || Kits.units(line, released).isEmpty()) continue;
      var components =
          order.kits().components(line).entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(each -> new OrderMessages.Component(each.getKey(), each.getValue()))
              .toList();
      kits.add(new OrderMessages.Kit(line.lineId(), components));
    }
    return kits;
  }
}
