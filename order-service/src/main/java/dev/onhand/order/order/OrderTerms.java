package dev.onhand.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
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
/// `shippingNet` and `shippingTax` are all that is charged beside the lines.
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
    Instant cancelledAt,
    Special special) {

  /// What only some orders have. `shipBy`, `cancelAfter` and `doubt` may be null. `place` is the
  /// channel's name of where the goods come from, null when it names none, and `locationId` which
  /// of our locations that is, null when nobody said.
  public record Special(
      boolean fulfilledByChannel,
      boolean cancelRequested,
      Instant shipBy,
      Instant cancelAfter,
      String doubt,
      String place,
      @JsonInclude(JsonInclude.Include.NON_NULL) String locationId) {
    static final Special NOTHING = new Special(false, false, null, null, null, null, null);
  }

  public OrderTerms {
    missingAddress = List.copyOf(missingAddress);
    lines = List.copyOf(lines);
    special = special == null ? Special.NOTHING : special;
  }

  boolean fulfilledByChannel() {
    return special.fulfilledByChannel();
  }

  boolean cancelRequested() {
    return special.cancelRequested();
  }

  /// `items` says what the channel's SKUs mean.
  public static OrderTerms of(ChannelOrder order, SkuMapping items) {
    var to = order.shipTo();
    var conditions = order.conditions();
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
        conditions.shippedElsewhere(),
        order.lines().stream().map(items::line).toList(),
        order.shippingNet(),
        order.shippingTax(),
        order.total(),
        order.cancelledAt(),
        new Special(
            conditions.fulfilledByChannel(),
            conditions.cancelRequested(),
            conditions.shipBy(),
            conditions.cancelAfter(),
            conditions.doubt(),
            conditions.place() == null ? null : conditions.place().name(),
            conditions.place() == null ? null : conditions.place().locationId()));
  }

  /// True when no warehouse of ours has anything to do for it.
  boolean shipsNothing() {
    return special.fulfilledByChannel() || lines.stream().allMatch(OrderLine::digital);
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

  /// The same terms with another price of one line; the total changes as much.
  OrderTerms withPrice(String lineId, Money net, Money tax) {
    var known = line(lineId);
    var changed = lines.stream().map(l -> l == known ? l.priced(net, tax) : l).toList();
    var more = net.plus(tax).minus(known.gross());
    return with(country, postalZone, missingAddress, changed).withTotal(total.plus(more));
  }

  private OrderTerms withTotal(Money newTotal) {
    return new OrderTerms(
        key,
        number,
        orderType,
        customerId,
        country,
        postalZone,
        missingAddress,
        taxesIncluded,
        placedAt,
        payment,
        shippedElsewhere,
        lines,
        shippingNet,
        shippingTax,
        newTotal,
        cancelledAt,
        special);
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
        cancelledAt,
        special);
  }
}
