package dev.onhand.order.channel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Shopify's order documents: the bare order of a webhook, or one wrapped in `order` or `orders`
/// as its REST API answers. Amounts are read in the shop's currency (`currency`); what the buyer
/// saw in another currency (`presentment_money`) is never mixed in.
///
/// After an order was edited, `quantity` stays and `current_quantity` says what is left; the same
/// for `current_total_price`. What is left is what is read.
public final class ShopifyDocuments {
  public static final String CHANNEL = "shopify";

  static final int LINES_MAX = 500;
  static final int SKU_LENGTH_MAX = 200;
  static final int TEXT_LENGTH_MAX = 1_000;
  static final int ADDRESS_LENGTH_MAX = 500;
  private static final int SHORT_LENGTH_MAX = 100;

  /// Topics whose body is the whole order.
  public static final Set<String> ORDER_TOPICS =
      Set.of(
          "orders/create",
          "orders/updated",
          "orders/paid",
          "orders/cancelled",
          "orders/fulfilled",
          "orders/partially_fulfilled");

  private static final Set<String> OTHER_WRAPPERS =
      Set.of(
          "refund",
          "refunds",
          "fulfillment",
          "fulfillments",
          "fulfillment_order",
          "fulfillment_orders",
          "transaction",
          "transactions",
          "draft_order",
          "draft_orders",
          "inventory_level",
          "inventory_levels",
          "product",
          "products",
          "customer",
          "customers");

  private static final Map<String, PaymentReport> PAYMENT =
      Map.of(
          "paid", PaymentReport.PAID,
          "authorized", PaymentReport.AUTHORIZED,
          "pending", PaymentReport.PENDING,
          "partially_paid", PaymentReport.PENDING,
          "expired", PaymentReport.PENDING,
          "unpaid", PaymentReport.PENDING,
          "partially_refunded", PaymentReport.RETURNED,
          "refunded", PaymentReport.RETURNED,
          "voided", PaymentReport.RETURNED);

  private ShopifyDocuments() {}

  /// Reads a webhook's body, or one order of a REST answer. `orderType` is the shop's.
  public static Reading read(byte[] document, String shop, OrderType orderType) {
    try {
      return order(orderIn(StrictJson.parse(document)), shop, orderType);
    } catch (Refusal refusal) {
      return refusal.asReading();
    } catch (OtherDocument other) {
      return new Reading.Skipped(Reading.SkipReason.OTHER_DOCUMENT, other.getMessage());
    }
  }

