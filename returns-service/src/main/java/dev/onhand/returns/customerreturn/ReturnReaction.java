package dev.onhand.returns.customerreturn;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.http.Roles;
import dev.onhand.returns.customerreturn.CustomerReturn.Announced;
import dev.onhand.returns.customerreturn.ReturnEvent.Authorization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// What each event of a return means to others: messages, a timer, and exceptions for people.
final class ReturnReaction {
  static final String EXPIRY_TIMER = "return-expiry";

  private static final Duration ANSWER_WITHIN = Duration.ofDays(2);
  private static final String UNANNOUNCED = "RETURN_UNANNOUNCED";

  private ReturnReaction() {}

  static List<Effect> react(Recorded<ReturnEvent> recorded, CustomerReturn after) {
    var id = recorded.stream().id();
    return switch (recorded.event()) {
      case ReturnEvent.Authorized e ->
          List.of(
              ReturnMessages.authorized(id, e.authorization()),
              ReturnMessages.expected(id, e.authorization()),
              new Effect.StartTimer(EXPIRY_TIMER, id, e.authorization().expiresAt(), null));
      case ReturnEvent.GoodsReceived e ->
          List.of(ReturnMessages.received(id, authorization(after), e.receipt()));
      case ReturnEvent.GoodsInspected _ -> List.of();
      case ReturnEvent.Dispositioned e ->
          List.of(ReturnMessages.dispositioned(id, authorization(after), e));
      case ReturnEvent.Questioned e ->
          List.of(raise("RETURN_" + e.question(), id, e.detail(), e.at()));
      case ReturnEvent.UnannouncedReceived e ->
          List.of(
              raise(
                  UNANNOUNCED,
                  id,
                  "at %s, not in stock: %s"
                      .formatted(e.receipt().locationId(), goods(e.receipt().lines())),
                  e.receipt().receivedAt()));
      case ReturnEvent.UnannouncedInspected e ->
          List.of(
              raise(
                  UNANNOUNCED,
                  id,
                  "inspected, not in stock: " + goods(e.inspection().ungraded()),
                  e.inspection().inspectedAt()));
      case ReturnEvent.RefundRequested e ->
          List.of(ReturnMessages.refundRequested(id, authorization(after), e));
      case ReturnEvent.RefundWorthless _ -> List.of();
      case ReturnEvent.RefundGranted _ -> List.of();
      case ReturnEvent.RefundRefused e ->
          List.of(
              raise(
                  "REFUND_REFUSED",
                  id + "/" + e.refundId(),
                  "the goods are back and the refund was refused: " + e.reason(),
                  e.at()));
      case ReturnEvent.RemainderDropped _ -> List.of();
      case ReturnEvent.Closed e ->
          List.of(
              ReturnMessages.closed(id, authorization(after), e),
              new Effect.CancelTimer(EXPIRY_TIMER, id));
    };
  }

  private static Authorization authorization(CustomerReturn after) {
    return ((Announced) after).authorization();
  }

  private static String goods(List<Goods.Line> lines) {
    return lines.stream()
        .map(line -> line.quantity() + " " + line.sku())
        .collect(Collectors.joining(", "));
  }

  private static Effect raise(String kind, String subject, String detail, Instant at) {
    return new Effect.RaiseException(
        kind, subject, detail, Roles.ORDER_CLERK, at.plus(ANSWER_WITHIN), List.of("resolve"));
  }
}
