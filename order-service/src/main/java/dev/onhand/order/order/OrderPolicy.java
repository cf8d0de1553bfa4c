package dev.onhand.order.order;

import dev.onhand.order.channel.OrderType;
import java.time.Duration;
import java.util.List;
import org.joda.money.Money;

/// What varies between kinds of orders: data, not code. An order keeps the policy that was in
/// effect when it came. `version` 0 is what holds where nobody configured anything.
///
/// `priority` ranks reservations (a lower number is served first and broken last); a pending
/// payment cancels the order after `paymentDue`; an order is complete `completeAfter` its delivery.
/// It should leave `shipWithin`, and is cancelled `cancelAfter`, its placing, where its document
/// says nothing. A failed capture is asked for again `captureRetries` times, `captureRetryAfter`
/// each. Above `approvalAbove` it waits for an approver; from `riskThreshold` on for a clerk.
/// `shipWithin`, `cancelAfter` and `approvalAbove` may be null: never. An order that `split`s goes
/// out as it is promised, part by part. On account it is to be paid `netDays` after its acceptance;
/// null: no day is agreed.
public record OrderPolicy(
    int version,
    int priority,
    String reservation,
    String serviceLevel,
    Duration paymentDue,
    Duration completeAfter,
    Duration shipWithin,
    Duration cancelAfter,
    Capture capture,
    int captureRetries,
    Duration captureRetryAfter,
    Money approvalAbove,
    int riskThreshold,
    boolean creditCheck,
    Boolean split,
    Integer netDays) {

  public OrderPolicy {
    split = split != null && split; // versions of before had no say in this
  }

  /// When an authorized payment is taken.
  public enum Capture {
    ON_SHIPMENT,
    ON_RELEASE
  }

  /// All lines, or none.
  public static final String SHIP_COMPLETE = "ship-complete";

  /// What is there; the rest is called off.
  public static final String SHIP_AVAILABLE = "ship-available";

  /// All there are. Under the last two the order waits for what is not there.
  public static final List<String> RESERVATIONS =
      List.of(SHIP_COMPLETE, SHIP_AVAILABLE, "backorder", "preorder");

  private static final int RISK_THRESHOLD = 100;
  private static final int RETRIES = 3;
  private static final int NET_DAYS = 30;
  private static final Duration RETRY_AFTER = Duration.ofHours(6);

  /// Where nobody configured anything.
  public static OrderPolicy of(OrderType type) {
    return switch (type) {
      case D2C -> usual(50, "standard", Duration.ofDays(7), Duration.ZERO);
      case MARKETPLACE -> usual(40, "standard", Duration.ofDays(7), Duration.ZERO);
      case WHOLESALE ->
          usual(60, "freight", Duration.ofDays(30), Duration.ofDays(14)).onTerms(NET_DAYS);
      case SUBSCRIPTION -> usual(45, "standard", Duration.ofDays(14), Duration.ZERO);
      case PREORDER -> usual(55, "standard", Duration.ofDays(7), Duration.ZERO);
    };
  }

  private static OrderPolicy usual(
      int priority, String serviceLevel, Duration paymentDue, Duration completeAfter) {
    return new OrderPolicy(
        0,
        priority,
        SHIP_COMPLETE,
        serviceLevel,
        paymentDue,
        completeAfter,
        null,
        null,
        Capture.ON_SHIPMENT,
        RETRIES,
        RETRY_AFTER,
        null,
        RISK_THRESHOLD,
        true,
        false,
        null);
  }

  private OrderPolicy onTerms(Integer days) {
    return new OrderPolicy(
        version,
        priority,
        reservation,
        serviceLevel,
        paymentDue,
        completeAfter,
        shipWithin,
        cancelAfter,
        capture,
        captureRetries,
        captureRetryAfter,
        approvalAbove,
        riskThreshold,
        creditCheck,
        split,
        days);
  }
}
