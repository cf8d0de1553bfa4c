package dev.onhand.ledger.order;

import dev.onhand.ledger.journal.Cause;
import dev.onhand.ledger.journal.Fact;
import dev.onhand.ledger.journal.Journal;
import dev.onhand.ledger.journal.Journal.Booked;
import dev.onhand.ledger.order.OrderMessages.*;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.inbox.WaitsFor;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/// Books what happens to orders: revenue, deposits, receivables, refunds.
@ApplicationScoped
class OrderInbox implements MessageHandlers {

  /// What a shipment waits for: order.OrderAccepted, which travels on another topic.
  private static final String TERMS = "order-terms";

  /// What components wait for: order.OrderReleased, which says what the kit of their line is.
  private static final String KITS = "order-kits";

  private final Journal journal;

  OrderInbox(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void declare(Declarations on) {
    on.message(
        "order.OrderReceived.v1",
        OrderReceived.class,
        m -> order(m.orderId()),
        (message, work) -> received(message.payload(), work));
    on.message(
        "order.OrderAccepted.v1",
        OrderAccepted.class,
        m -> order(m.orderId()),
        (message, work) -> accepted(message.payload(), work));
    on.messages(
        "order.OrderReleased.v1",
        OrderReleased.class,
        m -> m.kits().isEmpty() ? List.of() : List.of(order(m.orderId())),
        (message, work) -> released(message.payload(), work));
    on.messages(
        "order.PaymentReceived.v1",
        PaymentReceived.class,
        m -> streams(m.orderId(), payment(m.paymentId())),
        (message, work) -> paid(message.payload(), work));
    on.messages(
        "order.RefundGranted.v1",
        RefundGranted.class,
        m -> streams(m.orderId(), refund(m.refundId())),
        (message, work) -> refunded(message.payload(), work));
    on.messages(
        "payment.PaymentCaptured.v1",
        PaymentCaptured.class,
        m -> streams(m.orderId(), capture(m.captureId())),
        (message, work) -> captured(message.payload(), work));
    on.messages(
        "payment.PaymentRefunded.v1",
        PaymentRefunded.class,
        m -> streams(m.orderId(), payout(m.refundId())),
        (message, work) -> paidOut(message.payload(), work));
    on.messages(
        "order.RefundPaid.v1",
        RefundPaid.class,
        m -> streams(m.orderId(), channelPayout(m.refundId())),
        (message, work) -> paidByChannel(message.payload(), work));
    on.messages(
        "fulfillment.ShipmentShipped.v1",
        ShipmentShipped.class,
        m -> streams(m.orderId(), shipment(m.shipmentId())),
        (message, work) -> shipped(message.payload(), work));
    on.timer(OrderStream.HELD, (timer, work) -> stillHeld(timer.key(), work));
  }

  private void received(OrderReceived m, Work work) {
    open(m.orderId(), m.channel(), work);
  }

  private void accepted(OrderAccepted m, Work work) {
    open(m.orderId(), m.channel(), work);
    work.handle(OrderStream.ORDER, m.orderId(), new OrderFact.Accepted(m.terms()));
    work.arrived(TERMS, m.orderId());
  }

  private static void released(OrderReleased m, Work work) {
    if (m.kits().isEmpty()) {
      return;
    }
    work.handle(OrderStream.ORDER, m.orderId(), new OrderFact.KitsMade(m.byLine()));
    m.kits().forEach(kit -> work.arrived(KITS, m.orderId() + "/" + kit.lineId()));
  }

  /// The channel is known from here on: what waited for it is posted.
  private void open(String orderId, String channel, Work work) {
    var waiting = work.state(OrderStream.ORDER, orderId).waiting();
    work.handle(OrderStream.ORDER, orderId, new OrderFact.Received(channel));
    for (WaitingEntry entry : waiting) {
      journal.once(work, entry.fact(), () -> new Booked(entry.booking(), channel));
    }
    work.arrived(OrderStream.CHANNEL, orderId);
  }

  private static void stillHeld(String orderId, Work work) {
    if (!work.state(OrderStream.ORDER, orderId).waiting().isEmpty()) {
      work.effect(OrderStream.stillHeld(orderId, work.now()));
    }
  }

  private void paid(PaymentReceived m, Work work) {
    var fact =
        Fact.of(
            payment(m.paymentId()), m.orderId(), m.receivedAt(), List.of(m.orderId(), m.amount()));
    Money fee = m.amount().multipliedBy(0);
    journal.once(work, fact, () -> book(work, fact, new OrderFact.Paid(m.amount(), fee)));
  }

  private void captured(PaymentCaptured m, Work work) {
    Money fee = m.fee() == null ? m.amount().multipliedBy(0) : m.fee();
    var fact =
        Fact.of(
            capture(m.captureId()),
            m.orderId(),
            m.capturedAt(),
            List.of(m.orderId(), m.amount(), fee));
    journal.once(work, fact, () -> book(work, fact, new OrderFact.Paid(m.amount(), fee)));
  }

  private void refunded(RefundGranted m, Work work) {
    var fact =
        Fact.of(
            refund(m.refundId()),
            m.orderId(),
            work.cause().occurredAt(),
            List.of(m.orderId(), m.reason(), m.amount(), m.net(), m.tax()));
    OrderFact granted =
        switch (m.reason()) {
          case RETURN -> new OrderFact.ReturnRefunded(m.refundId(), m.amount(), m.net(), m.tax());
          case CANCELLATION -> new OrderFact.CancellationRefunded(m.amount());
        };
    journal.once(work, fact, () -> book(work, fact, granted));
  }

  private void paidOut(PaymentRefunded m, Work work) {
    var fact =
        Fact.of(
            payout(m.refundId()), m.orderId(), m.refundedAt(), List.of(m.orderId(), m.amount()));
    journal.once(work, fact, () -> book(work, fact, new OrderFact.RefundPaid(m.amount())));
  }

  /// The channel gave the money back itself: no payment provider will tell of it.
  private void paidByChannel(RefundPaid m, Work work) {
    var fact =
        Fact.of(
            channelPayout(m.refundId()),
            m.orderId(),
            m.refundedAt(),
            List.of(m.orderId(), m.amount()));
    journal.once(work, fact, () -> book(work, fact, new OrderFact.RefundPaid(m.amount())));
  }

  private void shipped(ShipmentShipped m, Work work) {
    var units =
        m.lines().stream()
            .map(line -> new OrderFact.Units(line.lineId(), line.sku(), line.quantity()))
            .toList();
    var fact =
        Fact.of(shipment(m.shipmentId()), m.orderId(), m.shippedAt(), List.of(m.orderId(), units));
    journal.once(
        work,
        fact,
        () -> {
          awaitWhatWasSold(m.orderId(), units, work.state(OrderStream.ORDER, m.orderId()));
          return book(work, fact, new OrderFact.Shipped(m.shipmentId(), units));
        });
  }

  private static void awaitWhatWasSold(
      String orderId, List<OrderFact.Units> units, OrderBooks books) {
    if (books.terms() == null) {
      throw new WaitsFor(TERMS, orderId);
    }
    for (OrderFact.Units shipped : units) {
      if (books.lacksKitOf(shipped)) {
        throw new WaitsFor(KITS, orderId + "/" + shipped.lineId());
      }
    }
  }

  /// Decides the fact in the order's stream. Postings name the sales channel, so an order must be
  /// known first: its payments travel on another topic.
  private static Booked book(Work work, Fact fact, OrderFact happened) {
    String channel = OrderStream.channel(work, fact.orderId());
    var events = work.handle(OrderStream.ORDER, fact.orderId(), happened).eventsOrNone();
    return new Booked(events.getFirst().booking(), channel);
  }

  private static List<StreamRef> streams(String orderId, Cause cause) {
    var streams = new ArrayList<>(Journal.streams(cause));
    streams.add(order(orderId));
    return streams;
  }

  private static StreamRef order(String orderId) {
    return StreamRef.of(OrderStream.ORDER, orderId);
  }

  private static Cause payment(String paymentId) {
    return new Cause("order.PaymentReceived", paymentId);
  }

  private static Cause refund(String refundId) {
    return new Cause("order.RefundGranted", refundId);
  }

  private static Cause capture(String captureId) {
    return new Cause("payment.PaymentCaptured", captureId);
  }

  private static Cause payout(String refundId) {
    return new Cause("payment.PaymentRefunded", refundId);
  }

  private static Cause channelPayout(String refundId) {
    return new Cause("order.RefundPaid", refundId);
  }

  private static Cause shipment(String shipmentId) {
    return new Cause("fulfillment.ShipmentShipped", shipmentId);
  }
}
