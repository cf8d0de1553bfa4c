package dev.onhand.returns.customerreturn;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.work.Work;
import dev.onhand.returns.customerreturn.CustomerReturn.Announced;
import dev.onhand.returns.customerreturn.ReturnEvent.Authorization;
import dev.onhand.returns.order.OrderCommand;
import dev.onhand.returns.order.OrderDecider;
import dev.onhand.returns.order.OrderEvent;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.policy.PolicyInForce;
import dev.onhand.returns.policy.ReturnPolicy;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What concerns a return and its order at once, in one transaction. The order's stream is decided
/// first where it may refuse.
final class ReturnHandling {
  private static final NameBasedGenerator REFUNDS =
      Generators.nameBasedGenerator(UUID.fromString("8b3f6f5e-14c2-5f0e-8f4b-6d0e9a7c2b31"));

  private ReturnHandling() {}

  /// The refund of a return with this number, from 1, always has the same id.
  static UUID refundId(String returnId, int number) {
    return REFUNDS.generate((returnId + "\n" + number).getBytes(StandardCharsets.UTF_8));
  }

  /// Claims the pieces from the order, then announces the return.
  static Decision<?> authorize(
      Work work, UUID returnId, Authorization authorization, ReturnPolicy policy) {
    var lines =
        authorization.lines().stream()
            .map(line -> new LineQuantity(line.lineId(), line.quantity()))
            .toList();
    var claim =
        new OrderCommand.ClaimQuantities(
            returnId, lines, policy.window(), authorization.authorizedAt());
    var claimed = work.handle(OrderDecider.STREAM, authorization.orderId(), claim);
    if (!claimed.isAccepted()) return claimed;
    return work.handle(
        ReturnStream.STREAM, returnId.toString(), new ReturnCommand.AuthorizeReturn(authorization));
  }

  static void received(Work work, String returnId, Goods.Receipt receipt) {
    work.handle(
        ReturnStream.STREAM, returnId, new ReturnCommand.RecordReceipt(receipt, work.now()));
  }

  /// Records the inspection and asks for the refund of what is owed because of it.
  static void inspected(Work work, String returnId, Goods.Inspection inspection) {
    work.handle(
        ReturnStream.STREAM,
        returnId,
        new ReturnCommand.RecordInspection(inspection, PolicyInForce.of(work), work.now()));
    if (!(work.state(ReturnStream.STREAM, returnId) instanceof Announced announced)) return;
    if (announced.owed().isEmpty()) return;
    var refundId = refundId(returnId, announced.refunds().size() + 1);
    var computed =
        work.handle(
            OrderDecider.STREAM,
            announced.authorization().orderId(),
            new OrderCommand.ComputeRefund(UUID.fromString(returnId), refundId, announced.owed()));
    for (var event : computed.eventsOrNone()) {
      if (event instanceof OrderEvent.RefundComputed refund) {
        work.handle(
            ReturnStream.STREAM,
            returnId,
            new ReturnCommand.RequestRefund(refundId, refund.lines(), work.now()));
      }
    }
  }

  /// Ends the wait for what has not come, and lets other returns claim it.
  static Decision<ReturnEvent> dropRemainder(Work work, String returnId, String reason, String by) {
    var dropped =
        work.handle(
            ReturnStream.STREAM, returnId, new ReturnCommand.DropRemainder(reason, by, work.now()));
    for (var event : dropped.eventsOrNone()) {
      if (event instanceof ReturnEvent.RemainderDropped remainder) {
        var announced = (Announced) work.state(ReturnStream.STREAM, returnId);
        work.handle(
            OrderDecider.STREAM,
            announced.authorization().orderId(),
            new OrderCommand.FreeQuantities(UUID.fromString(returnId), remainder.lines()));
      }
    }
    return dropped;
  }
}
