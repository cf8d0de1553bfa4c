package dev.onhand.returns.customerreturn;

import static dev.onhand.platform.event.Decision.accept;
import static dev.onhand.platform.event.Decision.reject;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.RejectionReason;
import dev.onhand.returns.customerreturn.CustomerReturn.Announced;
import dev.onhand.returns.customerreturn.CustomerReturn.Answer;
import dev.onhand.returns.customerreturn.CustomerReturn.Refund;
import dev.onhand.returns.customerreturn.CustomerReturn.Stage;
import dev.onhand.returns.customerreturn.CustomerReturn.Unannounced;
import dev.onhand.returns.customerreturn.ReturnEvent.Outcome;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.order.OrderEvent.RefundLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeMap;
import java.util.UUID;
import org.joda.money.Money;

/// What follows from a command about a return. Requests may be refused; facts never are.
final class ReturnDecider {
  /// Why a request is refused, in the order of checking.
  enum Refusal implements RejectionReason {
    ID_REUSED,
    UNKNOWN_RETURN,
    NOTHING_OWED,
    UNKNOWN_REFUND
  }

  private ReturnDecider() {}

  static Decision<ReturnEvent> decide(ReturnCommand command, CustomerReturn now) {
    return switch (command) {
      case ReturnCommand.AuthorizeReturn c -> authorize(c, now);
      case ReturnCommand.RecordReceipt c -> GoodsDecider.receive(c, now);
      case ReturnCommand.RecordInspection c -> GoodsDecider.inspect(c, now);
      case ReturnCommand.RequestRefund c -> requestRefund(c, now);
      case ReturnCommand.RecordRefundGranted c ->
          answer(now, c.refundId(), new ReturnEvent.RefundGranted(c.refundId(), c.at()), c.at());
      case ReturnCommand.RecordRefundRefused c ->
          answer(
              now,
              c.refundId(),
              new ReturnEvent.RefundRefused(c.refundId(), c.reason(), c.at()),
              c.at());
      case ReturnCommand.DropRemainder c -> drop(c, now);
    };
  }

  private static Decision<ReturnEvent> authorize(
      ReturnCommand.AuthorizeReturn c, CustomerReturn now) {
    return switch (now) {
      case Unannounced u when u.equals(CustomerReturn.NONE) ->
          accept(new ReturnEvent.Authorized(c.authorization()));
      case Unannounced _ -> reject(Refusal.ID_REUSED, "goods came under this id before");
      case Announced a when a.authorization().equals(c.authorization()) -> accept();
      case Announced _ -> reject(Refusal.ID_REUSED, "the id stands for another return");
    };
  }

  private static Decision<ReturnEvent> requestRefund(
      ReturnCommand.RequestRefund c, CustomerReturn now) {
    return switch (now) {
      case Unannounced _ -> unknown();
      case Announced a when a.refunds().containsKey(c.refundId()) -> accept();
      case Announced a when !covers(c.lines(), a.owed()) ->
          reject(Refusal.NOTHING_OWED, "owed now: %s".formatted(a.owed()));
      case Announced a -> {
        var net = c.lines().stream().map(RefundLine::net).reduce(Money::plus).orElseThrow();
        var tax = c.lines().stream().map(RefundLine::tax).reduce(Money::plus).orElseThrow();
        var story = new Story(a);
        if (net.plus(tax).isPositive()) {
          story.tell(new ReturnEvent.RefundRequested(c.refundId(), net, tax, c.lines(), c.at()));
        } else {
          story.tell(new ReturnEvent.RefundWorthless(c.refundId(), c.lines(), c.at()));
        }
        yield closeIfComplete(story, c.at()).end();
      }
    };
  }

  private static boolean covers(Collection<RefundLine> lines, Collection<LineQuantity> owed) {
    return !owed.isEmpty()
        && lines.stream()
            .map(line -> new LineQuantity(line.lineId(), line.quantity()))
            .toList()
            .equals(owed);
  }

  /// The first answer stands.
  private static Decision<ReturnEvent> answer(
      CustomerReturn now, UUID refundId, ReturnEvent answer, Instant at) {
    var refund = now instanceof Announced a ? a.refunds().get(refundId) : null;
    if (refund == null) {
      return reject(Refusal.UNKNOWN_REFUND, "this return asked for no refund " + refundId);
    }
    if (refund.answer() != Answer.PENDING) return accept();
    return closeIfComplete(new Story(now).tell(answer), at).end();
  }

  private static Decision<ReturnEvent> drop(ReturnCommand.DropRemainder c, CustomerReturn now) {
    return switch (now) {
      case Unannounced _ -> unknown();
      case Announced a when a.stage() == Stage.CLOSED -> accept();
      case Announced a -> {
        var missing = new ArrayList<LineQuantity>();
        for (var line : a.lines().values()) {
          long here = Math.max(line.received(), line.inspected());
          if (line.expected() > here) {
            missing.add(new LineQuantity(line.lineId(), line.expected() - here));
          }
        }
        if (missing.isEmpty()) yield accept();
        var story = new Story(a);
        story.tell(new ReturnEvent.RemainderDropped(missing, c.reason(), c.by(), c.at()));
        questionParts(a, story, c.at());
        yield closeIfComplete(story, c.at()).end();
      }
    };
  }

  /// What came of a kit of which the rest will not come is here without a refund.
  private static void questionParts(Announced a, Story story, Instant at) {
    for (var line : a.lines().values()) {
      if (line.hasPartsOfMore()) {
        story.tell(
            new ReturnEvent.Questioned(
                ReturnEvent.Question.KIT_INCOMPLETE,
                "line %s, %s: %d whole, received %s, inspected %s"
                    .formatted(
                        line.lineId(),
                        line.sku(),
                        line.inspected(),
                        new TreeMap<>(line.receivedBySku()),
                        new TreeMap<>(line.inspectedBySku())),
                at));
      }
    }
  }

  static Story closeIfComplete(Story story, Instant at) {
    if (story.now() instanceof Announced a && a.stage() != Stage.CLOSED && a.isComplete()) {
      story.tell(new ReturnEvent.Closed(outcome(a), at));
    }
    return story;
  }

  private static Outcome outcome(Announced a) {
    var answers = a.refunds().values().stream().map(Refund::answer).toList();
    if (answers.contains(Answer.REFUSED)) return Outcome.REFUND_REFUSED;
    return answers.contains(Answer.GRANTED) ? Outcome.REFUNDED : Outcome.NO_REFUND;
  }

  private static Decision<ReturnEvent> unknown() {
    return reject(Refusal.UNKNOWN_RETURN, "no return has this id");
  }
}
