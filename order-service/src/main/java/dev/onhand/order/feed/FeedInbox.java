package dev.onhand.order.feed;

import dev.onhand.order.shop.Shops;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.Message;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/// Listings that come as messages, and the timers of comparisons.
@ApplicationScoped
class FeedInbox implements MessageHandlers {
  @Override
  public void declare(Declarations on) {
    on.message("channel.FeedListed.v1", FeedListed.class, FeedInbox::listed);
    on.timer(Feeds.COMPARE, Feeds::compare);
    on.timer(Feeds.EXPECTED, Feeds::overdue);
  }

  private static void listed(Message<FeedListed> message, Work work) throws SQLException {
    var listing = message.payload();
    if (Shops.find(work.connection(), listing.channel(), listing.shop()) == null) {
      throw new InvalidMessage(
          "UNKNOWN_SHOP",
          "shop",
          "configure it (PUT /channels/{channel}/shops/{shop}), then run again");
    }
    Feeds.take(work, listing);
  }
}
