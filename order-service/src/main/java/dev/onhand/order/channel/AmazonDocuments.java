package dev.onhand.order.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Amazon's orders (Selling Partner API, Orders 2026-01-01): one order, or a page of a search.
///
/// Whole blocks are absent unless they were asked for, and absent is not zero: an order that has to
/// be shipped is refused without its proceeds. Orders that Amazon fulfils never claim our stock.
/// Tax that Amazon owes as marketplace facilitator is left out of lines and total.
final class AmazonDocuments {
  static final String CHANNEL = "amazon";

  private static final int TEXT_LENGTH_MAX = 1_000;
  private static final int ADDRESS_LENGTH_MAX = 500;
  private static final int SHORT_LENGTH_MAX = 100;
  private static final String FACILITATOR = "MARKETPLACE_FACILITATOR";

  private enum Status {
    PENDING_AVAILABILITY,
    PENDING,
    UNSHIPPED,
    PARTIALLY_SHIPPED,
    SHIPPED,
    CANCELLED,
    UNFULFILLABLE
  }

  private static final Map<String, Status> STATUS =
      Stream.of(Status.values()).collect(Collectors.toUnmodifiableMap(Enum::name, s -> s));

  private AmazonDocuments() {}

  static List<Part> parts(byte[] document, Sender sender) {
    return JsonDocuments.parts(document, AmazonDocuments::entries, entry -> read(entry, sender));
  }

  private static List<DocumentNode> entries(DocumentNode document) {
    var root = JsonDocuments.reader(document);
    if (root.has("NotificationType") || root.has("notificationType"))
      throw NotForUs.other("a notification; fetch its order");
    if (root.has("payload") || root.has("AmazonOrderId")) {
      throw NotForUs.other("a document of Orders v0; fetch the order by version 2026-01-01");
    }
    if (root.has("packageDetail")) throw NotForUs.other("a confirmation of a shipment");
    if (root.has("order")) {
      root.objectOrNull("order");
      return List.of(((DocumentNode.Fields) document).byName().get("order"));
    }
    return JsonDocuments.listedOrSelf(document, "orders");
  }

  private static Reading read(FieldReader order, Sender sender) {
    if (!order.has("orderItems") && !order.has("orderId")) {
      throw new Refusal(Defect.NOT_AN_ORDER, "", "has neither orderId nor orderItems");
    }
    var id = order.textId("orderId");
    var fulfillment = order.objectOrNull("fulfillment");
    var status =
        fulfillment == null ? Status.UNSHIPPED : fulfillment.oneOf("fulfillmentStatus", STATUS);
    var proceeds = order.objectOrNull("proceeds");
    var total = proceeds == null ? null : proceeds.objectOrNull("grandTotal");
    var updated = order.instant("lastUpdatedTime");
    if (status == Status.CANCELLED && (total == null || nothingOrdered(order))) {
      return new Reading.Cancellation(new OrderKey(CHANNEL, sender.shop(), id), updated, true);
    }
    if (total == null) throw withoutAmounts(order, status);
    var currency = total.currency("currencyCode");
    var bill = bill(order, proceeds, currency, status);
    var told = money(total, currency);
    // what Amazon owes is in the total, unless that comes to the rest without it
    var ours = bill.total().equals(told) ? told : told.minus(facilitated(order, currency));
    if (ours.isNegative()) {
      throw order.refusal(Defect.AMOUNT_OUT_OF_RANGE, "proceeds", "is less than the tax in it");
    }
    return new Reading.Order(
        new ChannelOrder(
                new OrderKey(CHANNEL, sender.shop(), id),
                alias(order),
                Versions.ranked(updated, status.ordinal()),
                order.instant("createdTime"),
                orderType(order, status, sender),
                currency,
                false,
                payment(status),
                conditions(order, fulfillment, status),
                buyer(order),
                shipTo(order),
                bill.lines(),
                bill.chargesNet(),
                bill.chargesTax(),
                ours,
                status == Status.CANCELLED ? updated : null)
            .withinRange());
  }

