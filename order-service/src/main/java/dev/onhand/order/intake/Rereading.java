package dev.onhand.order.intake;

import dev.onhand.order.channel.CanonicalDocuments;
import dev.onhand.order.channel.ChannelFormat;
import dev.onhand.order.channel.ChannelOrder;
import dev.onhand.order.channel.Reading;
import dev.onhand.order.order.OrderCommand;
import dev.onhand.order.order.Orders;
import dev.onhand.order.shop.Shop;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;

/// Reads an order's kept document again, because what its SKUs mean has changed.
final class Rereading {
  private Rereading() {}

  /// Nothing happens when the document is gone, or the order's terms were accepted already.
  static void reread(Work work, String orderId, Shop shop) throws SQLException {
    var known = Orders.find(work, orderId);
    var body = ChannelDocuments.latestBody(work, orderId);
    if (known == null || body == null || !known.isOf(shop.channel(), shop.shop())) return;
    var order = order(body, shop);
    if (order == null || !order.key().orderId().equals(orderId)) return;
    var terms = ChannelIntake.terms(work, order, shop);
    var skus = Orders.knownSkus(work, known.pools().all(), terms, known);
    Orders.handle(work, orderId, new OrderCommand.RemapTerms(terms, skus, work.now()));
  }

  private static ChannelOrder order(byte[] body, Shop shop) {
    var format = ChannelFormat.ofCode(shop.channel());
    var reading =
        format == null
            ? CanonicalDocuments.read(body)
            : format.parts(body, Receiving.sender(shop), null).getFirst().reading();
    return reading instanceof Reading.Order read ? read.order() : null;
  }
}
