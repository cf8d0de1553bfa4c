package dev.onhand.order.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// eBay's orders (Sell Fulfillment v1): one order, or a page of them.
///
/// A line's cost is for all its units. Tax that eBay collects and remits is neither our revenue nor
/// our tax: it is left out of lines and total, so an order reads the same whether it was fetched
/// with the breakdown of taxes or without.
final class EbayDocuments {
  static final String CHANNEL = "ebay";

  private static final int TEXT_LENGTH_MAX = 1_000;
  private static final int ADDRESS_LENGTH_MAX = 500;
  private static final int SHORT_LENGTH_MAX = 100;

  private static final Map<String, PaymentReport> PAYMENT =
      Map.of(
          "PAID", PaymentReport.PAID,
          "PENDING", PaymentReport.PENDING,
          "FAILED", PaymentReport.PENDING,
          "PARTIALLY_REFUNDED", PaymentReport.PAID,
          "FULLY_REFUNDED", PaymentReport.RETURNED);

  private enum Progress {
    NOT_STARTED,
    IN_PROGRESS,
    FULFILLED
  }

  private static final Map<String, Progress> PROGRESS =
      Map.of(
          "NOT_STARTED", Progress.NOT_STARTED,
          "IN_PROGRESS", Progress.IN_PROGRESS,
          "FULFILLED", Progress.FULFILLED);

  private enum Cancel {
    NONE_REQUESTED,
    IN_PROGRESS,
    CANCELED
  }

  private static final Map<String, Cancel> CANCEL =
      Map.of(
          "NONE_REQUESTED", Cancel.NONE_REQUESTED,
          "IN_PROGRESS", Cancel.IN_PROGRESS,
          "CANCELED", Cancel.CANCELED);

  private EbayDocuments() {}

  static List<Part> parts(byte[] document, Sender sender) {
    return JsonDocuments.parts(
        document, root -> JsonDocuments.listedOrSelf(root, "orders"), entry -> read(entry, sender));
  }

  private static Reading read(FieldReader order, Sender sender) {
    if (!order.has("lineItems") && !order.has("pricingSummary")) throw notAnOrder(order);
    var pricing = required(order, "pricingSummary");
    var currency = required(pricing, "total").currency("currency");
    var remitted = remitted(order, currency);
    var total = total(pricing, currency, remitted);
    var bill = bill(order, pricing, currency, remitted, true);
    if (!bill.total().equals(total)) {
      // import charges that a carrier of eBay's collects are on the lines, and in no total
      var without = bill(order, pricing, currency, remitted, false);
      if (without.total().equals(total)) bill = without;
    }
    var modified = order.instant("lastModifiedDate");
    return new Reading.Order(
        new ChannelOrder(
                new OrderKey(CHANNEL, sender.shop(), order.textId("orderId")),
                order.textId("orderId"),
                modified,
                order.instant("creationDate"),
                sender.orderType(),
                currency,
                false,
                payment(order),
                conditions(order, currency),
                buyer(order),
                shipTo(order),
                bill.lines(),
                bill.chargesNet(),
                bill.chargesTax(),
                total,
                cancelledAt(order, modified))
            .withinRange());
  }

  private static RuntimeException notAnOrder(FieldReader document) {
    for (var other : List.of("fulfillments", "fulfillmentId", "paymentDisputeSummaries")) {
      if (document.has(other)) return NotForUs.other("a document with " + other);
    }
    return new Refusal(Defect.NOT_AN_ORDER, "", "has neither lineItems nor pricingSummary");
  }

  private static FieldReader required(FieldReader owner, String name) {
    var object = owner.objectOrNull(name);
    if (object == null) {
      throw owner.refusal(Defect.SCHEMA_VIOLATION, name, "is missing, must be an object");
    }
    return object;
  }

  // ---- money

  /// What eBay remits of a line's taxes, by line, in the order of the lines.
  private static List<Money> remitted(FieldReader order, CurrencyUnit currency) {
    return order.objects("lineItems").stream()
        .map(item -> sum(item.objects("ebayCollectAndRemitTaxes"), "amount", currency))
        .toList();
  }

  private static Money sum(List<FieldReader> parts, String name, CurrencyUnit currency) {
    return parts.stream()
        .map(part -> amount(part, name, currency))
        .reduce(Money.zero(currency), Money::plus);
  }

  /// Zero when it is absent; below zero where eBay writes a discount so.
  static Money amount(FieldReader owner, String name, CurrencyUnit currency) {
    var money = owner.objectOrNull(name);
    if (money == null) return Money.zero(currency);
    if (!money.text("currency", SHORT_LENGTH_MAX).equals(currency.getCode())) {
      throw money.refusal(Defect.SCHEMA_VIOLATION, "currency", "must be the order's currency");
    }
    if (!money.has("value")) {
      throw money.refusal(Defect.SCHEMA_VIOLATION, "value", "is missing, must be an amount");
    }
    return money.signedOrZero("value", currency);
  }

