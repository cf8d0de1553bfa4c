package dev.onhand.returns.customerreturn;

import dev.onhand.returns.customerreturn.CustomerReturn.Announced;
import dev.onhand.returns.customerreturn.CustomerReturn.Answer;
import dev.onhand.returns.customerreturn.CustomerReturn.Line;
import dev.onhand.returns.customerreturn.CustomerReturn.Refund;
import dev.onhand.returns.customerreturn.CustomerReturn.Stage;
import dev.onhand.returns.customerreturn.CustomerReturn.Unannounced;
import dev.onhand.returns.customerreturn.ReturnEvent.Authorization;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.order.OrderEvent.RefundLine;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The return after an event: total over all events, and without rules. Events that only an
/// announced return can have leave an unannounced one as it is.
final class ReturnHistory {
  private ReturnHistory() {}

  static CustomerReturn evolve(CustomerReturn before, ReturnEvent event) {
    return switch (before) {
      case Unannounced unannounced -> evolve(unannounced, event);
      case Announced announced -> evolve(announced, event);
    };
  }

  private static CustomerReturn evolve(Unannounced before, ReturnEvent event) {
    return switch (event) {
      case ReturnEvent.Authorized e ->
          new Announced(
              Stage.AUTHORIZED,
              e.authorization(),
              lines(e.authorization()),
              List.of(),
              Map.of(),
              null,
              before.reports());
      case ReturnEvent.UnannouncedReceived e -> new Unannounced(before.reports().with(e.receipt()));
      case ReturnEvent.UnannouncedInspected e ->
          new Unannounced(before.reports().with(e.inspection()));
      case ReturnEvent.GoodsReceived _,
          ReturnEvent.GoodsInspected _,
          ReturnEvent.Dispositioned _,
          ReturnEvent.Questioned _,
          ReturnEvent.RefundRequested _,
          ReturnEvent.RefundWorthless _,
          ReturnEvent.RefundGranted _,
          ReturnEvent.RefundRefused _,
          ReturnEvent.RemainderDropped _,
          ReturnEvent.Closed _ ->
          before;
    };
  }

  private static CustomerReturn evolve(Announced before, ReturnEvent event) {
    return switch (event) {
      case ReturnEvent.Authorized _,
          ReturnEvent.UnannouncedReceived _,
          ReturnEvent.UnannouncedInspected _,
          ReturnEvent.Questioned _ ->
          before;
      case ReturnEvent.GoodsReceived e ->
          reached(before, Stage.RECEIVED)
              .with(before.reports().with(e.receipt()))
              .counting(e.counted(), ReturnHistory::received);
      case ReturnEvent.GoodsInspected e ->
          reached(before, Stage.INSPECTED)
              .with(before.reports().with(e.inspection()))
              .counting(e.counted(), ReturnHistory::inspected);
      case ReturnEvent.Dispositioned e -> before.owing(List.copyOf(e.owed()));
      case ReturnEvent.RefundRequested e ->
          refunded(before, e.refundId(), new Refund(e.amount(), Answer.PENDING), e.lines());
      case ReturnEvent.RefundWorthless e ->
          refunded(before, e.refundId(), new Refund(null, Answer.NOT_NEEDED), e.lines());
      case ReturnEvent.RefundGranted e -> answered(before, e.refundId(), Answer.GRANTED);
      case ReturnEvent.RefundRefused e -> answered(before, e.refundId(), Answer.REFUSED);
      case ReturnEvent.RemainderDropped e -> before.changing(e.lines(), ReturnHistory::dropped);
      case ReturnEvent.Closed e -> before.ended(e.outcome());
    };
  }

  private static Map<String, Line> lines(Authorization authorization) {
    var lines = new LinkedHashMap<String, Line>();
    for (var l : authorization.lines()) {
      lines.put(
          l.lineId(),
          new Line(
              l.lineId(), l.sku(), l.reason(), l.kit(), l.quantity(), 0, Map.of(), Map.of(), 0));
    }
    return Collections.unmodifiableMap(lines);
  }

  private static Announced reached(Announced before, Stage stage) {
    return before.stage().compareTo(stage) < 0 ? before.in(stage) : before;
  }

  private static Announced refunded(
      Announced before, UUID refundId, Refund refund, List<RefundLine> lines) {
    var quantities =
        lines.stream().map(line -> new LineQuantity(line.lineId(), line.quantity())).toList();
    return before
        .withRefund(refundId, refund)
        .owing(List.of())
        .changing(quantities, ReturnHistory::refunded);
  }

  private static Announced answered(Announced before, UUID refundId, Answer answer) {
    return before.withRefund(refundId, new Refund(before.refunds().get(refundId).amount(), answer));
  }

  private static Line received(Line l, String sku, long more) {
    return new Line(
        l.lineId(),
        l.sku(),
        l.reason(),
        l.kit(),
        l.authorized(),
        l.dropped(),
        added(l.receivedBySku(), sku, more),
        l.inspectedBySku(),
        l.refunded());
  }

  private static Line inspected(Line l, String sku, long more) {
    return new Line(
        l.lineId(),
        l.sku(),
        l.reason(),
        l.kit(),
        l.authorized(),
        l.dropped(),
        l.receivedBySku(),
        added(l.inspectedBySku(), sku, more),
        l.refunded());
  }

  private static Map<String, Long> added(Map<String, Long> units, String sku, long more) {
    var all = new HashMap<>(units);
    all.merge(sku, more, Math::addExact);
    return Map.copyOf(all);
  }

  private static Line refunded(Line l, long more) {
    return new Line(
        l.lineId(),
        l.sku(),
        l.reason(),
        l.kit(),
        l.authorized(),
        l.dropped(),
        l.receivedBySku(),
        l.inspectedBySku(),
        l.refunded() + more);
  }

  private static Line dropped(Line l, long more) {
    return new Line(
        l.lineId(),
        l.sku(),
        l.reason(),
        l.kit(),
        l.authorized(),
        l.dropped() + more,
        l.receivedBySku(),
        l.inspectedBySku(),
        l.refunded());
  }
}