  /// A pending order has no amounts yet and comes again; any other was asked for without them.
  private static RuntimeException withoutAmounts(FieldReader order, Status status) {
    return switch (status) {
      case PENDING, PENDING_AVAILABILITY ->
          new NotForUs(Reading.SkipReason.NOT_YET_AN_ORDER, "pending, without amounts so far");
      case UNSHIPPED, PARTIALLY_SHIPPED, SHIPPED, CANCELLED, UNFULFILLABLE ->
          order.refusal(
              Defect.SCHEMA_VIOLATION,
              "proceeds",
              "is missing; ask for includedData=PROCEEDS,RECIPIENT,BUYER,FULFILLMENT,TAX");
    };
  }

  private static PaymentReport payment(Status status) {
    return switch (status) {
      case PENDING, PENDING_AVAILABILITY -> PaymentReport.PENDING;
      case UNSHIPPED, PARTIALLY_SHIPPED, SHIPPED, UNFULFILLABLE -> PaymentReport.PAID;
      case CANCELLED -> PaymentReport.RETURNED;
    };
  }

  private static OrderType orderType(FieldReader order, Status status, Sender sender) {
    var preorder =
        status == Status.PENDING_AVAILABILITY || order.texts("programs").contains("PREORDER");
    return preorder ? OrderType.PREORDER : sender.orderType();
  }

  private static String alias(FieldReader order) {
    for (var alias : order.objects("orderAliases")) {
      if ("SELLER_ORDER_ID".equals(alias.textOrNull("aliasType", SHORT_LENGTH_MAX))) {
        return alias.textOrNull("aliasId", SHORT_LENGTH_MAX);
      }
    }
    return null;
  }

  // ---- money

  private static Money money(FieldReader amount, CurrencyUnit currency) {
    if (!amount.text("currencyCode", SHORT_LENGTH_MAX).equals(currency.getCode())) {
      throw amount.refusal(Defect.SCHEMA_VIOLATION, "currencyCode", "must be the order's currency");
    }
    if (!amount.has("amount")) {
      throw amount.refusal(Defect.SCHEMA_VIOLATION, "amount", "is missing, must be an amount");
    }
    return amount.signedOrZero("amount", currency);
  }

  private static Money moneyOrZero(FieldReader owner, String name, CurrencyUnit currency) {
    var amount = owner == null ? null : owner.objectOrNull(name);
    return amount == null ? Money.zero(currency) : money(amount, currency);
  }

  /// The proceeds of one line, taken apart. `beside`: shipping, gift wrap and fees of the line.
  private record Proceeds(
      Money item, Money beside, Money itemTax, Money besideTax, Money facilitated) {}

  private static Proceeds proceeds(FieldReader item, long quantity, CurrencyUnit currency) {
    var zero = Money.zero(currency);
    var proceeds = item.objectOrNull("proceeds");
    var breakdowns = proceeds == null ? List.<FieldReader>of() : proceeds.objects("breakdowns");
    if (breakdowns.isEmpty()) {
      var total = proceeds == null ? null : proceeds.objectOrNull("proceedsTotal");
      var price =
          total == null
              ? Bill.times(currency, unitPrice(item, currency).getAmount(), quantity)
              : money(total, currency);
      return new Proceeds(price, zero, zero, zero, zero);
    }
    var net = zero;
    var beside = zero;
    var tax = zero;
    var besideTax = zero;
    for (var part : breakdowns) {
      var subtotal = moneyOrZero(part, "subtotal", currency);
      var onItem = ofItem(part, subtotal, currency);
      switch (part.text("type", SHORT_LENGTH_MAX)) {
        case "ITEM" -> net = net.plus(subtotal);
        case "DISCOUNT" -> {
          net = net.minus(onItem.abs());
          beside = beside.minus(subtotal.minus(onItem).abs());
        }
        case "TAX" -> {
          tax = tax.plus(onItem);
          besideTax = besideTax.plus(subtotal).minus(onItem);
        }
        default -> beside = beside.plus(subtotal); // SHIPPING, GIFT_WRAP, COD_FEE, OTHER
      }
    }
    if (!isFacilitated(item)) return new Proceeds(net, beside, tax, besideTax, zero);
    return new Proceeds(net, beside, zero, zero, tax.plus(besideTax));
  }

