package dev.onhand.order.intake;

import dev.onhand.order.channel.CanonicalDocuments;
import dev.onhand.order.channel.ChannelFormat;
import dev.onhand.order.channel.Reading;
import dev.onhand.order.shop.Shop;
import dev.onhand.order.shop.Shops;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.Message;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;

/// Documents that come as messages: canonical orders, documents of channels as they are (subject:
/// the shop), and refused documents run again. Each is read from its own bytes by the strict
/// reader, not from what a JSON mapper made of it.
@ApplicationScoped
class ChannelInbox implements MessageHandlers {
  private static final String UNKNOWN_SHOP = "UNKNOWN_SHOP";

  @Override
  public void declare(Declarations on) {
    on.message("channel.ChannelOrderPlaced.v1", byte[].class, ChannelInbox::placed);
    for (var format : ChannelFormat.values()) {
      on.message(
          format.messageType(), byte[].class, (message, work) -> received(format, message, work));
    }
    on.timer(WaitingRefund.TIMER, WaitingRefund::fired);
  }

  private static void placed(Message<byte[]> message, Work work) throws SQLException {
    var body = message.payload();
    switch (CanonicalDocuments.read(body)) {
      case Reading.Order read -> {
        var key = read.order().key();
        var shop = configured(work, key.channel(), key.shop());
        take(work, document(message, shop.channel(), shop.shop()), read, shop);
      }
      case Reading.Refund other -> take(work, document(message, "", ""), other, null);
      case Reading.Edit other -> take(work, document(message, "", ""), other, null);
      case Reading.Cancellation other -> take(work, document(message, "", ""), other, null);
      case Reading.Skipped skipped -> take(work, document(message, "", ""), skipped, null);
      case Reading.Refused refused -> take(work, document(message, "", ""), refused, null);
    }
  }

  private static void received(ChannelFormat format, Message<byte[]> message, Work work)
      throws SQLException {
    var shop = configured(work, format.code(), message.envelope().subject());
    var document = document(message, shop.channel(), shop.shop());
    var parts = format.parts(message.payload(), Receiving.sender(shop), null);
    if (parts.size() == 1) {
      take(work, document, parts.getFirst().reading(), shop);
    } else {
      // the page is taken; each of its entries that is refused is a dead letter by itself
      Receiving.take(work, format, shop, document, parts, Map.of());
    }
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
  private static void take(Work work, Document document, Reading reading, Shop shop)
      throws SQLException {
    var outcome = ChannelIntake.take(work, document, reading, shop);
    if (outcome.kind() == Outcome.Kind.REFUSED) {
      throw new InvalidMessage(outcome.reason(), outcome.field(), outcome.detail());
    }
  }
}
