package dev.onhand.returns.customerreturn;

import static dev.onhand.platform.event.Decision.accept;

import dev.onhand.platform.event.Decision;
import dev.onhand.returns.customerreturn.CustomerReturn.Announced;
import dev.onhand.returns.customerreturn.CustomerReturn.Stage;
import dev.onhand.returns.customerreturn.CustomerReturn.Unannounced;
import dev.onhand.returns.customerreturn.ReturnEvent.Counted;
import dev.onhand.returns.customerreturn.ReturnEvent.DisposedLine;
import dev.onhand.returns.customerreturn.ReturnEvent.Question;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Returned goods are facts. What belongs to a line of the return counts for it, more than expected
/// too: it is the customer's own order, so it goes back to stock by its grade, but only what was
/// expected is refunded. What belongs to no line is left out of stock for a person.
final class GoodsDecider {
  private GoodsDecider() {}

  static Decision<ReturnEvent> receive(ReturnCommand.RecordReceipt c, CustomerReturn now) {
    if (now.reports().receipts().contains(c.receipt())) return accept();
    return switch (now) {
      case Unannounced _ -> accept(new ReturnEvent.UnannouncedReceived(c.receipt()));
      case Announced a -> receive(c, a);
    };
  }

  private static Decision<ReturnEvent> receive(ReturnCommand.RecordReceipt c, Announced a) {
    var counted = counted(a, c.receipt().lines());
    var story = new Story(a).tell(new ReturnEvent.GoodsReceived(c.receipt(), counted));
    questionStage(a, story, c.at());
    var expectedAt = a.authorization().locationId();
    if (!c.receipt().locationId().equals(expectedAt)) {
      ask(
          story,
          Question.OTHER_LOCATION,
          "expected at %s, received at %s".formatted(expectedAt, c.receipt().locationId()),
          c.at());
    }
    questionSurplus(story, counted, c.at(), false);
    questionUnexpected(a, c.receipt().lines(), story, c.at());
    return story.end();
  }

  static Decision<ReturnEvent> inspect(ReturnCommand.RecordInspection c, CustomerReturn now) {
    if (now.reports().inspections().contains(c.inspection())) return accept();
    return switch (now) {
      case Unannounced _ -> accept(new ReturnEvent.UnannouncedInspected(c.inspection()));
      case Announced a -> inspect(c, a);
    };
  }

  private static Decision<ReturnEvent> inspect(ReturnCommand.RecordInspection c, Announced a) {
    var goods = c.inspection().ungraded();
    var counted = counted(a, goods);
    var story = new Story(a).tell(new ReturnEvent.GoodsInspected(c.inspection(), counted));
    var disposed = disposed(c, a);
    if (!disposed.isEmpty()) {
      story.tell(
          new ReturnEvent.Dispositioned(
              location(a),
              disposed,
              owed((Announced) story.now(), counted),
              c.rule().version(),
              c.at()));
    }
    questionStage(a, story, c.at());
    questionSurplus(story, counted, c.at(), true);
    questionUnexpected(a, goods, story, c.at());
    return ReturnDecider.closeIfComplete(story, c.at()).end();
  }

  /// Where goods of the return were last received; where they were sent, if that was not told.
  private static String location(Announced a) {
    return a.reports().receipts().stream()
        .reduce((_, last) -> last)
        .map(Goods.Receipt::locationId)
        .orElse(a.authorization().locationId());
  }

  /// Units of the return's own lines, by line and SKU.
  private static List<Counted> counted(Announced a, List<Goods.Line> goods) {
    var sums = new TreeMap<String, Counted>();
    for (var line : goods) {
      a.line(line.lineId(), line.sku())
          .ifPresent(
              known ->
                  sums.merge(
                      known.lineId() + "\n" + line.sku(),
                      new Counted(known.lineId(), line.sku(), line.quantity()),
                      (x, y) ->
                          new Counted(
                              x.lineId(), x.sku(), Math.addExact(x.quantity(), y.quantity()))));
    }
    return List.copyOf(sums.values());
  }

  /// One line per order line, SKU and disposition, by the rule in force.
  private static List<DisposedLine> disposed(ReturnCommand.RecordInspection c, Announced a) {
    var sums = new TreeMap<String, DisposedLine>();
    for (var line : c.inspection().lines()) {
      var known = a.line(line.lineId(), line.sku());
      if (known.isEmpty()) continue;
      var disposition = c.rule().policy().disposition(line.grade());
      sums.merge(
          known.get().lineId() + "\n" + line.sku() + "\n" + disposition,
          new DisposedLine(known.get().lineId(), line.sku(), line.quantity(), disposition),
          (x, y) ->
              new DisposedLine(
                  x.lineId(), x.sku(), Math.addExact(x.quantity(), y.quantity()), x.disposition()));
    }
    return new ArrayList<>(sums.values());
  }

  /// What of the inspected pieces is expected and not refunded yet; nothing of a closed return.
  private static List<LineQuantity> owed(Announced a, List<Counted> counted) {
    var owed = new ArrayList<LineQuantity>();
    if (a.stage() == Stage.CLOSED) return owed;
    for (var lineId : counted.stream().map(Counted::lineId).distinct().toList()) {
      var line = a.lines().get(lineId);
      long open = Math.min(line.inspected(), line.expected()) - line.refunded();
      if (open > 0) owed.add(new LineQuantity(lineId, open));
    }
    return owed;
  }

  private static void questionStage(Announced before, Story story, Instant at) {
    if (before.stage() == Stage.CLOSED) {
      ask(story, Question.ALREADY_CLOSED, "goods of a return that is over", at);
    }
  }

  private static void questionSurplus(
      Story story, List<Counted> counted, Instant at, boolean inspected) {
    var now = (Announced) story.now();
    for (var c : counted) {
      var line = now.lines().get(c.lineId());
      long received = line.receivedBySku().getOrDefault(c.sku(), 0L);
      long here = inspected ? line.inspectedBySku().get(c.sku()) : received;
      long expected = line.expected() * line.unitsOf(c.sku());
      if (here > expected) {
        ask(
            story,
            Question.SURPLUS,
            "line %s, %s: expected %d, here %d".formatted(c.lineId(), c.sku(), expected, here),
            at);
      }
      if (inspected && here > received) {
        ask(
            story,
            Question.NOT_RECEIVED_BEFORE,
            "line %s, %s: received %d, inspected %d".formatted(c.lineId(), c.sku(), received, here),
            at);
      }
    }
  }

  private static void questionUnexpected(
      Announced a, List<Goods.Line> goods, Story story, Instant at) {
    for (var line : goods) {
      if (a.line(line.lineId(), line.sku()).isEmpty()) {
        ask(
            story,
            Question.UNEXPECTED_GOODS,
            "%d %s belong to no line of the return; they are not in stock"
                .formatted(line.quantity(), line.sku()),
            at);
      }
    }
  }

  private static void ask(Story story, Question question, String detail, Instant at) {
    story.tell(new ReturnEvent.Questioned(question, detail, at));
  }
}
