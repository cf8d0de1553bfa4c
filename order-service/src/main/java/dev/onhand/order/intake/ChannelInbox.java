package dev.onhand.order.intake;

import dev.onhand.order.channel.CanonicalDocuments;
import dev.onhand.order.channel.ChannelFormat;
import dev.onhand.order.channel.Reading;
import dev.onhand.order.item.KnownItems;
import dev.onhand.order.order.OrderStream;
import dev.onhand.order.person.Vault;
import dev.onhand.order.shop.Shop;
import dev.onhand.order.shop.ShopDesk;
import dev.onhand.order.trade.Lookups;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.Message;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Documents that come as messages: canonical orders, documents of channels as they are (subject:
/// the shop), and refused documents run again. Each is read from its own bytes by the strict
/// reader, not from what a JSON mapper made of it; what the orders of a batch will ask the database
/// is asked for all of them together.
@ApplicationScoped
class ChannelInbox implements MessageHandlers {
  private static final String UNKNOWN_SHOP = "UNKNOWN_SHOP";

  @Override
  public void declare(Declarations on) {
    on.messages(
        "channel.ChannelOrderPlaced.v1",
        CanonicalDocuments::read,
        ChannelInbox::streams,
        ChannelInbox::prepare,
        ChannelInbox::placed);
    for (var format : ChannelFormat.values()) {
      on.message(
          format.messageType(), byte[].class, (message, work) -> received(format, message, work));
    }
    on.timer(WaitingRefund.TIMER, WaitingRefund::fired);
  }

  private static List<StreamRef> streams(Reading reading) {
    return reading instanceof Reading.Order read
        ? List.of(StreamRef.of(OrderStream.ORDER, read.order().key().orderId()))
        : List.of();
  }

  /// Reads at once what each of the orders will ask for.
  private static void prepare(List<Message<Reading>> messages, Work work) throws SQLException {
    var desk = ShopDesk.of(work);
    var customers = new HashSet<String>();
    var skus = new HashMap<Shop, Set<String>>();
    for (var message : messages) {
      if (!(message.payload() instanceof Reading.Order read)) continue;
      var shop = desk.find(read.order().key().channel(), read.order().key().shop());
      if (shop == null) continue;
      customers.add(read.order().customerId());
      var its = skus.computeIfAbsent(shop, _ -> new HashSet<>());
      for (var line : read.order().lines()) if (line.sku() != null) its.add(line.sku());
    }
    Vault.of(work).load(customers);
    var items = new HashSet<String>();
    for (var of : skus.entrySet()) {
      var shop = of.getKey();
      var its = of.getValue();
      for (var meaning : desk.meanings(shop, its).byChannelSku().entrySet()) {
        its.add(meaning.getValue().sku());
      }
      KnownItems.of(work).load(shop.pool(), its);
      items.addAll(its);
    }
    Lookups.of(work).load(items, customers);
  }

  private static void placed(Message<Reading> message, Work work) throws SQLException {
    switch (message.payload()) {
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
    // an interchange is answered, refused or not: what the answer changes rules out a refusal later
    if (parts.size() == 1 && format != ChannelFormat.X12) {
      take(work, document, parts.getFirst().reading(), shop);
    } else {
      // the page is taken; each of its entries that is refused is a dead letter by itself
      Receiving.take(work, format, shop, document, parts, Map.of());
    }
  }

  private static Document document(Message<?> message, String channel, String shop) {
    var envelope = message.envelope();
    return Document.of(channel, shop, message.topic(), envelope.id(), envelope.data());
  }

  private static Shop configured(Work work, String channel, String name) throws SQLException {
    var shop = ShopDesk.of(work).find(channel, name);
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