  private static final class OtherDocument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherDocument(String what) {
      super(what, null, false, false);
    }
  }

  // ---- which object is the order

  private static FieldReader orderIn(DocumentNode document) {
    if (!(document instanceof DocumentNode.Fields root)) {
      throw new Refusal(Defect.NOT_AN_ORDER, "", "is " + document.kind() + ", not an order");
    }
    var reader = FieldReader.root(root);
    var wrapped = reader.has("order") ? reader.objectOrNull("order") : onlyOneOf(reader);
    if (wrapped != null) return wrapped;
    if (root.byName().size() == 1) {
      var wrapper = root.byName().keySet().iterator().next();
      if (OTHER_WRAPPERS.contains(wrapper)) throw new OtherDocument("a " + wrapper);
    }
    if (reader.has("order_id")) throw new OtherDocument("a document about an order");
    if (!reader.has("line_items") && !reader.has("currency")) {
      throw new Refusal(Defect.NOT_AN_ORDER, "", "has neither line_items nor currency");
    }
    return reader;
  }

  private static FieldReader onlyOneOf(FieldReader reader) {
    var orders = reader.objects("orders");
    if (orders.size() > 1) {
      throw reader.refusal(Defect.SCHEMA_VIOLATION, "orders", "one order per document, please");
    }
    return orders.isEmpty() ? null : orders.getFirst();
  }

  // ---- the order

  private static Reading order(FieldReader order, String shop, OrderType orderType) {
    var key = new OrderKey(CHANNEL, shop, order.id("id"));
    if (order.flag("test")) {
      return new Reading.Skipped(Reading.SkipReason.TEST_ORDER, "test order " + key.externalId());
    }
    var currency = order.currency("currency");
    var taxesIncluded = order.flag("taxes_included");
    var lines = lines(order, currency, taxesIncluded);
    var shipping = shipping(order, currency, taxesIncluded);
    var buyer = order.objectOrNull("customer");
    return new Reading.Order(
        new ChannelOrder(
                key,
                order.textOrNull("name", SHORT_LENGTH_MAX),
                order.instant("updated_at"),
                order.instant("created_at"),
                orderType,
                currency,
                taxesIncluded,
                payment(order),
                order.textOrNull("fulfillment_status", SHORT_LENGTH_MAX) != null,
                buyer(order, buyer),
                shipTo(order.objectOrNull("shipping_address")),
                lines,
                shipping.net(),
                shipping.tax(),
                order.has("current_total_price")
                    ? order.amount("current_total_price", currency)
                    : order.amount("total_price", currency),
                order.instantOrNull("cancelled_at"))
            .withinRange());
  }

  private static PaymentReport payment(FieldReader order) {
    if (!order.has("financial_status")) return PaymentReport.PENDING;
    return order.oneOf("financial_status", PAYMENT);
  }

  private static Buyer buyer(FieldReader order, FieldReader customer) {
    var email = order.textOrNull("email", ADDRESS_LENGTH_MAX);
    if (customer == null) return email == null ? null : new Buyer(null, null, email);
    var name =
        joined(
            customer.textOrNull("first_name", ADDRESS_LENGTH_MAX),
            customer.textOrNull("last_name", ADDRESS_LENGTH_MAX));
    var own = customer.textOrNull("email", ADDRESS_LENGTH_MAX);
    return new Buyer(customer.idOrNull("id"), name, email == null ? own : email);
  }

  private static ShipTo shipTo(FieldReader address) {
    if (address == null) return null;
    var name = address.textOrNull("name", ADDRESS_LENGTH_MAX);
    return new ShipTo(
        name != null
            ? name
            : joined(
                address.textOrNull("first_name", ADDRESS_LENGTH_MAX),
                address.textOrNull("last_name", ADDRESS_LENGTH_MAX)),
        address.textOrNull("address1", ADDRESS_LENGTH_MAX),
        address.textOrNull("address2", ADDRESS_LENGTH_MAX),
        address.textOrNull("city", ADDRESS_LENGTH_MAX),
        address.textOrNull("province", ADDRESS_LENGTH_MAX),
        address.textOrNull("zip", SHORT_LENGTH_MAX / 2),
        address.textOrNull("country_code", ADDRESS_LENGTH_MAX),
        address.textOrNull("phone", SHORT_LENGTH_MAX));
  }

  private static String joined(String first, String last) {
    if (first == null) return last;
    return last == null ? first : first + " " + last;
  }

  // ---- lines

  /// A line before order-level discount and tax are spread over it: `price` for the quantity left
  /// less the line's own discounts.
  private record Draft(
      String id, String sku, String title, long quantity, Money unitPrice, Money price, Money tax) {

    Draft less(Money discount) {
      return new Draft(id, sku, title, quantity, unitPrice, price.minus(discount), tax);
    }

    Draft taxed(Money given) {
      return new Draft(id, sku, title, quantity, unitPrice, price, given);
    }

    ChannelLine line(boolean taxesIncluded) {
      var net = taxesIncluded ? price.minus(tax) : price;
      return new ChannelLine(id, sku, title, quantity, unitPrice, net, tax);
    }
  }

  private static List<ChannelLine> lines(
      FieldReader order, CurrencyUnit currency, boolean taxesIncluded) {
    var items = order.objects("line_items");
    if (items.isEmpty()) throw order.refusal(Defect.NO_LINES, "line_items", "has no line");
    if (items.size() > LINES_MAX) {
      throw order.refusal(Defect.TOO_MANY_LINES, "line_items", "at most " + LINES_MAX + " lines");
    }
    var ids = new HashSet<String>();
    List<Draft> drafts = new ArrayList<>();
    for (var item : items) {
      if (!ids.add(item.id("id"))) {
        throw item.refusal(Defect.SCHEMA_VIOLATION, "id", "is also the id of another line");
      }
      var draft = draft(item, currency);
      if (draft.quantity() > 0) drafts.add(draft);
    }
    if (drafts.isEmpty()) {
      throw order.refusal(Defect.NO_LINES, "line_items", "every line was removed");
    }
    drafts = discounted(order, currency, items, drafts);
    drafts = taxed(order, currency, drafts);
    for (var draft : drafts) {
      if (draft.price().isNegative() || taxesIncluded && draft.price().isLessThan(draft.tax())) {
        throw order.refusal(
            Defect.AMOUNT_OUT_OF_RANGE, "line_items", "line " + draft.id() + " is below zero");
      }
    }
    return drafts.stream().map(draft -> draft.line(taxesIncluded)).toList();
  }

  private static Draft draft(FieldReader item, CurrencyUnit currency) {
    long ordered = item.quantity("quantity", 1);
    long left = item.has("current_quantity") ? item.quantity("current_quantity", 0) : ordered;
    if (left > ordered) {
      throw item.refusal(Defect.QUANTITY_OUT_OF_RANGE, "current_quantity", "exceeds quantity");
    }
    var unitPrice = item.amount("price", currency);
    // discounts and taxes are of the ordered quantity: the quantity left carries its share
    var discount = Spread.share(ownDiscount(item, currency), left, ordered);
    var tax = Spread.share(sum(item.objects("tax_lines"), "price", currency), left, ordered);
    return new Draft(
        item.id("id"),
        item.textOrNull("sku", SKU_LENGTH_MAX),
        item.textOrNull("title", TEXT_LENGTH_MAX),
        left,
        unitPrice,
        times(item, unitPrice, left).minus(discount),
        tax);
  }

  private static Money times(FieldReader item, Money unitPrice, long quantity) {
    var price = unitPrice.getAmount().multiply(java.math.BigDecimal.valueOf(quantity));
    if (FieldReader.tooLarge(price)) {
      throw item.refusal(Defect.AMOUNT_OUT_OF_RANGE, "price", "times the quantity is too large");
    }
    return Money.of(unitPrice.getCurrencyUnit(), price);
  }

  private static Money ownDiscount(FieldReader item, CurrencyUnit currency) {
    return item.has("discount_allocations")
        ? sum(item.objects("discount_allocations"), "amount", currency)
        : item.amountOrZero("total_discount", currency);
  }

  /// Older documents give the order's discount only as a sum: it is spread by the lines' value.
  private static List<Draft> discounted(
      FieldReader order, CurrencyUnit currency, List<FieldReader> items, List<Draft> drafts) {
    if (items.stream().anyMatch(item -> item.has("discount_allocations"))) return drafts;
    var own =
        items.stream()
            .map(item -> ownDiscount(item, currency))
            .reduce(Money.zero(currency), Money::plus);
    var rest = order.amountOrZero("total_discounts", currency).minus(own);
    if (!rest.isPositive()) return drafts;
    var parts = Spread.over(rest, weights(drafts));
    var spread = new ArrayList<Draft>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) spread.add(drafts.get(i).less(parts.get(i)));
    return spread;
  }

  /// The order's tax is the sum of its lines'. Only when no line has any, it is spread over them.
  private static List<Draft> taxed(FieldReader order, CurrencyUnit currency, List<Draft> drafts) {
    var total = order.amountOrZero("total_tax", currency);
    var onShipping =
        order.objects("shipping_lines").stream()
            .map(line -> sum(line.objects("tax_lines"), "price", currency))
            .reduce(Money.zero(currency), Money::plus);
    var told = Stream.concat(drafts.stream().map(Draft::tax), Stream.of(onShipping));
    if (!total.isPositive() || told.anyMatch(Money::isPositive)) return drafts;
    var parts = Spread.over(total, weights(drafts));
    var spread = new ArrayList<Draft>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) spread.add(drafts.get(i).taxed(parts.get(i)));
    return spread;
  }

  private static List<Long> weights(List<Draft> drafts) {
    return drafts.stream().map(d -> Math.max(0, d.price().getAmountMinorLong())).toList();
  }

  private static Money sum(List<FieldReader> parts, String name, CurrencyUnit currency) {
    return parts.stream()
        .map(part -> part.amountOrZero(name, currency))
        .reduce(Money.zero(currency), Money::plus);
  }

  // ---- shipping

  private record Shipping(Money net, Money tax) {}

  private static Shipping shipping(
      FieldReader order, CurrencyUnit currency, boolean taxesIncluded) {
    var price = Money.zero(currency);
    var tax = Money.zero(currency);
    for (var line : order.objects("shipping_lines")) {
      price = price.plus(shippingPrice(line, currency));
      tax = tax.plus(sum(line.objects("tax_lines"), "price", currency));
    }
    if (price.isNegative() || taxesIncluded && price.isLessThan(tax)) {
      throw order.refusal(Defect.AMOUNT_OUT_OF_RANGE, "shipping_lines", "are below zero");
    }
    return new Shipping(taxesIncluded ? price.minus(tax) : price, tax);
  }

  private static Money shippingPrice(FieldReader line, CurrencyUnit currency) {
    if (line.has("discounted_price")) return line.amount("discounted_price", currency);
    return line.amount("price", currency)
        .minus(sum(line.objects("discount_allocations"), "amount", currency));
  }
}
