package dev.onhand.order.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// WooCommerce's orders (REST v3): the bare order of a webhook, a list, or the answer to a batch.
///
/// Line amounts are without tax and after discounts, however prices were entered; coupons are in
/// them already. Fees stand beside the lines and may be below zero. The order has no version: it is
/// ordered by `date_modified_gmt`, whose grain is a second, and within one second by its status.
final class WooCommerceDocuments {
  static final String CHANNEL = "woocommerce";

  private static final int TEXT_LENGTH_MAX = 1_000;
  private static final int SHORT_LENGTH_MAX = 100;
  private static final byte[] PING = "webhook_id=".getBytes(StandardCharsets.US_ASCII);
  private static final Set<String> ORDER_TOPICS =
      Set.of("order.created", "order.updated", "order.restored");

  /// Fields of products, customers, coupons, notes and webhooks.
  private static final List<String> OTHER_SIGNS =
      List.of("permalink", "username", "discount_type", "delivery_url", "note", "slug");

  private static final Set<String> DRAFTS = Set.of("draft", "auto-draft", "checkout-draft");

  private WooCommerceDocuments() {}

  /// A new webhook's first delivery is a form with its id, unsigned: nothing to take.
  static boolean isPing(byte[] body) {
    if (body.length > SHORT_LENGTH_MAX || body.length < PING.length) return false;
    return java.util.Arrays.equals(body, 0, PING.length, PING, 0, PING.length);
  }

  static List<Part> parts(byte[] document, Sender sender, String topic) {
    if (isPing(document)) {
      var ping = new Reading.Skipped(Reading.SkipReason.PING, "the first delivery of a webhook");
      return List.of(new Part(document, ping));
    }
    return JsonDocuments.parts(
        document, root -> entries(root, topic), entry -> read(entry, sender));
  }

  private static List<DocumentNode> entries(DocumentNode document, String topic) {
    if ("order.deleted".equals(topic)) throw deleted("by its topic");
    if (topic != null && !ORDER_TOPICS.contains(topic)) throw NotForUs.other("topic " + topic);
    if (document instanceof DocumentNode.Items items) return items.all();
    var root = JsonDocuments.reader(document);
    var batch = root.has("create") || root.has("update") || root.has("delete");
    if (root.has("id") || root.has("line_items") || !batch) return List.of(document);
    var entries = new ArrayList<DocumentNode>();
    entries.addAll(root.elements("create"));
    entries.addAll(root.elements("update"));
    for (var gone : root.elements("delete")) {
      // the answer repeats the whole order; only that it is gone is news
      var id = JsonDocuments.reader(gone).idOrNull("id");
      var only = id == null ? DocumentNode.NULL : new DocumentNode.Number(id);
      entries.add(new DocumentNode.Fields(java.util.Map.of("id", only)));
    }
    return entries;
  }

  private static NotForUs deleted(String how) {
    return new NotForUs(Reading.SkipReason.DELETED_RECORD, "the shop deleted the order: " + how);
  }

  private static Reading read(FieldReader order, Sender sender) {
    requireOrder(order);
    var status = status(order);
    if (DRAFTS.contains(status)) {
      throw new NotForUs(Reading.SkipReason.NOT_YET_AN_ORDER, "an order in status " + status);
    }
    var currency = order.currency("currency");
    var total = order.amount("total", currency);
    var bill = bill(order, currency, total);
    var modified =
        order.has("date_modified_gmt")
            ? order.utc("date_modified_gmt")
            : order.utc("date_created_gmt");
    var ended = status.equals("cancelled") || status.equals("trash");
    return new Reading.Order(
        new ChannelOrder(
                new OrderKey(CHANNEL, sender.shop(), order.id("id")),
                order.textOrNull("number", SHORT_LENGTH_MAX),
                Versions.ranked(modified, rank(status)),
                order.utc("date_created_gmt"),
                orderType(order, sender),
                currency,
                order.flag("prices_include_tax"),
                payment(order, status),
                new Conditions(
                    false, status.equals("completed"), false, null, null, refunds(order, modified)),
                buyer(order),
                shipTo(order),
                bill.lines(),
                bill.chargesNet(),
                bill.chargesTax(),
                total,
                ended ? modified : null)
            .withinRange());
  }

  /// As it is in the interface; the database and some plugins write it with a prefix.
  private static String status(FieldReader order) {
    var status = order.text("status", SHORT_LENGTH_MAX);
    return status.startsWith("wc-") ? status.substring(3) : status;
  }

  private static void requireOrder(FieldReader order) {
    if (order.has("refunded_by") || order.has("refunded_payment") || order.has("order_id")) {
      throw NotForUs.other("a refund, which the order itself lists too");
    }
    if (order.has("billing_period") || order.has("next_payment_date_gmt")) {
      throw NotForUs.other("a subscription, whose renewals are orders");
    }
    if (!order.has("line_items")) {
      for (var sign : OTHER_SIGNS) {
        if (order.has(sign)) throw NotForUs.other("a document with " + sign);
      }
    }
    if (!order.has("line_items") && !order.has("status")) {
      if (order.has("id")) throw deleted("only its id is left");
      throw new Refusal(Defect.NOT_AN_ORDER, "", "has neither line_items nor status");
    }
    if (!order.has("id")) {
      throw new NotForUs(Reading.SkipReason.NOT_YET_AN_ORDER, "a request to make an order");
    }
  }

