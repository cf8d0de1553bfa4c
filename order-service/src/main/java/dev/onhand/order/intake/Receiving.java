package dev.onhand.order.intake;

import dev.onhand.order.channel.ChannelFormat;
import dev.onhand.order.channel.Part;
import dev.onhand.order.channel.Sender;
import dev.onhand.order.shop.Shop;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A document of a configured shop, taken part by part in one transaction.
public final class Receiving {
  private Receiving() {}

  public static Sender sender(Shop shop) {
    return new Sender(shop.shop(), shop.orderType(), shop.currency());
  }

  /// One outcome per part. Refused parts become dead letters of their own.
  public static List<Outcome> take(
      Work work,
      ChannelFormat format,
      Shop shop,
      Document document,
      List<Part> parts,
      Map<String, String> headers)
      throws SQLException {
    var outcomes = new ArrayList<Outcome>(parts.size());
    for (var part : parts) {
      var its = parts.size() == 1 ? document : document.part(part.body());
      var outcome = ChannelIntake.take(work, its, part.reading(), shop);
      if (outcome.kind() == Outcome.Kind.REFUSED) {
        WebhookLetter.add(work, format, its, headers, outcome);
      }
      outcomes.add(outcome);
    }
    if (format == ChannelFormat.X12) {
      X12Answers.acknowledge(work, shop, document.body(), outcomes);
    }
    return outcomes;
  }
}
