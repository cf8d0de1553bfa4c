package dev.onhand.order.order;

import dev.onhand.order.channel.ChannelOrder;
import dev.onhand.order.channel.OrderKey;
import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.Money;

/// What one version of the channel's document says, without the person: names, street and email
/// stay outside the events. `missingAddress` names the parts of the address that are missing.
public record OrderTerms(
    OrderKey key,
    String number,
    OrderType orderType,
    String customerId,
    String country,
    String postalZone,
    List<String> missingAddress,
    boolean taxesIncluded,
    Instant placedAt,
    PaymentReport payment,
    boolean shippedElsewhere,
    List<OrderLine> lines,
    Money shippingNet,
    Money shippingTax,
    Money total,
    Instant cancelledAt) {

  public OrderTerms {
    missingAddress = List.copyOf(missingAddress);
    lines = List.copyOf(lines);
  }

  public static OrderTerms of(ChannelOrder order) {
    var to = order.shipTo();
    return new OrderTerms(
        order.key(),
        order.number(),
        order.orderType(),
        order.customerId(),
        to == null ? null : to.countryOrNull(),
        to == null ? null : to.postalZone(),
        to == null ? List.of("address") : to.missing(),
        order.taxesIncluded(),
        order.placedAt(),
        order.payment(),
        order.shippedElsewhere(),
        order.lines().stream()
            .map(
                line ->
                    new OrderLine(
                        line.externalLineId(),
                        line.sku(),
                        line.title(),
                        line.quantity(),
                        line.unitPrice(),
                        line.net(),
                        line.tax()))
            .toList(),
        order.shippingNet(),
        order.shippingTax(),
        order.total(),
        order.cancelledAt());
  }

  String currency() {
    return total.getCurrencyUnit().getCode();
  }

  Money zero() {
    return Money.zero(total.getCurrencyUnit());
  }

  Money shippingGross() {
    return shippingNet.plus(shippingTax);
  }

  Money netTotal() {
    return lines.stream().map(OrderLine::net).reduce(shippingNet, Money::plus);
  }

  Money taxTotal() {
    return lines.stream().map(OrderLine::tax).reduce(shippingTax, Money::plus);
  }

  /// What lines and shipping come to; [#total] is what the channel says.
  Money computedTotal() {
    return netTotal().plus(taxTotal());
  }

  OrderPolicy policy() {
    return OrderPolicy.of(orderType);
  }

  /// The line, or null.
  OrderLine line(String lineId) {
    for (var line : lines) if (line.lineId().equals(lineId)) return line;
    return null;
  }

  /// True when another version sells something else: other lines, quantities or amounts.
  boolean sellsOtherThan(OrderTerms other) {
    return !shippingNet.equals(other.shippingNet)
        || !shippingTax.equals(other.shippingTax)
        || !total.equals(other.total)
        || !sold(lines).equals(sold(other.lines));
  }

  private static List<List<Object>> sold(List<OrderLine> lines) {
    return lines.stream()
        .map(l -> List.<Object>of(l.lineId(), text(l.sku()), l.quantity(), l.net(), l.tax()))
        .toList();
  }

  private static String text(String sku) {
    return Objects.requireNonNullElse(sku, "");
  }

  /// The same terms with the SKUs that people named, by line id.
  OrderTerms withSkus(Map<String, String> named) {
    if (named.isEmpty()) return this;
    return with(
        country,
        postalZone,
        missingAddress,
        lines.stream()
            .map(l -> named.containsKey(l.lineId()) ? l.withSku(named.get(l.lineId())) : l)
            .toList());
  }

  OrderTerms withAddress(String givenCountry, String givenZone) {
    return with(givenCountry, givenZone, List.of(), lines);
  }

  private OrderTerms with(
      String newCountry, String newZone, List<String> missing, List<OrderLine> newLines) {
    return new OrderTerms(
        key,
        number,
        orderType,
        customerId,
        newCountry,
        newZone,
        missing,
        taxesIncluded,
        placedAt,
        payment,
        shippedElsewhere,
        newLines,
        shippingNet,
        shippingTax,
        total,
        cancelledAt);
  }
}
