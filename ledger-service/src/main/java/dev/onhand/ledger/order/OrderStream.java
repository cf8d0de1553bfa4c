package dev.onhand.ledger.order;

import dev.onhand.ledger.order.OrderEvent.*;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.inbox.WaitsFor;
import dev.onhand.platform.work.Work;
import java.time.Duration;
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

  private static final Duration DUE = Duration.ofDays(2);

  private OrderStream() {}

  /// The sales channel of the order.
  ///
  /// @throws WaitsFor the order, while it is not known
  public static String channel(Work work, String orderId) {
    String channel = work.state(ORDER, orderId).channel();
    if (channel == null) {
      throw new WaitsFor(ORDER.kind(), orderId);
    }
    return channel;
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
      case ShipmentBooked _, RefundBooked _, OrderOpened _, OrderPriced _ -> List.of();
      case PaymentBooked _, PayoutBooked _, CostRecorded _ -> List.of();
    };
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
