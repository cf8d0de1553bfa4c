package dev.onhand.order.channel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The money of a Shopify order: lines with their share of discounts and taxes, and what stands
/// beside them.
final class ShopifyBill {
  private ShopifyBill() {}

  /// `whole`: as it was ordered, although lines were removed since.
  static Bill read(FieldReader order, CurrencyUnit currency, boolean taxesIncluded, boolean whole) {
    var lines = lines(order, currency, taxesIncluded, whole);
    return withCharges(order, currency, taxesIncluded, lines);
  }

  // ---- lines

  /// A line before order-level discount and tax are spread over it: `price` for the quantity left
  /// less the line's own discounts.
  private record Draft(
      String id,
      String sku,
      String title,
      long quantity,
      Money unitPrice,
      Money price,
      Money tax,
      boolean digital) {

    Draft less(Money discount) {
      return new Draft(id, sku, title, quantity, unitPrice, price.minus(discount), tax, digital);
    }

    Draft taxed(Money given) {
      return new Draft(id, sku, title, quantity, unitPrice, price, given, digital);
    }

    ChannelLine line(boolean taxesIncluded) {
      var net = taxesIncluded ? price.minus(tax) : price;
      return new ChannelLine(id, sku, title, quantity, unitPrice, net, tax, digital);
    }
  }

  private static List<ChannelLine> lines(
      FieldReader order, CurrencyUnit currency, boolean taxesIncluded, boolean whole) {
    var items = order.objects("line_items");
    if (items.isEmpty()) throw order.refusal(Defect.NO_LINES, "line_items", "has no line");
    if (items.size() > Bill.LINES_MAX) {
      throw order.refusal(
          Defect.TOO_MANY_LINES, "line_items", "at most " + Bill.LINES_MAX + " lines");
    }
    var ids = new HashSet<String>();
    List<Draft> drafts = new ArrayList<>();
    for (var item : items) {
      if (!ids.add(item.id("id"))) {
        throw item.refusal(Defect.SCHEMA_VIOLATION, "id", "is also the id of another line");
      }
      var draft = draft(item, currency, whole);
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

  private static Draft draft(FieldReader item, CurrencyUnit currency, boolean whole) {
    long ordered = item.quantity("quantity", 1);
    var edited = !whole && item.has("current_quantity");
    long left = edited ? item.quantity("current_quantity", 0) : ordered;
    if (left > ordered) {
      throw item.refusal(Defect.QUANTITY_OUT_OF_RANGE, "current_quantity", "exceeds quantity");
    }
    var unitPrice = item.amount("price", currency);
    // discounts and taxes are of the ordered quantity: the quantity left carries its share
    var discount = Spread.share(ownDiscount(item, currency), left, ordered);
    var tax = Spread.share(sum(item.objects("tax_lines"), "price", currency), left, ordered);
    return new Draft(
        item.id("id"),
        item.textOrNull("sku", ShopifyDocuments.SKU_LENGTH_MAX),
        item.textOrNull("title", ShopifyDocuments.TEXT_LENGTH_MAX),
        left,
        unitPrice,
        times(item, unitPrice, left).minus(discount),
        tax,
        item.flag("gift_card") || item.has("requires_shipping") && !item.flag("requires_shipping"));
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

  // ---- beside the lines

  private static Bill withCharges(
      FieldReader order, CurrencyUnit currency, boolean taxesIncluded, List<ChannelLine> lines) {
    var price = Money.zero(currency);
    var tax = Money.zero(currency);
    for (var line : order.objects("shipping_lines")) {
      if (line.flag("is_removed")) continue;
      price = price.plus(shippingPrice(line, currency));
      tax = tax.plus(sum(line.objects("tax_lines"), "price", currency));
    }
    if (price.isNegative() || taxesIncluded && price.isLessThan(tax)) {
      throw order.refusal(Defect.AMOUNT_OUT_OF_RANGE, "shipping_lines", "are below zero");
    }
    var net = taxesIncluded ? price.minus(tax) : price;
    return Bill.of(order, "line_items", lines, net.plus(extras(order, currency)), tax);
  }

  /// Tips, duties and fees: in the total, and in no line.
  private static Money extras(FieldReader order, CurrencyUnit currency) {
    var duties = current(order, "total_duties_set", currency);
    var fees = current(order, "total_additional_fees_set", currency);
    return order.amountOrZero("total_tip_received", currency).plus(duties).plus(fees);
  }

  private static Money current(FieldReader order, String name, CurrencyUnit currency) {
    var set = order.objectOrNull("current_" + name);
    if (set == null) set = order.objectOrNull("original_" + name);
    return shopMoney(set, currency);
  }

  /// The amount in the shop's currency; zero when there is none.
  static Money shopMoney(FieldReader set, CurrencyUnit currency) {
    var money = set == null ? null : set.objectOrNull("shop_money");
    return money == null ? Money.zero(currency) : money.signedOrZero("amount", currency);
  }

  private static Money shippingPrice(FieldReader line, CurrencyUnit currency) {
    if (line.has("discounted_price")) return line.amount("discounted_price", currency);
    return line.amount("price", currency)
        .minus(sum(line.objects("discount_allocations"), "amount", currency));
  }
}
