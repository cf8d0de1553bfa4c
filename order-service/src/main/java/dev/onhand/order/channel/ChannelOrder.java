package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// An order as its channel has it, in one version: what both document shapes are read into.
/// `number`, `buyer`, `shipTo` and `cancelledAt` may be null. Lines are those still wanted, at
/// least one. `shippingNet` is all that is charged beside the lines: shipping, duties, tips, fees.
public record ChannelOrder(
    OrderKey key,
    String number,
    Instant version,
    Instant placedAt,
    OrderType orderType,
    CurrencyUnit currency,
    boolean taxesIncluded,
    PaymentReport payment,
    Conditions conditions,
    Buyer buyer,
    ShipTo shipTo,
    List<ChannelLine> lines,
    Money shippingNet,
    Money shippingTax,
    Money total,
    Instant cancelledAt) {

  public ChannelOrder {
    lines = List.copyOf(lines);
  }

  /// What the lines and shipping come to; the channel's own `total` may differ.
  public Money computedTotal() {
    return lines.stream()
        .map(ChannelLine::gross)
        .reduce(shippingNet.plus(shippingTax), Money::plus);
  }

  public String customerId() {
    return key.customerId(buyer == null ? null : buyer.externalId());
  }

  /// Every value that was read, in one order and without ambiguity: equal for equal content,
  /// whatever the document's bytes looked like. Personal: hash it with a secret key only.
  public String canonicalText() {
    var text = new CanonicalText();
    text.add(key.channel(), key.shop(), key.externalId(), number, version, placedAt);
    text.add(
        orderType, currency, taxesIncluded, payment, conditions.shippedElsewhere(), cancelledAt);
    text.add(shippingNet, shippingTax, total);
    addConditions(text);
    if (buyer != null) text.add(buyer.externalId(), buyer.name(), buyer.email());
    text.add("to");
    if (shipTo != null) {
      text.add(shipTo.name(), shipTo.address1(), shipTo.address2(), shipTo.city());
      text.add(shipTo.province(), shipTo.postalCode(), shipTo.country(), shipTo.phone());
    }
    for (var line : lines) {
      text.add("line", line.externalLineId(), line.sku(), line.title(), line.quantity());
      text.add(line.unitPrice(), line.net(), line.tax());
      if (line.digital()) text.add("digital");
      // what the channel remits is told or not as the order is asked for, and is no term of it
      for (var tax : ChannelTax.owed(line.taxes())) {
        text.add("tax", tax.name(), tax.jurisdiction(), plain(tax.rate()), tax.amount());
      }
    }
    return text.toString();
  }

  private static String plain(BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private void addConditions(CanonicalText text) {
    if (conditions.fulfilledByChannel()) text.add("fulfilled by the channel");
    if (conditions.cancelRequested()) text.add("cancel requested");
    if (conditions.shipBy() != null) text.add("ship by", conditions.shipBy());
    if (conditions.cancelAfter() != null) text.add("cancel after", conditions.cancelAfter());
    if (conditions.doubt() != null) text.add("doubt", conditions.doubt());
    if (conditions.place() != null) text.add("from", conditions.place().name());
    for (var refund : conditions.refunds()) {
      text.add("refund", refund.refundId(), refund.amount(), refund.tax());
    }
  }

  ChannelOrder withTotal(Money newTotal) {
    return with(conditions, newTotal);
  }

  /// The same order with what is known here about its conditions.
  public ChannelOrder with(Conditions known) {
    return with(known, total);
  }

  private ChannelOrder with(Conditions known, Money newTotal) {
    return new ChannelOrder(
        key,
        number,
        version,
        placedAt,
        orderType,
        currency,
        taxesIncluded,
        payment,
        known,
        buyer,
        shipTo,
        lines,
        shippingNet,
        shippingTax,
        newTotal,
        cancelledAt);
  }

  /// Refuses an order whose sum is beyond what one amount may be.
  ChannelOrder withinRange() {
    BigDecimal sum = computedTotal().getAmount();
    if (FieldReader.tooLarge(sum)) {
      throw new Refusal(Defect.AMOUNT_OUT_OF_RANGE, "", "the lines come to more than one amount");
    }
    return this;
  }

  private static final class CanonicalText {
    private final StringBuilder text = new StringBuilder();

    void add(Object... values) {
      for (var value : values) {
        if (value == null) {
          text.append('-');
        } else {
          var written = value.toString();
          text.append(written.length()).append(':').append(written);
        }
      }
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
