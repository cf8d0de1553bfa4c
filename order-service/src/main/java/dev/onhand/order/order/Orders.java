package dev.onhand.order.order;

import dev.onhand.order.item.KnownItems;
import dev.onhand.order.person.Vault;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// The one way to change an order. Adds what a pure decision cannot know: at the moment of
/// release, the address goes to each location's warehouse, straight from the vault to the outbox.
public final class Orders {
  private Orders() {}

  public static Decision<OrderEvent> handle(Work work, String orderId, OrderCommand command)
      throws SQLException {
    var decision = work.handle(OrderStream.ORDER, orderId, command);
    for (var event : decision.eventsOrNone()) {
      if (event instanceof OrderEvent.OrderReleased e) {
        provideAddress(work, orderId, e.allocations());
      }
    }
    return decision;
  }

  /// The order, or null when no document of it was seen.
  public static Order find(Work work, String orderId) {
    return work.exists(OrderStream.ORDER, orderId) ? work.state(OrderStream.ORDER, orderId) : null;
  }

  static void provideAddress(Work work, String orderId, List<Allocation> goods)
      throws SQLException {
    var person = Vault.of(work).find(orderId);
    if (person == null || person.shipTo() == null) {
      // checked before acceptance, and nobody is forgotten while an order is open
      throw new IllegalStateException("order " + orderId + " is released without an address");
    }
    goods.stream()
        .map(Allocation::locationId)
        .distinct()
        .forEach(
            location -> work.effect(OrderReactions.shipTo(orderId, location, person.shipTo())));
  }

  /// Those SKUs of the terms, as sent or as a person named them, and of `more`, that are items of
  /// one of the pools.
  public static Stocked knownSkus(
      Work work, List<String> pools, OrderTerms terms, Order known, String... more)
      throws SQLException {
    List<String> skus = new ArrayList<>(List.of(more));
    for (var line : terms.lines()) skus.add(line.sku());
    if (known != null) skus.addAll(known.skus().values());
    var items = KnownItems.of(work);
    var found = new HashMap<String, String>();
    for (var pool : pools) {
      skus.removeIf(found::containsKey);
      for (var sku : items.known(pool, skus)) found.put(sku, pool);
    }
    return new Stocked(pools, found);
  }
}
