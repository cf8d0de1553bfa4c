package dev.onhand.order.intake;

import dev.onhand.order.channel.ChannelRefund;
import dev.onhand.order.channel.Reading;
import dev.onhand.order.order.OrderCommand;
import dev.onhand.order.order.Orders;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.inbox.Timer;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A refund that came before its order: kept in a timer, which asks for the order again and again,
/// less and less often, and after three days hands the matter to a person.
record WaitingRefund(String orderId, ChannelRefund refund, Instant since) {
  static final String TIMER = "waiting-refund";

  private static final String KIND = "REFUND_WITHOUT_ORDER";
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);
  private static final Duration DUE = Duration.ofDays(1);

  static void start(Work work, Reading.Refund read) {
    var waiting = new WaitingRefund(read.key().orderId(), read.refund(), work.now());
    work.effect(waiting.timer(work.now().plus(FIRST)));
  }

  private Effect timer(Instant dueAt) {
    return new Effect.StartTimer(TIMER, key(), dueAt, this);
  }

  private String key() {
    return orderId + "/" + refund.refundId();
  }

  static void fired(Timer timer, Work work) throws SQLException {
    timer.payload(WaitingRefund.class).lookAgain(work);
  }

  private void lookAgain(Work work) throws SQLException {
    if (Orders.find(work, orderId) != null) {
      Orders.handle(work, orderId, new OrderCommand.NoteChannelRefund(refund, work.now()));
      work.effect(new Effect.ResolveException(KIND, key(), "its order has come"));
      return;
    }
    var waited = Duration.between(since, work.now());
    var next = waited.compareTo(LONGEST) > 0 ? LONGEST : waited.plus(FIRST);
    if (waited.compareTo(GIVEN_UP_AFTER) > 0) {
      work.effect(
          new Effect.RaiseException(
              KIND,
              key(),
              "the channel refunded an order that never came",
              "accountant",
              work.now().plus(DUE),
              List.of("resolve")));
      next = Duration.ofDays(1);
    }
    work.effect(timer(work.now().plus(next)));
  }
}