  /// The total has eBay's tax in it only where the taxes were broken down.
  private static Money total(FieldReader pricing, CurrencyUnit currency, List<Money> remitted) {
    var total = amount(pricing, "total", currency);
    var tax = amount(pricing, "tax", currency);
    var ebays = remitted.stream().reduce(Money.zero(currency), Money::plus);
    var less = total.minus(ebays.isGreaterThan(tax) ? tax : ebays);
    if (less.isNegative()) {
      throw pricing.refusal(Defect.AMOUNT_OUT_OF_RANGE, "total", "is less than the tax in it");
    }
    return less;
  }

  private static Bill bill(
      FieldReader order,
      FieldReader pricing,
      CurrencyUnit currency,
      List<Money> remitted,
      boolean imports) {
    var items = order.objects("lineItems");
    var digital = isDigital(order);
    var lines = new ArrayList<ChannelLine>(items.size());
    var shipping = Money.zero(currency);
    for (int i = 0; i < items.size(); i++) {
      lines.add(line(items.get(i), currency, remitted.get(i), digital));
      shipping = shipping.plus(shipping(items.get(i), currency, imports));
    }
    // what the order says of its deliveries is the sum of the lines'; it alone knows of the rest
    if (shipping.isZero()) {
      shipping =
          amount(pricing, "deliveryCost", currency)
              .minus(amount(pricing, "deliveryDiscount", currency).abs());
    }
    var beside = amount(pricing, "fee", currency).plus(amount(pricing, "adjustment", currency));
    return Bill.of(order, "lineItems", lines, shipping.plus(beside), Money.zero(currency));
  }

  private static Money shipping(FieldReader item, CurrencyUnit currency, boolean imports) {
    var cost = item.objectOrNull("deliveryCost");
    if (cost == null) return Money.zero(currency);
    var ours =
        amount(cost, "shippingCost", currency)
            .minus(amount(cost, "discountAmount", currency).abs());
    if (!imports) return ours;
    return ours.plus(amount(cost, "importCharges", currency))
        .plus(amount(cost, "shippingIntermediationFee", currency));
  }

  private static ChannelLine line(
      FieldReader item, CurrencyUnit currency, Money remitted, boolean digital) {
    long quantity = item.quantity("quantity", 1);
    if (!item.has("lineItemCost")) {
      throw item.refusal(Defect.SCHEMA_VIOLATION, "lineItemCost", "is missing");
    }
    var cost = amount(item, "lineItemCost", currency);
    var net =
        item.has("discountedLineItemCost")
            ? amount(item, "discountedLineItemCost", currency)
            : cost;
    var taxes = sum(item.objects("taxes"), "amount", currency);
    var ours = taxes.isLessThan(remitted) ? Money.zero(currency) : taxes.minus(remitted);
    return new ChannelLine(
        item.textId("lineItemId"),
        item.textOrNull("sku", ShopifyDocuments.SKU_LENGTH_MAX),
        item.textOrNull("title", TEXT_LENGTH_MAX),
        quantity,
        Bill.perUnit(cost, quantity),
        net,
        ours,
        digital,
        TaxLines.ebay(item, currency, ours));
  }

  // ---- what it says beside its terms

  private static Conditions conditions(FieldReader order, CurrencyUnit currency) {
    var progress = order.oneOf("orderFulfillmentStatus", PROGRESS);
    var program = order.objectOrNull("program");
    var fulfilment = program == null ? null : program.objectOrNull("fulfillmentProgram");
    var by = fulfilment == null ? null : fulfilment.textOrNull("fulfilledBy", SHORT_LENGTH_MAX);
    var location = pickup(order);
    var conditions = conditions(order, currency, "EBAY".equals(by) || byEbay(order), progress);
    return location == null ? conditions : conditions.from(location);
  }

  private static Conditions conditions(
      FieldReader order, CurrencyUnit currency, boolean ebays, Progress progress) {
    return new Conditions(
        ebays,
        progress != Progress.NOT_STARTED,
        cancelState(order) == Cancel.IN_PROGRESS,
        shipBy(order),
        null,
        refunds(order, currency));
  }

  private static Cancel cancelState(FieldReader order) {
    var status = order.objectOrNull("cancelStatus");
    if (status == null || !status.has("cancelState")) return Cancel.NONE_REQUESTED;
    return status.oneOf("cancelState", CANCEL);
  }

  private static Instant cancelledAt(FieldReader order, Instant modified) {
    if (cancelState(order) != Cancel.CANCELED) return null;
    var at = order.objectOrNull("cancelStatus").instantOrNull("cancelledDate");
    return at == null ? modified : at;
  }

