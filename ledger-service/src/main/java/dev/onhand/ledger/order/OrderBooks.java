package dev.onhand.ledger.order;

import dev.onhand.ledger.journal.Cause;
import dev.onhand.ledger.order.OrderEvent.*;
import dev.onhand.ledger.rules.Booking;
import dev.onhand.ledger.rules.BookingKind;
import dev.onhand.ledger.rules.Part;
import dev.onhand.ledger.rules.Share;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What the books hold for one order.
///
/// @param channel null until the order was received
/// @param terms null until the order was accepted
/// @param shipped units charged so far, by line
/// @param kits what of lines that are kits has left in parts
/// @param shippingCharged shipping goes with the first shipment
/// @param deposits paid and not yet earned, by currency; never negative
/// @param receivables earned and not yet paid, by currency; never negative
/// @param costs what is with the customer, by SKU, at the cost it went out
/// @param waiting entries to post once the channel is known; empty from then on
public record OrderBooks(
    String channel,
    OrderTerms terms,
    Map<String, Long> shipped,
    OrderKits kits,
    boolean shippingCharged,
    Map<String, Money> deposits,
    Map<String, Money> receivables,
    Map<String, Cost> costs,
    List<WaitingEntry> waiting) {

  static final OrderBooks NONE =
      new OrderBooks(
          null, null, Map.of(), OrderKits.NONE, false, Map.of(), Map.of(), Map.of(), List.of());

  /// Units and what they cost together.
  public record Cost(long quantity, Money cost) {}

  /// Paid and not yet earned.
  public Money deposit(CurrencyUnit currency) {
    return deposits.getOrDefault(currency.getCode(), Money.zero(currency));
  }

  /// Earned and not yet paid.
  public Money receivable(CurrencyUnit currency) {
    return receivables.getOrDefault(currency.getCode(), Money.zero(currency));
  }

  /// The cost at which up to `quantity` units of the SKU went out to this order and did not come
  /// back; fewer units when fewer are out, null when none are.
  public Cost costOfReturn(String sku, long quantity) {
    Cost out = costs.get(sku);
    if (out == null || out.quantity() <= 0) {
      return null;
    }
    long units = Math.min(quantity, out.quantity());
    return new Cost(units, Share.of(out.cost(), units, out.quantity()));
  }

  /// Whether an entry of this cause waits for the channel.
  public boolean holds(Cause cause) {
    return waiting.stream().anyMatch(entry -> entry.fact().cause().equals(cause));
  }

  /// Whether these are components of a kit of which it is not known yet what it is made of. Needs
  /// the terms.
  boolean lacksKitOf(OrderFact.Units units) {
    return terms.lines().stream()
        .filter(line -> line.lineId().equals(units.lineId()))
        .anyMatch(line -> !line.sku().equals(units.sku()) && !kits.isKit(line));
  }

  static OrderBooks evolve(OrderBooks books, OrderEvent event) {
    return switch (event) {
      case OrderOpened e -> books.withChannel(e.channel());
      case OrderPriced e -> books.withTerms(e.terms());
      case KitsTold e -> books.withKits(books.kits().told(e.kits()));
      case ShipmentBooked e -> books.withShipped(e);
      case PaymentBooked e -> books.withBalances(e.booking());
      case RefundBooked e -> books.withBalances(e.booking());
      case PayoutBooked _ -> books;
      case EntryHeld e -> books.withWaiting(e.waiting());
      case CostRecorded e -> books.withCost(e);
    };
  }

  private OrderBooks withChannel(String known) {
    return new OrderBooks(
        known, terms, shipped, kits, shippingCharged, deposits, receivables, costs, List.of());
  }

  private OrderBooks withTerms(OrderTerms accepted) {
    return new OrderBooks(
        channel, accepted, shipped, kits, shippingCharged, deposits, receivables, costs, waiting);
  }

  private OrderBooks withKits(OrderKits told) {
    return new OrderBooks(
        channel, terms, shipped, told, shippingCharged, deposits, receivables, costs, waiting);
  }

  private OrderBooks withWaiting(WaitingEntry entry) {
    List<WaitingEntry> all = new ArrayList<>(waiting);
    all.add(entry);
    return new OrderBooks(
        channel,
        terms,
        shipped,
        kits,
        shippingCharged,
        deposits,
        receivables,
        costs,
        List.copyOf(all));
  }

  private OrderBooks withShipped(ShipmentBooked event) {
    Map<String, Long> units = new HashMap<>(shipped);
    event.lines().forEach(line -> units.merge(line.lineId(), line.quantity(), Long::sum));
    return new OrderBooks(
            channel,
            terms,
            Map.copyOf(units),
            kits.shipped(event.parts()),
            true,
            deposits,
            receivables,
            costs,
            waiting)
        .withBalances(event.booking());
  }

  private OrderBooks withBalances(Booking booking) {
    boolean moneyCame = booking.kind() == BookingKind.PAYMENT;
    return new OrderBooks(
        channel,
        terms,
        shipped,
        kits,
        shippingCharged,
        changed(deposits, booking, Part.DEPOSIT, moneyCame),
        changed(receivables, booking, Part.RECEIVABLE, !moneyCame),
        costs,
        waiting);
  }

  private OrderBooks withCost(CostRecorded event) {
    Map<String, Cost> all = new HashMap<>(costs);
    Cost before = all.getOrDefault(event.sku(), new Cost(0, event.cost().multipliedBy(0)));
    boolean out = event.quantity() > 0;
    Money cost = out ? before.cost().plus(event.cost()) : before.cost().minus(event.cost());
    all.put(event.sku(), new Cost(before.quantity() + event.quantity(), cost));
    return new OrderBooks(
        channel,
        terms,
        shipped,
        kits,
        shippingCharged,
        deposits,
        receivables,
        Map.copyOf(all),
        waiting);
  }

  private static Map<String, Money> changed(
      Map<String, Money> balances, Booking booking, Part part, boolean up) {
    Money amount = booking.parts().get(part);
    if (amount == null || amount.isZero()) {
      return balances;
    }
    Map<String, Money> all = new HashMap<>(balances);
    all.merge(booking.currency(), up ? amount : amount.negated(), Money::plus);
    return Map.copyOf(all);
  }
}