  /// The part of a tax or discount that is on the goods themselves; all of it, if not told apart.
  private static Money ofItem(FieldReader part, Money subtotal, CurrencyUnit currency) {
    var details = part.objects("detailedBreakdowns");
    var told = Money.zero(currency);
    var onItem = Money.zero(currency);
    for (var detail : details) {
      var value = moneyOrZero(detail, "value", currency);
      told = told.plus(value);
      var subtype = detail.textOrNull("subtype", SHORT_LENGTH_MAX);
      if ("ITEM".equals(subtype) || "DISCOUNT".equals(subtype)) onItem = onItem.plus(value);
    }
    return told.equals(subtotal) ? onItem : subtotal;
  }

  private static boolean isFacilitated(FieldReader item) {
    var tax = item.objectOrNull("tax");
    return tax != null
        && tax.objects("taxCollections").stream()
            .anyMatch(c -> FACILITATOR.equals(c.textOrNull("model", SHORT_LENGTH_MAX)));
  }

  private static Money facilitated(FieldReader order, CurrencyUnit currency) {
    return order.objects("orderItems").stream()
        .map(item -> proceeds(item, item.quantity("quantityOrdered", 0), currency).facilitated())
        .reduce(Money.zero(currency), Money::plus);
  }

  private static Money unitPrice(FieldReader item, CurrencyUnit currency) {
    var product = item.objectOrNull("product");
    return moneyOrZero(
        product == null ? null : product.objectOrNull("price"), "unitPrice", currency);
  }

  private static boolean nothingOrdered(FieldReader order) {
    return order.objects("orderItems").stream()
        .allMatch(item -> item.quantity("quantityOrdered", 0) == 0);
  }

  private static Bill bill(
      FieldReader order, FieldReader proceeds, CurrencyUnit currency, Status status) {
    var lines = new ArrayList<ChannelLine>();
    var beside = Money.zero(currency);
    var besideTax = Money.zero(currency);
    for (var item : order.objects("orderItems")) {
      long quantity = item.quantity("quantityOrdered", 0);
      var parts = proceeds(item, quantity, currency);
      beside = beside.plus(parts.beside());
      besideTax = besideTax.plus(parts.besideTax());
      // an order that is over counts as it was ordered
      long wanted = status == Status.CANCELLED ? quantity : wanted(item, quantity);
      if (wanted > 0) lines.add(line(item, wanted, parts, currency));
    }
    beside = beside.plus(ofTheOrderAlone(order, proceeds, currency, false));
    besideTax = besideTax.plus(ofTheOrderAlone(order, proceeds, currency, true));
    return Bill.of(order, "orderItems", lines, beside, besideTax);
  }

  /// A cancelled line keeps its ordered quantity; what is neither shipped nor to be is not wanted.
  private static long wanted(FieldReader item, long ordered) {
    var fulfillment = item.objectOrNull("fulfillment");
    if (fulfillment == null
        || !fulfillment.has("quantityFulfilled")
        || !fulfillment.has("quantityUnfulfilled")) {
      return ordered;
    }
    long left =
        fulfillment.quantity("quantityFulfilled", 0)
            + fulfillment.quantity("quantityUnfulfilled", 0);
    return Math.min(left, ordered);
  }

  /// Tips are of the whole order; the lines know nothing of them. Of an order whose lines were
  /// fetched without their proceeds, the order alone knows what stands beside them.
  private static Money ofTheOrderAlone(
      FieldReader order, FieldReader proceeds, CurrencyUnit currency, boolean tax) {
    var told = order.objects("orderItems").stream().anyMatch(item -> item.has("proceeds"));
    var sum = Money.zero(currency);
    for (var part : proceeds.objects("breakdowns")) {
      var subtotal = moneyOrZero(part, "subtotal", currency);
      switch (part.text("type", SHORT_LENGTH_MAX)) {
        case "ITEM" -> {} // the lines' prices
        case "DELIVERY_TIP" -> sum = tax ? sum : sum.plus(subtotal);
        case "TAX" -> sum = told || !tax ? sum : sum.plus(subtotal);
        case "DISCOUNT" -> sum = told || tax ? sum : sum.minus(subtotal.abs());
        default -> sum = told || tax ? sum : sum.plus(subtotal);
      }
    }
    return sum;
  }

  private static ChannelLine line(
      FieldReader item, long quantity, Proceeds parts, CurrencyUnit currency) {
    var product = item.objectOrNull("product");
    var price = unitPrice(item, currency);
    return new ChannelLine(
        item.textId("orderItemId"),
        product == null ? null : product.textOrNull("sellerSku", ShopifyDocuments.SKU_LENGTH_MAX),
        product == null ? null : product.textOrNull("title", TEXT_LENGTH_MAX),
        quantity,
        price.isZero() ? Bill.perUnit(parts.item(), quantity) : price,
        parts.item(),
        parts.itemTax(),
        false,
        TaxLines.amazon(item, parts.itemTax(), parts.facilitated()));
  }

