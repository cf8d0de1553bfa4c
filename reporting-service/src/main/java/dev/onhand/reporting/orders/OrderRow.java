package dev.onhand.reporting.orders;

import dev.onhand.reporting.read.Row;
import java.sql.SQLException;
import java.time.Instant;
import org.joda.money.Money;

/// An order in a list.
///
/// @param state the order's state, `ON_HOLD` while a hold stands
/// @param reason of the hold or the cancellation, else null
/// @param total with tax and shipping
public record OrderRow(
    String orderId,
    String number,
    String channelOrderId,
    String channel,
    String shop,
    String orderType,
    String state,
    String reason,
    Instant stateAt,
    Instant placedAt,
    String country,
    Money total) {

  /// From a row of `analytics.orders`.
  public static OrderRow of(Row row) throws SQLException {
    var hold = row.text("hold_reason");
    return new OrderRow(
        row.text("order_id"),
        row.text("number"),
        row.text("channel_order_id"),
        row.text("channel"),
        row.text("shop"),
        row.text("order_type"),
        row.text("state"),
        hold == null ? row.text("cancellation_reason") : hold,
        row.instant("state_at"),
        row.instant("placed_at"),
        row.text("country"),
        row.money("total"));
  }
}