  /// Each refund that is listed is taken by itself; only an unlisted one leaves a doubt.
  private static PaymentReport payment(FieldReader order) {
    var report = order.oneOf("orderPaymentStatus", PAYMENT);
    var payment = order.objectOrNull("paymentSummary");
    var listed = payment != null && !payment.objects("refunds").isEmpty();
    var partly = "PARTIALLY_REFUNDED".equals(order.text("orderPaymentStatus", SHORT_LENGTH_MAX));
    return partly && !listed ? PaymentReport.RETURNED : report;
  }

  /// The earliest day by which a line has to leave.
  private static Instant shipBy(FieldReader order) {
    Instant first = null;
    for (var item : order.objects("lineItems")) {
      var instructions = item.objectOrNull("lineItemFulfillmentInstructions");
      var by = instructions == null ? null : instructions.instantOrNull("shipByDate");
      if (by != null && (first == null || by.isBefore(first))) first = by;
    }
    return first;
  }

  /// Only refunds that were made are facts; their lines keep their units.
  private static List<ChannelRefund> refunds(FieldReader order, CurrencyUnit currency) {
    var payment = order.objectOrNull("paymentSummary");
    if (payment == null) return List.of();
    var refunds = new ArrayList<ChannelRefund>();
    for (var refund : payment.objects("refunds")) {
      var status = refund.textOrNull("refundStatus", SHORT_LENGTH_MAX);
      if (status != null && !status.equals("REFUNDED")) continue;
      var amount = amount(refund, "amount", currency).abs();
      var at = refund.instantOrNull("refundDate");
      var id = refund.has("refundId") ? refund.textId("refundId") : null;
      if (id == null || amount.isZero()) continue;
      refunds.add(
          new ChannelRefund(
              id, at == null ? order.instant("lastModifiedDate") : at, amount, null, List.of()));
    }
    return refunds;
  }

  private static List<FieldReader> instructions(FieldReader order) {
    return order.objects("fulfillmentStartInstructions");
  }

  private static boolean isDigital(FieldReader order) {
    return allAre("DIGITAL", order);
  }

  private static boolean byEbay(FieldReader order) {
    return allAre("FULFILLED_BY_EBAY", order);
  }

  private static boolean allAre(String type, FieldReader order) {
    var all = instructions(order);
    return !all.isEmpty()
        && all.stream()
            .allMatch(
                i -> type.equals(i.textOrNull("fulfillmentInstructionsType", SHORT_LENGTH_MAX)));
  }

  /// The seller's own name of the shop where the buyer fetches it, or null.
  private static String pickup(FieldReader order) {
    for (var instruction : instructions(order)) {
      var step = instruction.objectOrNull("pickupStep");
      if (step != null && step.has("merchantLocationKey")) {
        return step.textId("merchantLocationKey");
      }
    }
    return null;
  }

  // ---- people

  private static Buyer buyer(FieldReader order) {
    var buyer = order.objectOrNull("buyer");
    if (buyer == null) return null;
    var registered = buyer.objectOrNull("buyerRegistrationAddress");
    return new Buyer(
        buyer.textOrNull("username", SHORT_LENGTH_MAX),
        registered == null ? null : registered.textOrNull("fullName", ADDRESS_LENGTH_MAX),
        registered == null ? null : registered.textOrNull("email", ADDRESS_LENGTH_MAX));
  }

  private static ShipTo shipTo(FieldReader order) {
    for (var instruction : instructions(order)) {
      var step = instruction.objectOrNull("shippingStep");
      var to = step == null ? null : step.objectOrNull("shipTo");
      if (to == null) continue;
      var address = to.objectOrNull("contactAddress");
      var phone = to.objectOrNull("primaryPhone");
      return new ShipTo(
          to.textOrNull("fullName", ADDRESS_LENGTH_MAX),
          text(address, "addressLine1"),
          second(address, text(step, "shipToReferenceId")),
          text(address, "city"),
          text(address, "stateOrProvince"),
          address == null ? null : address.textOrNull("postalCode", SHORT_LENGTH_MAX / 2),
          text(address, "countryCode"),
          phone == null ? null : phone.textOrNull("phoneNumber", SHORT_LENGTH_MAX));
    }
    return null;
  }

  /// Without its reference, a parcel at eBay's own hub belongs to nobody.
  private static String second(FieldReader address, String reference) {
    var line = text(address, "addressLine2");
    if (reference == null || reference.isBlank()) return line;
    return line == null || line.isBlank() ? reference : line + ", " + reference;
  }

  private static String text(FieldReader owner, String name) {
    return owner == null ? null : owner.textOrNull(name, ADDRESS_LENGTH_MAX);
  }
}
