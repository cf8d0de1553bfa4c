package dev.onhand.order.intake;

import dev.onhand.order.channel.ChannelFormat;
import dev.onhand.platform.inbox.DeadLetters;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// A refused document as a dead letter in the form of a message, so that it can be corrected and
/// run again like any other.
public final class WebhookLetter {
  private WebhookLetter() {}

  /// `headers` are those of the request that say what it was; none that authenticates it.
  public static void add(
      Work work,
      ChannelFormat format,
      Document document,
      Map<String, String> headers,
      Outcome outcome)
      throws SQLException {
    var all = new LinkedHashMap<>(headers);
    all.put("ce_specversion", "1.0");
    all.put("ce_id", document.deliveryId() == null ? document.sha256() : document.deliveryId());
    all.put("ce_source", document.source());
    all.put("ce_type", format.messageType());
    all.put("ce_subject", document.shop());
    all.put("content-type", "application/json");
    var at = outcome.field() == null || outcome.field().isEmpty() ? "" : outcome.field() + ": ";
    DeadLetters.add(
        work.connection(),
        document.source(),
        format.messageType(),
        outcome.orderId() == null ? document.shop() : outcome.orderId(),
        all,
        document.body(),
        outcome.reason(),
        at + outcome.detail());
  }
}
