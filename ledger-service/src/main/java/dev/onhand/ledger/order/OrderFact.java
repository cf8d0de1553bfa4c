package dev.onhand.ledger.order;

import dev.onhand.ledger.journal.Fact;
import dev.onhand.ledger.rules.Booking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/// What happened to an order, as far as the books care. Facts are never refused.
public sealed interface OrderFact {

  /// The order exists: its channel is known from here on.
  record Received(String channel) implements OrderFact {}

  /// The order was accepted at these terms.
  record Accepted(OrderTerms terms) implements OrderFact {}

  /// Lines of the order leave as components.
  ///
  /// @param kits of each component so many units in one kit, by line and SKU
  record KitsMade(Map<String, Map<String, Long>> kits) implements OrderFact {}

  /// Goods left. Needs the terms, and what the kits among them are made of.
  record Shipped(String shipmentId, List<Units> lines) implements OrderFact {}

  /// Money came in.
  ///
  /// @param amount what the customer paid
  /// @param fee what the provider kept of it; zero if nothing
  record Paid(Money amount, Money fee) implements OrderFact {}

  /// Money was promised back for goods returned.
  record ReturnRefunded(String refundId, Money amount, Money net, Money tax) implements OrderFact {}

  /// Money was promised back for what will not be shipped.
  record CancellationRefunded(Money amount) implements OrderFact {}

  /// The promised money was paid out.
  record RefundPaid(Money amount) implements OrderFact {}

  /// Goods of this order left stock (quantity positive) or came back (negative) at this cost.
  record CostMoved(String sku, long quantity, Money cost) implements OrderFact {}

  /// Goods moved for an order of which nothing is known yet: their entry needs its channel.
  record EntryWaits(Fact fact, Booking booking, Instant at) implements OrderFact {}

  /// Units of one order line.
  record Units(String lineId, String sku, long quantity) {}
}
