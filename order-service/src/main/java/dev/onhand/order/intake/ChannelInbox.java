package dev.onhand.order.intake;

import dev.onhand.order.channel.CanonicalDocuments;
import dev.onhand.order.channel.Reading;
import dev.onhand.order.channel.ShopifyDocuments;
import dev.onhand.order.shop.Shop;
import dev.onhand.order.shop.Shops;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.Message;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/// Documents that come as messages: canonical orders, and webhook documents run again. Each is
/// read from its own bytes by the strict reader, not from what a JSON mapper made of it.
@ApplicationScoped
class ChannelInbox implements MessageHandlers {
  private static final String UNKNOWN_SHOP = "UNKNOWN_SHOP";

  @Override
  public void declare(Declarations on) {
    on.message("channel.ChannelOrderPlaced.v1", byte[].class, ChannelInbox::placed);
    on.message(WebhookLetter.TYPE, byte[].class, ChannelInbox::again);
  }

  private static void placed(Message<byte[]> message, Work work) throws SQLException {
    var body = message.payload();
    switch (CanonicalDocuments.read(body)) {
      case Reading.Order read -> {
        var key = read.order().key();
        var shop = configured(work, key.channel(), key.shop());
        take(work, document(message, shop.channel(), shop.shop()), read, shop.pool());
      }
      case Reading.Skipped skipped -> take(work, document(message, "", ""), skipped, null);
      case Reading.Refused refused -> take(work, document(message, "", ""), refused, null);
    }
  }

  private static void again(Message<byte[]> message, Work work) throws SQLException {
    var shop = configured(work, ShopifyDocuments.CHANNEL, message.envelope().subject());
    var reading = ShopifyDocuments.read(message.payload(), shop.shop(), shop.orderType());
    take(work, document(message, shop.channel(), shop.shop()), reading, shop.pool());
  }

  private static Document document(Message<byte[]> message, String channel, String shop) {
    var envelope = message.envelope();
    return Document.of(channel, shop, message.topic(), envelope.id(), message.payload());
  }

  private static Shop configured(Work work, String channel, String name) throws SQLException {
    var shop = Shops.find(work.connection(), channel, name);
    if (shop != null) return shop;
    throw new InvalidMessage(
        UNKNOWN_SHOP,
        "shop",
        "configure it (PUT /channels/{channel}/shops/{shop}), then run again");
  }

  /// A refusal becomes a dead letter; that the document came is registered all the same.
  private static void take(Work work, Document document, Reading reading, String pool)
      throws SQLException {
    var outcome = ChannelIntake.take(work, document, reading, pool);
    if (outcome.kind() == Outcome.Kind.REFUSED) {
      throw new InvalidMessage(outcome.reason(), outcome.field(), outcome.detail());
    }
  }
}
