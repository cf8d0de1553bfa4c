package dev.onhand.local.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a customer bought, before it is written down in a channel's form. All amounts are cents and
/// contain tax.
///
/// @param externalId the shop's id
/// @param totalError added to the total, where it is not the sum
record Purchase(
    String externalId,
    Fate fate,
    String customer,
    List<Line> lines,
    long shippingCents,
    long totalError,
    Instant placedAt) {

  private static final int VAT_PERCENT = 19;
  private static final long SHIPPING_CENTS = 490;
  private static final long FREE_SHIPPING_FROM_CENTS = 6_000;
  private static final int LINES_MAX = 3;
  private static final List<String> CUSTOMERS =
      List.of("Ada Example", "Ben Sample", "Cleo Muster", "Dan Beispiel", "Eva Test");
  private static final List<String> CITIES = List.of("Berlin", "Hamburg", "Munich", "Cologne");

  record Line(String sku, String title, int quantity, long unitCents, long discountCents) {
    long grossCents() {
      return quantity * unitCents - discountCents;
    }

    long taxCents() {
      return taxIn(grossCents());
    }
  }

  /// Draws a purchase for this fate.
  static Purchase draw(Chance chance, Catalogue catalogue, int number, String externalId) {
    var fate = Fate.of(chance, number);
    var id = Integer.toString(number);
    var lines = new ArrayList<Line>();
    int count = 1 + chance.below(LINES_MAX, "lines", id);
    for (int i = 0; i < count; i++) {
      // Squared: some items are bought far more often than others.
      int items = catalogue.items().size();
      int at = chance.below(items, "sku" + i, id) * chance.below(items, "taste" + i, id) / items;
      var item = catalogue.plentiful(at);
      int quantity = 1 + chance.below(2, "quantity" + i, id);
      boolean discounted = chance.happens("discount" + i, id, 0.15);
      long discount = discounted ? item.priceCents() * quantity / 10 : 0;
      if (lines.stream().noneMatch(l -> l.sku().equals(item.sku()))) {
        lines.add(new Line(item.sku(), item.name(), quantity, item.priceCents(), discount));
      }
    }
    switch (fate) {
      case ITEM_LATER -> lines.add(new Line("NOVELTY-" + number, "Novelty", 1, 2_490, 0));
      case UNKNOWN_ITEM -> lines.add(new Line("NO-SUCH-" + number, "Mystery", 1, 1_990, 0));
      case REFILLED, SOLD_OUT -> lines.add(scarce(catalogue, fate));
      default -> {}
    }
    long goods = lines.stream().mapToLong(Line::grossCents).sum();
    return new Purchase(
        externalId,
        fate,
        CUSTOMERS.get(chance.below(CUSTOMERS.size(), "customer", id)),
        List.copyOf(lines),
        goods >= FREE_SHIPPING_FROM_CENTS ? 0 : SHIPPING_CENTS,
        fate == Fate.TOTAL_ACCEPTED || fate == Fate.TOTAL_WRONG ? 100 : 0,
        Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
  }

  private static Line scarce(Catalogue catalogue, Fate fate) {
    var item = catalogue.scarce(fate == Fate.REFILLED ? 0 : 1);
    return new Line(item.sku(), item.name(), Day.SCARCE_UNITS, item.priceCents(), 0);
  }

  long totalCents() {
    return lines.stream().mapToLong(Line::grossCents).sum() + shippingCents + totalError;
  }

  static long taxIn(long grossCents) {
    return Math.round(grossCents * (double) VAT_PERCENT / (100 + VAT_PERCENT));
  }

  private String city() {
    return CITIES.get(Math.floorMod(externalId.hashCode(), CITIES.size()));
  }

  /// As Shopify's webhooks have it.
  ///
  /// @param updatedAt orders versions
  ObjectNode shopify(String financialStatus, Instant updatedAt, Instant cancelledAt) {
    var order = Json.object();
    order.put("id", Long.parseLong(externalId)).put("name", "#" + externalId.substring(6));
    order.put("created_at", placedAt.toString()).put("updated_at", updatedAt.toString());
    order.put("cancelled_at", cancelledAt == null ? null : cancelledAt.toString());
    order.put("currency", Json.CURRENCY).put("taxes_included", true).put("test", false);
    order.put("financial_status", financialStatus).putNull("fulfillment_status");
    order.put(
        "email", customer.substring(0, 3).toLowerCase(java.util.Locale.ROOT) + "@example.com");
    var names = customer.split(" ");
    order
        .putObject("customer")
        .put("id", 1_000_000L + Math.floorMod(customer.hashCode(), 1_000_000))
        .put("first_name", names[0])
        .put("last_name", names[1]);
    order
        .putObject("shipping_address")
        .put("name", customer)
        .put("address1", "Beispielweg " + (1 + Math.floorMod(externalId.hashCode(), 90)))
        .put("city", city())
        .put("zip", "10115")
        .put("country_code", "DE");
    var items = order.putArray("line_items");
    for (var line : lines) {
      var item = items.addObject();
      item.put("id", Long.parseLong(externalId) * 10 + items.size());
      item.put("sku", line.sku()).put("title", line.title()).put("quantity", line.quantity());
      item.put("price", Json.decimal(line.unitCents()));
      var allocations = item.putArray("discount_allocations");
      if (line.discountCents() > 0) {
        allocations.addObject().put("amount", Json.decimal(line.discountCents()));
      }
      tax(item, line.taxCents());
    }
    var shipping = order.putArray("shipping_lines").addObject();
    shipping.put("title", "Standard").put("price", Json.decimal(shippingCents));
    tax(shipping, taxIn(shippingCents));
    long tax = lines.stream().mapToLong(Line::taxCents).sum() + taxIn(shippingCents);
    order.put("total_tax", Json.decimal(tax)).put("total_price", Json.decimal(totalCents()));
    return order;
  }

  /// As the canonical event has it.
  ObjectNode canonical(String channel, String shop) {
    var order = Json.object();
    order.put("channel", channel).put("shop", shop).put("externalId", externalId);
    order.put("number", "M-" + externalId).put("version", placedAt.toString());
    order.put("placedAt", placedAt.toString()).put("orderType", "marketplace");
    order.put("currency", Json.CURRENCY).put("taxesIncluded", true);
    order.put("paymentStatus", "paid");
    order.putObject("customer").put("externalId", "m-" + customer.charAt(0)).put("name", customer);
    order
        .putObject("shipTo")
        .put("name", customer)
        .put("address1", "Marktplatz 1")
        .put("city", city())
        .put("postalCode", "20095")
        .put("country", "DE");
    var items = order.putArray("lines");
    for (var line : lines) {
      var item = items.addObject();
      item.put("externalLineId", Integer.toString(items.size()));
      item.put("sku", line.sku()).put("title", line.title()).put("quantity", line.quantity());
      item.set("unitPrice", Json.money(line.unitCents()));
      item.set("discount", Json.money(line.discountCents()));
      item.set("tax", Json.money(line.taxCents()));
    }
    order.set("shipping", Json.money(shippingCents));
    order.set("shippingTax", Json.money(taxIn(shippingCents)));
    order.set("total", Json.money(totalCents()));
    return order;
  }

  private static void tax(ObjectNode owner, long cents) {
    owner.putArray("tax_lines").addObject().put("title", "VAT").put("price", Json.decimal(cents));
  }
}
