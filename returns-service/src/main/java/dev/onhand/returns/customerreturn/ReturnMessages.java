package dev.onhand.returns.customerreturn;

import dev.onhand.platform.event.Effect;
import dev.onhand.returns.customerreturn.ReturnEvent.Authorization;
import dev.onhand.returns.customerreturn.ReturnEvent.AuthorizedLine;
import dev.onhand.returns.customerreturn.ReturnEvent.Outcome;
import dev.onhand.returns.order.OrderEvent.RefundLine;
import dev.onhand.returns.policy.ReturnPolicy.Disposition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.Money;

/// Published messages about returns, made from private events here and nowhere else.
final class ReturnMessages {
  static final String EVENTS = "returns.events";
  static final String WAREHOUSE_REQUESTS = "warehouse.requests";

  private ReturnMessages() {}

  record ReasonedLine(String lineId, String sku, long quantity, String reason) {}

  record CountedLine(String lineId, String sku, long quantity) {}

  record DisposedLine(String lineId, String sku, long quantity, Disposition disposition) {}

  record ReturnAuthorized(
      String returnId,
      String orderId,
      String locationId,
      String pool,
      List<ReasonedLine> lines,
      Instant authorizedAt,
      Instant expiresAt) {}

  record ReturnExpected(
      String returnId, String orderId, String locationId, List<CountedLine> lines) {}

  record ReturnReceived(
      String returnId,
      String orderId,
      String locationId,
      List<CountedLine> lines,
      Instant receivedAt) {}

  record ReturnDispositioned(
      String returnId,
      String orderId,
      String locationId,
      String pool,
      List<DisposedLine> lines,
      long ruleVersion,
      Instant dispositionedAt) {}

  record RefundRequested(
      String returnId,
      String orderId,
      UUID refundId,
      Money amount,
      Money net,
      Money tax,
      List<RefundLine> lines) {}

  record ReturnClosed(String returnId, String orderId, Outcome outcome, Instant closedAt) {}

  static Effect authorized(String id, Authorization a) {
    var lines =
        a.lines().stream()
            .map(l -> new ReasonedLine(l.lineId(), l.sku(), l.quantity(), l.reason()))
            .toList();
    return publish(
        id,
        "ReturnAuthorized",
        new ReturnAuthorized(
            id, a.orderId(), a.locationId(), a.pool(), lines, a.authorizedAt(), a.expiresAt()));
  }

  static Effect expected(String id, Authorization a) {
    var lines = a.lines().stream().flatMap(ReturnMessages::goods).toList();
    return new Effect.Publish(
        WAREHOUSE_REQUESTS,
        a.locationId(),
        id,
        "returns.ReturnExpected.v1",
        new ReturnExpected(id, a.orderId(), a.locationId(), lines));
  }

  /// What comes back of the line: of kits their components, since nothing else is in stock.
  private static Stream<CountedLine> goods(AuthorizedLine line) {
    var each = line.kit().each();
    if (each.isEmpty()) {
      return Stream.of(new CountedLine(line.lineId(), line.sku(), line.quantity()));
    }
    return each.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            part ->
                new CountedLine(
                    line.lineId(),
                    part.getKey(),
                    Math.multiplyExact(part.getValue(), line.quantity())));
  }

  static Effect received(String id, Authorization a, Goods.Receipt receipt) {
    var lines =
        receipt.lines().stream()
            .map(l -> new CountedLine(l.lineId(), l.sku(), l.quantity()))
            .toList();
    return publish(
        id,
        "ReturnReceived",
        new ReturnReceived(id, a.orderId(), receipt.locationId(), lines, receipt.receivedAt()));
  }

  static Effect dispositioned(String id, Authorization a, ReturnEvent.Dispositioned event) {
    var lines =
        event.lines().stream()
            .map(l -> new DisposedLine(l.lineId(), l.sku(), l.quantity(), l.disposition()))
            .toList();
    return publish(
        id,
        "ReturnDispositioned",
        new ReturnDispositioned(
            id, a.orderId(), event.locationId(), a.pool(), lines, event.ruleVersion(), event.at()));
  }

  static Effect refundRequested(String id, Authorization a, ReturnEvent.RefundRequested event) {
    return publish(
        id,
        "RefundRequested",
        new RefundRequested(
            id,
            a.orderId(),
            event.refundId(),
            event.amount(),
            event.net(),
            event.tax(),
            event.lines()));
  }

  static Effect closed(String id, Authorization a, ReturnEvent.Closed event) {
    return publish(
        id, "ReturnClosed", new ReturnClosed(id, a.orderId(), event.outcome(), event.closedAt()));
  }

  private static Effect publish(String id, String name, Object payload) {
    return Effect.publish(EVENTS, id, "returns." + name + ".v1", payload);
  }
}
