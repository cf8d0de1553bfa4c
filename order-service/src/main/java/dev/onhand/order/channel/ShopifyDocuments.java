package dev.onhand.order.channel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Shopify's order documents: the bare order of a webhook, or one wrapped in `order` or `orders`
/// as its REST API answers. Amounts are read in the shop's currency (`currency`); what the buyer
/// saw in another currency (`presentment_money`) is never mixed in.
///
/// After an order was edited, `quantity` stays and `current_quantity` says what is left; the same
/// for `current_total_price`. What is left is what is read.
public final class ShopifyDocuments {
  public static final String CHANNEL = "shopify";

  static final int SKU_LENGTH_MAX = 200;
  static final int TEXT_LENGTH_MAX = 1_000;
  static final int ADDRESS_LENGTH_MAX = 500;
  private static final int SHORT_LENGTH_MAX = 100;

  /// Topics whose documents say something about an order's terms or money.
  private static final Set<String> TOPICS =
      Set.of(
          "orders/create",
          "orders/updated",
          "orders/edited",
          "orders/paid",
          "orders/cancelled",
          "orders/fulfilled",
          "orders/partially_fulfilled",
          "orders/delete",
          "refunds/create");

  private static final Set<String> OTHER_WRAPPERS =
      Set.of(
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

  /// Fields of documents that name no order, or several.
  private static final Set<String> OTHER_SIGNS =
      Set.of("inventory_item_id", "refund_line_items", "fulfill_at", "tracking_numbers", "shop_id");

  /// What Shopify calls a shop's own fulfilment.
  private static final String OWN_SERVICE = "manual";

  /// Fields of what has lines and prices, and is no order.
  private static final List<String> DRAFT_SIGNS =
      List.of("invoice_url", "invoice_sent_at", "abandoned_checkout_url");

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

  /// `topic` is the webhook's, or null; without it the document's own shape decides.
  static List<Part> parts(byte[] document, Sender sender, String topic) {
    return JsonDocuments.parts(
        document, root -> entries(root, topic), entry -> read(entry, sender));
  }

  private static List<DocumentNode> entries(DocumentNode document, String topic) {
    if (topic != null && !TOPICS.contains(topic)) throw NotForUs.other("topic " + topic);
    if ("orders/delete".equals(topic)) {
      throw new NotForUs(Reading.SkipReason.DELETED_RECORD, "the shop deleted its record");
    }
    if (document instanceof DocumentNode.Items items && !items.all().isEmpty()) return items.all();
    var root = JsonDocuments.reader(document);
    for (var wrapper : List.of("order", "order_edit", "refund")) {
      if (root.objectOrNull(wrapper) == null) continue;
      return List.of(((DocumentNode.Fields) document).byName().get(wrapper));
    }
    if (((DocumentNode.Fields) document).byName().size() == 1) {
      for (var wrapper : OTHER_WRAPPERS) {
        if (root.has(wrapper)) throw NotForUs.other("a " + wrapper);
      }
    }
    if (root.has("refunds") && !root.has("line_items") && !root.has("currency")) {
      return JsonDocuments.listedOrSelf(document, "refunds");
    }
    return JsonDocuments.listedOrSelf(document, "orders");
  }

  private static Reading read(FieldReader entry, Sender sender) {
    if (entry.has("order_id")) return ShopifyChanges.read(entry, sender.shop());
    for (var sign : DRAFT_SIGNS) {
      if (entry.has(sign)) throw NotForUs.other("a draft order or checkout, by its " + sign);
    }
    if (!entry.has("line_items") && !entry.has("currency")) {
      for (var sign : OTHER_SIGNS) {
        if (entry.has(sign)) throw NotForUs.other("a document with " + sign);
      }
      throw new Refusal(Defect.NOT_AN_ORDER, "", "has neither line_items nor currency");
    }
    return order(entry, sender);
  }

  // ---- the order

  private static Reading order(FieldReader order, Sender sender) {
    var key = new OrderKey(CHANNEL, sender.shop(), order.id("id"));
    if (order.flag("test")) {
      return new Reading.Skipped(Reading.SkipReason.TEST_ORDER, "test order " + key.externalId());
    }
    var currency = order.currency("currency");
    var taxesIncluded = order.flag("taxes_included");
    var updated = order.instant("updated_at");
    var cancelledAt = order.instantOrNull("cancelled_at");
    var shipped = shipped(order);
    // an order that is over counts as it was ordered: what is left of it is nothing
    var emptied = everyLineRemoved(order);
    if (cancelledAt == null && emptied && !shipped) cancelledAt = updated;
    var whole = cancelledAt != null || emptied;
    var follows = !whole && showsWhatIsLeft(order);
    var refunds = ShopifyChanges.refunds(order, currency, follows);
    var told = ShopifyBill.read(order, currency, taxesIncluded, whole, refunds);
    var bill = told.bill();
    return new Reading.Order(
        new ChannelOrder(
                key,
                order.textOrNull("name", SHORT_LENGTH_MAX),
                Versions.ranked(updated, rank(order, cancelledAt)),
                order.instant("created_at"),
                orderType(order, sender),
                currency,
                taxesIncluded,
                payment(order),
                conditions(order, shipped, refunds, follows || whole),
                buyer(order, order.objectOrNull("customer")),
                shipTo(order.objectOrNull("shipping_address")),
                bill.lines(),
                bill.chargesNet(),
                bill.chargesTax(),
                told.total(),
                cancelledAt)
            .withinRange());
  }

  private static boolean shipped(FieldReader order) {
    var status = order.textOrNull("fulfillment_status", SHORT_LENGTH_MAX);
    return status != null && !status.equals("restocked") && !status.equals("unfulfilled");
  }

  private static Conditions conditions(
      FieldReader order, boolean shipped, List<ChannelRefund> refunds, boolean current) {
    var conditions = placed(order, new Conditions(false, shipped, false, null, null, refunds));
    var calledOff = refunds.stream().anyMatch(refund -> !refund.cancelled().isEmpty());
    if (current || !calledOff) return conditions;
    return conditions.doubted("units were called off, and the document says not what is left");
  }

  /// Where the goods come from: a service that the lines name, the place that shipped, or the one
  /// at whose till it was sold.
  private static Conditions placed(FieldReader order, Conditions conditions) {
    var services = new TreeSet<String>();
    for (var item : order.objects("line_items")) {
      if (item.flag("gift_card") || item.isObject("tip")) continue;
      if (item.has("requires_shipping") && !item.flag("requires_shipping")) continue;
      var service = item.textOrNull("fulfillment_service", SHORT_LENGTH_MAX);
      services.add(service == null || service.isBlank() ? OWN_SERVICE : service);
    }
    if (services.size() > 1) {
      return conditions.doubted("its lines are fulfilled by several services: " + services);
    }
    if (!services.isEmpty() && !services.first().equals(OWN_SERVICE)) {
      return conditions.fulfilledAt(services.first());
    }
    for (var fulfillment : order.objects("fulfillments")) {
      if (!"success".equals(fulfillment.textOrNull("status", SHORT_LENGTH_MAX))) continue;
      var location = fulfillment.idOrNull("location_id");
      if (location != null) return conditions.from(location);
    }
    var till = order.idOrNull("location_id");
    return till == null ? conditions : conditions.from(till);
  }

  /// Old documents keep what was ordered, whatever became of it.
  private static boolean showsWhatIsLeft(FieldReader order) {
    return order.objects("line_items").stream().anyMatch(item -> item.has("current_quantity"));
  }

  private static boolean everyLineRemoved(FieldReader order) {
    var items = order.objects("line_items");
    return !items.isEmpty()
        && items.stream()
            .allMatch(i -> i.has("current_quantity") && i.quantity("current_quantity", 0) == 0);
  }

  /// Of two documents of one second, the one with more certain money is the later.
  private static int rank(FieldReader order, java.time.Instant cancelledAt) {
    var status = order.textOrNull("financial_status", SHORT_LENGTH_MAX);
    var paid =
        switch (status == null ? "pending" : status) {
          case "authorized", "partially_paid" -> 1;
          case "paid" -> 2;
          case "partially_refunded" -> 3;
          case "refunded", "voided" -> 4;
          default -> 0;
        };
    return cancelledAt == null ? paid : paid + 5;
  }

  private static OrderType orderType(FieldReader order, Sender sender) {
    var source = order.textOrNull("source_name", TEXT_LENGTH_MAX);
    return "subscription_contract".equals(source) ? OrderType.SUBSCRIPTION : sender.orderType();
  }

  private static PaymentReport payment(FieldReader order) {
    if (!order.has("financial_status")) return PaymentReport.PENDING;
    var listed = !order.objects("refunds").isEmpty();
    // each refund that is listed is taken by itself; only an unlisted one leaves a doubt
    if (listed && "partially_refunded".equals(order.textOrNull("financial_status", 100))) {
      return PaymentReport.PAID;
    }
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
}
