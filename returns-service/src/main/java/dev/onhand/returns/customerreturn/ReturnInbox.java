package dev.onhand.returns.customerreturn;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Work;
import dev.onhand.returns.Field;
import dev.onhand.returns.policy.ReturnPolicy.Grade;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Messages in: what warehouses report about returned goods, and the order service's answers to
/// refund requests.
@ApplicationScoped
public class ReturnInbox implements MessageHandlers {

  /// Read from `warehouse.ReturnReceived.v1`.
  record Received(String returnId, String locationId, List<Line> lines, Instant receivedAt) {
    Received {
      Field.id("returnId", returnId);
      Field.id("locationId", locationId);
      lines = Field.lines("lines", lines);
      Require.present("receivedAt", receivedAt);
    }

    Goods.Receipt receipt() {
      var goods =
          lines.stream().map(l -> new Goods.Line(l.lineId(), l.sku(), l.quantity())).toList();
      return new Goods.Receipt(locationId, goods, receivedAt);
    }
  }

  record Line(String lineId, String sku, long quantity) {
    Line {
      Field.id("lines.lineId", lineId);
      Field.sku("lines.sku", sku);
      Field.quantity("lines.quantity", quantity);
    }
  }

  /// Read from `warehouse.ReturnInspected.v1`.
  record Inspected(String returnId, List<GradedLine> lines, Instant inspectedAt) {
    Inspected {
      Field.id("returnId", returnId);
      lines = Field.lines("lines", lines);
      Require.present("inspectedAt", inspectedAt);
    }

    Goods.Inspection inspection() {
      var goods =
          lines.stream()
              .map(l -> new Goods.GradedLine(l.lineId(), l.sku(), l.quantity(), l.grade()))
              .toList();
      return new Goods.Inspection(goods, inspectedAt);
    }
  }

  record GradedLine(String lineId, String sku, long quantity, Grade grade) {
    GradedLine {
      Field.id("lines.lineId", lineId);
      Field.sku("lines.sku", sku);
      Field.quantity("lines.quantity", quantity);
      Require.present("lines.grade", grade);
    }
  }

  /// Read from `order.RefundGranted.v1`; without a return it is a cancellation's.
  record Granted(UUID refundId, String returnId) {
    Granted {
      Require.present("refundId", refundId);
    }
  }

  /// Read from `order.RefundRefused.v1`.
  record Refused(UUID refundId, String returnId, String reason) {
    Refused {
      Require.present("refundId", refundId);
      Field.text("reason", reason, Field.TEXT_LENGTH_MAX);
    }
  }

  @Override
  public void declare(Declarations on) {
    on.message(
        "warehouse.ReturnReceived.v1",
        Received.class,
        message -> ref(message.returnId()),
        (message, work) -> {
          var received = message.payload();
          ReturnHandling.received(work, received.returnId(), received.receipt());
        });
    on.message(
        "warehouse.ReturnInspected.v1",
        Inspected.class,
        message -> ref(message.returnId()),
        (message, work) -> {
          var inspected = message.payload();
          ReturnHandling.inspected(work, inspected.returnId(), inspected.inspection());
        });
    on.messages(
        "order.RefundGranted.v1",
        Granted.class,
        message -> refs(message.returnId()),
        (message, work) -> {
          var granted = message.payload();
          var command = new ReturnCommand.RecordRefundGranted(granted.refundId(), work.now());
          answered(work, granted.returnId(), command);
        });
    on.messages(
        "order.RefundRefused.v1",
        Refused.class,
        message -> refs(message.returnId()),
        (message, work) -> {
          var refused = message.payload();
          var command =
              new ReturnCommand.RecordRefundRefused(
                  refused.refundId(), refused.reason(), work.now());
          answered(work, refused.returnId(), command);
        });
    on.timer(
        ReturnReaction.EXPIRY_TIMER,
        (timer, work) -> ReturnHandling.dropRemainder(work, timer.key(), "EXPIRED", null));
  }

  private static StreamRef ref(String returnId) {
    return StreamRef.of(ReturnStream.STREAM, returnId);
  }

  private static List<StreamRef> refs(String returnId) {
    return returnId == null ? List.of() : List.of(ref(returnId));
  }

  /// An answer to a question nobody asked is kept as a dead letter: it is somebody's mistake.
  private static void answered(Work work, String returnId, ReturnCommand command) {
    if (returnId == null) return;
    switch (work.handle(ReturnStream.STREAM, returnId, command)) {
      case Decision.Accepted<ReturnEvent> _ -> {}
      case Decision.Rejected<ReturnEvent> r ->
          throw new InvalidMessage(r.reason().name(), "refundId", r.detail());
    }
  }
}
