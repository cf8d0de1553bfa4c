package dev.onhand.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.order.channel.ChannelTax;
import dev.onhand.order.channel.ShipTo;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// An order as REST shows it. `place` is the channel's name of where the goods come from, or null.
/// `shipTo` is there for those who may see it.
public record OrderView(
    String orderId,
    String channel,
    String shop,
    String channelOrderId,
    String number,
    String orderType,
    String state,
    String customerId,
    String country,
    Money total,
    String paymentStatus,
    Money captured,
    Money refunded,
    Instant placedAt,
    Instant receivedAt,
    Instant version,
    String reservationId,
    List<Line> lines,
    Money shippingNet,
    Money shippingTax,
    List<HoldView> holds,
    List<Allocation> allocations,
    int policyVersion,
    String place,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer netDays,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant paymentDueAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) ShipTo shipTo) {

  /// A line and where its units are. `state` is that of the units that are least far: backordered,
  /// open, allocated, released, shipped, or cancelled. `released` units are with fulfilment and not
  /// shipped; `expectedAt` is when those that are waited for should come, null when nobody knows.
  /// `taxes` are what `tax` consists of, as the channel charged it; `taxIncluded`: the unit price
  /// contains it. `remittedTaxes` are those that the channel collected and remits itself: in no
  /// amount of the order. A kit is counted in whole ones; `components` says of each part of it what
  /// is kept for the order, and what is waited for.
  public record Line(
      String lineId,
      String sku,
      String title,
      long quantity,
      long cancelled,
      long shipped,
      String state,
      String pool,
      long backordered,
      @JsonInclude(JsonInclude.Include.NON_NULL) Instant expectedAt,
      long allocated,
      long released,
      Money unitPrice,
      Money net,
      Money tax,
      boolean taxIncluded,
      List<OrderMessages.Tax> taxes,
      List<OrderMessages.Tax> remittedTaxes,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<KitComponent> components) {

    private static Line of(OrderLine l, Order order) {
      var progress = LineProgress.of(l, order);
      return new Line(
          l.lineId(),
          l.sku(),
          l.title(),
          l.quantity(),
          order.cancellations().of(l.lineId()),
          order.shipped(l),
          progress.state(),
          order.pools().of(l),
          progress.backordered(),
          progress.expectedAt(),
          progress.allocated(),
          progress.released(),
          l.unitPrice(),
          l.net(),
          l.tax(),
          order.terms().taxesIncluded(),
          OrderMessages.Tax.all(ChannelTax.owed(l.taxes())),
          OrderMessages.Tax.all(ChannelTax.remitted(l.taxes())),
          progress.components());
    }
  }

  /// A part of a kit: `perKit` units of it are in one, `allocated` are promised and not handed to
  /// fulfilment, `waiting` have to come. What is there of a kit that is not whole is kept for it.
  public record KitComponent(
      String sku,
      long perKit,
      long allocated,
      long waiting,
      @JsonInclude(JsonInclude.Include.NON_NULL) Instant expectedAt) {}

  /// An open hold.
  public record HoldView(
      String holdId,
      String reason,
      String detail,
      String owner,
      Instant raisedAt,
      Instant dueAt,
      String lineId,
      List<Transition> blocks) {}

  static OrderView of(Order order, ShipTo shipTo) {
    var terms = order.terms();
    return new OrderView(
        order.orderId(),
        terms.key().channel(),
        terms.key().shop(),
        terms.key().externalId(),
        terms.number(),
        terms.orderType().code(),
        order.stateName(),
        terms.customerId(),
        terms.country(),
        terms.total(),
        order.payment().report().name(),
        order.payment().captured(),
        order.payment().granted(),
        terms.placedAt(),
        order.receivedAt(),
        order.version(),
        order.reservation().id(),
        terms.lines().stream().map(l -> Line.of(l, order)).toList(),
        terms.shippingNet(),
        terms.shippingTax(),
        order.holds().open().stream()
            .map(
                h ->
                    new HoldView(
                        h.holdId(),
                        h.reason().name(),
                        h.detail(),
                        h.reason().owner(),
                        h.raisedAt(),
                        h.dueAt(),
                        h.lineId(),
                        h.blocks().stream().sorted().toList()))
            .toList(),
        order.reservation().allocations(),
        order.policy().version(),
        terms.special().place(),
        order.accepted() == null ? null : order.accepted().netDays(),
        order.accepted() == null ? null : order.accepted().paymentDueAt(),
        shipTo);
  }
}
