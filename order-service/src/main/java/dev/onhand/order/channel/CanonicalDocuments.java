package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The platform's own shape of a channel order: the payload of `channel.ChannelOrderPlaced.v1`,
/// for channels whose adapter publishes on Kafka. As strict as any other document.
public final class CanonicalDocuments {
  private static final int NAME_LENGTH_MAX = 200;

  private static final Map<String, PaymentReport> PAYMENT =
      Map.of(
          "paid", PaymentReport.PAID,
          "authorized", PaymentReport.AUTHORIZED,
          "pending", PaymentReport.PENDING,
          "on-account", PaymentReport.ON_ACCOUNT);

  private CanonicalDocuments() {}

  /// Reads the payload; unlike a webhook, it names its own channel, shop and order type.
  public static Reading read(byte[] document) {
    try {
      var root = StrictJson.parse(document);
      if (!(root instanceof DocumentNode.Fields fields)) {
        throw new Refusal(Defect.NOT_AN_ORDER, "", "is " + root.kind() + ", not an order");
      }
      return new Reading.Order(order(FieldReader.root(fields)));
    } catch (Refusal refusal) {
      return refusal.asReading();
    } catch (ArithmeticException e) {
      return JsonDocuments.beyondRange();
    }
  }

  private static ChannelOrder order(FieldReader order) {
    var currency = order.currency("currency");
    var taxesIncluded = order.flag("taxesIncluded");
    var shipping = amount(order, "shipping", currency);
    var shippingTax = amount(order, "shippingTax", currency);
    if (taxesIncluded && shipping.isLessThan(shippingTax)) {
      throw order.refusal(Defect.AMOUNT_OUT_OF_RANGE, "shippingTax", "exceeds shipping");
    }
    return new ChannelOrder(
            new OrderKey(named(order, "channel"), named(order, "shop"), named(order, "externalId")),
            order.textOrNull("number", FieldReader.ID_LENGTH_MAX),
            order.instant("version"),
            order.instant("placedAt"),
            order.oneOf("orderType", OrderType.BY_CODE),
            currency,
            taxesIncluded,
            order.oneOf("paymentStatus", PAYMENT),
            conditions(order),
            buyer(order.objectOrNull("customer")),
            shipTo(order.objectOrNull("shipTo")),
            lines(order, currency, taxesIncluded),
            taxesIncluded ? shipping.minus(shippingTax) : shipping,
            shippingTax,
            amount(order, "total", currency),
            order.instantOrNull("cancelledAt"))
        .withinRange();
  }

  private static Conditions conditions(FieldReader order) {
    var conditions =
        new Conditions(
            order.flag("fulfilledByChannel"),
            order.flag("shipped"),
            order.flag("cancelRequested"),
            order.instantOrNull("shipBy"),
            order.instantOrNull("cancelAfter"),
            List.of());
    return order.has("location") ? conditions.fulfilledAt(named(order, "location")) : conditions;
  }

  private static String named(FieldReader order, String name) {
    var text = order.text(name, NAME_LENGTH_MAX);
    if (text.isBlank()) throw order.refusal(Defect.SCHEMA_VIOLATION, name, "is empty");
    return text;
  }

  static Money amount(FieldReader owner, String name, CurrencyUnit currency) {
    var money = owner.objectOrNull(name);
    if (money == null) {
      throw owner.refusal(Defect.SCHEMA_VIOLATION, name, "is missing, must be an amount");
    }
    if (!money.text("currency", FieldReader.ID_LENGTH_MAX).equals(currency.getCode())) {
      throw money.refusal(Defect.SCHEMA_VIOLATION, "currency", "must be the order's currency");
    }
    return money.amount("amount", currency);
  }

  private static Buyer buyer(FieldReader customer) {
    if (customer == null) return null;
    return new Buyer(
        customer.textOrNull("externalId", FieldReader.ID_LENGTH_MAX),
        customer.textOrNull("name", ShopifyDocuments.ADDRESS_LENGTH_MAX),
        customer.textOrNull("email", ShopifyDocuments.ADDRESS_LENGTH_MAX));
  }

  private static ShipTo shipTo(FieldReader address) {
    if (address == null) return null;
    int lengthMax = ShopifyDocuments.ADDRESS_LENGTH_MAX;
    return new ShipTo(
        address.textOrNull("name", lengthMax),
        address.textOrNull("address1", lengthMax),
        address.textOrNull("address2", lengthMax),
        address.textOrNull("city", lengthMax),
        address.textOrNull("province", lengthMax),
        address.textOrNull("postalCode", FieldReader.ID_LENGTH_MAX / 2),
        address.textOrNull("country", lengthMax),
        address.textOrNull("phone", FieldReader.ID_LENGTH_MAX));
  }

  private static List<ChannelLine> lines(
      FieldReader order, CurrencyUnit currency, boolean taxesIncluded) {
    var items = order.objects("lines");
    if (items.isEmpty()) throw order.refusal(Defect.NO_LINES, "lines", "has no line");
    if (items.size() > Bill.LINES_MAX) {
      throw order.refusal(Defect.TOO_MANY_LINES, "lines", "at most " + Bill.LINES_MAX + " lines");
    }
    var ids = new HashSet<String>();
    var lines = new ArrayList<ChannelLine>(items.size());
    for (var item : items) {
      var line = line(item, currency, taxesIncluded);
      if (!ids.add(line.externalLineId())) {
        throw item.refusal(
            Defect.SCHEMA_VIOLATION, "externalLineId", "is also the id of another line");
      }
      lines.add(line);
    }
    return lines;
  }

  private static ChannelLine line(FieldReader item, CurrencyUnit currency, boolean taxesIncluded) {
    long quantity = item.quantity("quantity", 1);
    var unitPrice = amount(item, "unitPrice", currency);
    var tax = amount(item, "tax", currency);
    var price = unitPrice.getAmount().multiply(BigDecimal.valueOf(quantity));
    if (FieldReader.tooLarge(price)) {
      throw item.refusal(
          Defect.AMOUNT_OUT_OF_RANGE, "unitPrice", "times the quantity is too large");
    }
    var charged = Money.of(currency, price).minus(amount(item, "discount", currency));
    var net = taxesIncluded ? charged.minus(tax) : charged;
    if (net.isNegative()) {
      throw item.refusal(Defect.AMOUNT_OUT_OF_RANGE, "discount", "leaves less than nothing");
    }
    var id = item.text("externalLineId", FieldReader.ID_LENGTH_MAX);
    if (id.isBlank()) throw item.refusal(Defect.SCHEMA_VIOLATION, "externalLineId", "is empty");
    return new ChannelLine(
        id,
        item.textOrNull("sku", ShopifyDocuments.SKU_LENGTH_MAX),
        item.textOrNull("title", ShopifyDocuments.TEXT_LENGTH_MAX),
        quantity,
        unitPrice,
        net,
        tax,
        item.flag("digital"),
        TaxLines.canonical(item, currency));
  }
}
