package dev.onhand.ledger.order;

import dev.onhand.ledger.journal.Fact;
import dev.onhand.ledger.journal.Journal.Booked;
import dev.onhand.ledger.order.OrderEvent.*;
import dev.onhand.ledger.rules.Booking;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.inbox.WaitsFor;
import dev.onhand.platform.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The stream of one order's books. What does not fit the order is booked as far as it goes, and
/// raised as an exception for a person to look at.
public final class OrderStream {

  /// Its id is the order's.
  public static final StreamType<OrderFact, OrderBooks, OrderEvent> ORDER =
      StreamType.<OrderFact, OrderBooks, OrderEvent>named("order", OrderEvent.class)
          .initial(OrderBooks.NONE)
          .decide(OrderDecider::decide)
          .evolve(OrderBooks::evolve)
          .react((recorded, _) -> react(recorded))
          .project(new OrderTables())
          .build();

  /// What payments of an order wait for.
  static final String CHANNEL = "order-channel";

  /// Timer: goods moved for an order that nobody told of.
  static final String HELD = "cost-held";

  private static final String UNKNOWN_ORDER = "COST_OF_UNKNOWN_ORDER";
  private static final Duration HELD_AT_MOST = Duration.ofMinutes(15);
  private static final Duration DUE = Duration.ofDays(2);

  private OrderStream() {}

  /// The sales channel of the order.
  ///
  /// @throws WaitsFor the channel, while it is not known
  static String channel(Work work, String orderId) {
    String channel = work.state(ORDER, orderId).channel();
    if (channel == null) {
      throw new WaitsFor(CHANNEL, orderId);
    }
    return channel;
  }

  /// The booking of goods that moved for an order. While the order is not known, its stream keeps
  /// the entry and posts it later: the goods of all other orders must not wait behind it.
  ///
  /// @return null while the channel is not known
  public static Booked goods(Work work, Fact fact, Booking booking) {
    String channel = work.state(ORDER, fact.orderId()).channel();
    if (channel != null) {
      return new Booked(booking, channel);
    }
    work.handle(ORDER, fact.orderId(), new OrderFact.EntryWaits(fact, booking, work.now()));
    return null;
  }

  static List<Effect> react(Recorded<OrderEvent> recorded) {
    return switch (recorded.event()) {
      case ShipmentBooked e when !e.excess().isEmpty() ->
          raise(
              recorded,
              "SHIPPED_BEYOND_ORDER",
              e.shipmentId(),
              "shipped without revenue, the order does not have it: " + e.excess());
      case RefundBooked e when e.disputed() ->
          raise(
              recorded,
              "REFUND_DOES_NOT_ADD_UP",
              e.refundId(),
              "net and tax are not the amount; the rest was booked as a return allowance");
      case EntryHeld e ->
          List.of(
              new Effect.StartTimer(
                  HELD, recorded.stream().id(), e.heldAt().plus(HELD_AT_MOST), null));
      case OrderOpened e when e.released() > 0 ->
          List.of(
              new Effect.CancelTimer(HELD, recorded.stream().id()),
              new Effect.ResolveException(
                  UNKNOWN_ORDER, recorded.stream().id(), "the order was told"));
      case ShipmentBooked _, RefundBooked _, OrderOpened _, OrderPriced _, KitsTold _ -> List.of();
      case PaymentBooked _, PayoutBooked _, CostRecorded _ -> List.of();
    };
  }

  /// Goods went to an order, and after a while still nobody has told of that order.
  static Effect stillHeld(String orderId, Instant now) {
    return new Effect.RaiseException(
        UNKNOWN_ORDER,
        orderId,
        "goods moved for it, their cost is not posted before order.OrderReceived comes",
        "accountant",
        now.plus(DUE),
        List.of("resolve"));
  }

  private static List<Effect> raise(
      Recorded<OrderEvent> recorded, String kind, String subject, String detail) {
    return List.of(
        new Effect.RaiseException(
            kind,
            subject,
            detail,
            "accountant",
            recorded.occurredAt().plus(DUE),
            List.of("resolve")));
  }
}