  private static OrderType orderType(FieldReader order, Sender sender) {
    var via = order.textOrNull("created_via", SHORT_LENGTH_MAX);
    return "subscription".equals(via) ? OrderType.SUBSCRIPTION : sender.orderType();
  }

  private static int rank(String status) {
    return switch (status) {
      case "pending" -> 0;
      case "on-hold", "failed" -> 1;
      case "completed" -> 4;
      case "cancelled", "refunded", "trash" -> 5;
      default -> 2; // processing, and those of plugins
    };
  }

  /// What a plugin calls its status is not known to us: then only a date of payment counts.
  private static PaymentReport payment(FieldReader order, String status) {
    var paid = order.utcOrNull("date_paid_gmt") != null;
    var onDelivery = "cod".equals(order.textOrNull("payment_method", SHORT_LENGTH_MAX));
    return switch (status) {
      case "pending", "on-hold", "failed" -> PaymentReport.PENDING;
      case "refunded" -> PaymentReport.RETURNED;
      case "processing" -> onDelivery && !paid ? PaymentReport.PENDING : PaymentReport.PAID;
      case "completed" -> PaymentReport.PAID;
      default -> paid ? PaymentReport.PAID : PaymentReport.PENDING;
    };
  }

  private static Bill bill(FieldReader order, CurrencyUnit currency, Money total) {
    var withTax = order.flag("prices_include_tax");
    var items = order.objects("line_items");
    var untold = items.stream().map(item -> line(item, currency, withTax)).toList();
    var lines = TaxLines.woocommerce(order, currency, untold);
    var net = sum(order.objects("shipping_lines"), "total", currency);
    var tax = sum(order.objects("shipping_lines"), "total_tax", currency);
    net = net.plus(sum(order.objects("fee_lines"), "total", currency));
    tax = tax.plus(sum(order.objects("fee_lines"), "total_tax", currency));
    var bill = Bill.of(order, "line_items", lines, net, tax);
    if (order.has("total_tax")) bill = bill.taxedAs(order.amount("total_tax", currency));
    // prices that contain tax are taken apart line by line, and each part is rounded
    return withTax ? bill.roundedTo(total) : bill;
  }

  private static ChannelLine line(FieldReader item, CurrencyUnit currency, boolean withTax) {
    long quantity = item.quantity("quantity", 1);
    var before = item.has("subtotal") ? item.amount("subtotal", currency) : null;
    var net = item.amount("total", currency);
    var full = before == null ? net : before;
    if (withTax) full = full.plus(item.amountOrZero("subtotal_tax", currency));
    return new ChannelLine(
        item.id("id"),
        item.textOrNull("sku", ShopifyDocuments.SKU_LENGTH_MAX),
        item.textOrNull("name", TEXT_LENGTH_MAX),
        quantity,
        Bill.perUnit(full, quantity),
        net,
        item.amountOrZero("total_tax", currency));
  }

  private static Money sum(List<FieldReader> parts, String name, CurrencyUnit currency) {
    return parts.stream()
        .map(part -> part.signedOrZero(name, currency))
        .reduce(Money.zero(currency), Money::plus);
  }

  /// The order lists them with negative totals, and without a date or lines.
  private static List<ChannelRefund> refunds(FieldReader order, java.time.Instant at) {
    var currency = order.currency("currency");
    var refunds = new ArrayList<ChannelRefund>();
    for (var refund : order.objects("refunds")) {
      var amount = refund.signedOrZero("total", currency).abs();
      if (amount.isZero()) continue;
      refunds.add(new ChannelRefund(refund.id("id"), at, amount, null, List.of()));
    }
    return refunds;
  }

  // ---- people

  private static Buyer buyer(FieldReader order) {
    var billing = order.objectOrNull("billing");
    var id = order.idOrNull("customer_id");
    var known = id == null || id.equals("0") ? null : id; // 0 is a guest
    if (billing == null) return known == null ? null : new Buyer(known, null, null);
    return new Buyer(
        known, name(billing), filled(billing.textOrNull("email", TEXT_LENGTH_MAX / 2)));
  }

  /// Shops that ship to the billing address only leave the other one empty.
  private static ShipTo shipTo(FieldReader order) {
    var shipping = address(order.objectOrNull("shipping"));
    return shipping != null ? shipping : address(order.objectOrNull("billing"));
  }

  private static ShipTo address(FieldReader address) {
    if (address == null) return null;
    int lengthMax = ShopifyDocuments.ADDRESS_LENGTH_MAX;
    var street = filled(address.textOrNull("address_1", lengthMax));
    var city = filled(address.textOrNull("city", lengthMax));
    if (street == null && city == null) return null;
    return new ShipTo(
        name(address),
        street,
        filled(address.textOrNull("address_2", lengthMax)),
        city,
        filled(address.textOrNull("state", lengthMax)),
        filled(address.textOrNull("postcode", SHORT_LENGTH_MAX / 2)),
        filled(address.textOrNull("country", lengthMax)),
        filled(address.textOrNull("phone", SHORT_LENGTH_MAX)));
  }

  private static String name(FieldReader person) {
    var first = filled(person.textOrNull("first_name", TEXT_LENGTH_MAX / 4));
    var last = filled(person.textOrNull("last_name", TEXT_LENGTH_MAX / 4));
    if (first == null && last == null) {
      return filled(person.textOrNull("company", TEXT_LENGTH_MAX / 4));
    }
    if (first == null) return last;
    return last == null ? first : first + " " + last;
  }

  private static String filled(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
