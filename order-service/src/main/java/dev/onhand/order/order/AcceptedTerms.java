package dev.onhand.order.order;

import dev.onhand.order.channel.ChannelTax;
import dev.onhand.platform.event.Effect;
import java.util.List;
import org.joda.money.Money;

/// The terms of an order as others hear of them. Digital lines are not shipped by anybody, so their
/// worth is told with what is charged beside the lines; an order of nothing else keeps its lines.
final class AcceptedTerms {
  private AcceptedTerms() {}

  static Effect message(String id, Order order, OrderEvent.OrderAccepted e) {
    var terms = order.terms();
    var told = told(terms);
    var beside = terms.lines().stream().filter(l -> !told.contains(l)).toList();
    return OrderReactions.event("OrderAccepted", id)
        .with(
            new OrderMessages.OrderAccepted(
                id,
                terms.key().channel(),
                terms.key().shop(),
                terms.key().externalId(),
                terms.number(),
                terms.orderType().code(),
                terms.customerId(),
                terms.country(),
                terms.postalZone(),
                terms.currency(),
                terms.taxesIncluded(),
                terms.placedAt(),
                e.acceptedAt(),
                told.stream().map(AcceptedTerms::line).toList(),
                beside.stream().map(OrderLine::net).reduce(terms.shippingNet(), Money::plus),
                beside.stream().map(OrderLine::tax).reduce(terms.shippingTax(), Money::plus),
                terms.total(),
                OrderReactions.paymentStatus(order.payment().report()),
                e.netDays(),
                e.paymentDueAt(),
                terms.fulfilledByChannel() ? "channel" : null));
  }

  private static List<OrderLine> told(OrderTerms terms) {
    var shipped = terms.lines().stream().filter(l -> !l.digital()).toList();
    return shipped.isEmpty() ? terms.lines() : shipped;
  }

  private static OrderMessages.AcceptedLine line(OrderLine l) {
    // a digital line may mean no item; the name of the line is then the best there is
    var sku = l.sku() == null || l.sku().isBlank() ? l.lineId() : l.sku();
    return new OrderMessages.AcceptedLine(
        l.lineId(),
        sku,
        l.quantity(),
        l.unitPrice(),
        l.net(),
        l.tax(),
        OrderMessages.Tax.all(ChannelTax.owed(l.taxes())),
        OrderMessages.Tax.all(ChannelTax.remitted(l.taxes())));
  }
}