  // ---- what it says beside its terms

  private static Conditions conditions(FieldReader order, FieldReader fulfillment, Status status) {
    var by = fulfillment == null ? null : fulfillment.textOrNull("fulfilledBy", SHORT_LENGTH_MAX);
    var window = fulfillment == null ? null : fulfillment.objectOrNull("shipByWindow");
    Instant shipBy = window == null ? null : window.instantOrNull("latestDateTime");
    var unshipped = status == Status.UNSHIPPED || status == Status.PENDING;
    var amazons = "AMAZON".equals(by) || status == Status.UNFULFILLABLE;
    var conditions = conditions(order, amazons, status, unshipped, shipBy);
    if (amazons || "MERCHANT".equals(by)) return conditions;
    return conditions.doubted(
        "the document says not who fulfils it; ask for includedData=FULFILLMENT");
  }

  private static Conditions conditions(
      FieldReader order, boolean amazons, Status status, boolean unshipped, Instant shipBy) {
    return new Conditions(
        amazons,
        status == Status.PARTIALLY_SHIPPED || status == Status.SHIPPED,
        unshipped && order.objects("orderItems").stream().anyMatch(AmazonDocuments::unwanted),
        shipBy,
        null,
        List.of());
  }

  /// The buyer asked to cancel the line, and nobody has done so yet.
  private static boolean unwanted(FieldReader item) {
    var cancellation = item.objectOrNull("cancellation");
    return cancellation != null
        && cancellation.has("cancellationRequest")
        && !cancellation.has("cancellationExecution");
  }

  // ---- people

  private static Buyer buyer(FieldReader order) {
    var buyer = order.objectOrNull("buyer");
    if (buyer == null) return null;
    var email = buyer.textOrNull("buyerEmail", ADDRESS_LENGTH_MAX);
    // Amazon gives every buyer an address of its own for each seller: the one lasting name
    var id = email == null || email.length() > SHORT_LENGTH_MAX ? null : email;
    return new Buyer(id, buyer.textOrNull("buyerName", ADDRESS_LENGTH_MAX), email);
  }

  private static ShipTo shipTo(FieldReader order) {
    var recipient = order.objectOrNull("recipient");
    var address = recipient == null ? null : recipient.objectOrNull("deliveryAddress");
    if (address == null) return null;
    var name = first(address, "name", "companyName");
    var country = address.textOrNull("countryCode", ADDRESS_LENGTH_MAX);
    return new ShipTo(
        name,
        street(address),
        second(address),
        // in Japan a prefecture and the line are an address
        "JP".equals(country)
            ? first(address, "city", "municipality", "districtOrCounty", "stateOrRegion")
            : first(address, "city", "municipality", "districtOrCounty"),
        address.textOrNull("stateOrRegion", ADDRESS_LENGTH_MAX),
        address.textOrNull("postalCode", SHORT_LENGTH_MAX / 2),
        country,
        address.textOrNull("phone", SHORT_LENGTH_MAX));
  }

  /// The first of these fields that says something, or null.
  private static String first(FieldReader owner, String... names) {
    for (var name : names) {
      var text = owner.textOrNull(name, ADDRESS_LENGTH_MAX);
      if (text != null && !text.isBlank()) return text;
    }
    return null;
  }

  /// Some sellers' tools leave the first line empty; in Brazil the street has fields of its own.
  private static String street(FieldReader address) {
    var line = first(address, "addressLine1", "addressLine2", "addressLine3");
    var parts = line == null ? address.objectOrNull("extendedFields") : null;
    if (parts == null) return line;
    var street = first(parts, "streetName");
    var number = first(parts, "streetNumber");
    return street == null || number == null ? street : street + ", " + number;
  }

  private static String second(FieldReader address) {
    var second = first(address, "addressLine2");
    var third = first(address, "addressLine3");
    if (first(address, "addressLine1") == null) return second == null ? null : third;
    if (second == null) return third;
    return third == null ? second : second + ", " + third;
  }
}
