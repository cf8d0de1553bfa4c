package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The money of a Shopify order: lines with their share of discounts and taxes, and what stands
/// beside them.
///
/// Documents of different ages say the same in different fields. Where two readings are possible,
/// the one that comes to the order's own total is right; when none does, the first is taken and the
/// totals differ for everybody to see.
final class ShopifyBill {
  private final FieldReader order;
  private final CurrencyUnit currency;
  private final boolean taxesIncluded;
  private final boolean whole;
  private final Money zero;

  /// Tax that the channel itself owes, of all lines and charges: nobody's revenue here.
  private Money liable;

  private ShopifyBill(
      FieldReader order, CurrencyUnit currency, boolean taxesIncluded, boolean whole) {
    this.order = order;
    this.currency = currency;
    this.taxesIncluded = taxesIncluded;
    this.whole = whole;
    this.zero = Money.zero(currency);
    this.liable = zero;
  }

  /// A bill with the total that the document names, less the tax that the channel owes.
  record Told(Bill bill, Money total) {}

  /// `whole`: as it was ordered, although lines were removed since. `refunds` are those of the
  /// document: what they gave back beside the lines is in the total, and in no line.
  static Told read(
      FieldReader order,
      CurrencyUnit currency,
      boolean taxesIncluded,
      boolean whole,
      List<ChannelRefund> refunds) {
    return new ShopifyBill(order, currency, taxesIncluded, whole).read(refunds);
  }

  private Told read(List<ChannelRefund> refunds) {
    var lines = TaxLines.shopify(order.objects("line_items"), currency, lines());
    var shipping = shipping();
    var charges = extras();
    var chargesTax = shipping.tax.plus(extraTaxes());
    var edited = !whole && order.has("current_total_price");
    var total = order.amount(edited ? "current_total_price" : "total_price", currency);
    total = total.minus(liable);
    if (total.isNegative()) {
      throw order.refusal(
          Defect.AMOUNT_OUT_OF_RANGE, "total_price", "is less than the tax that the channel owes");
    }
    var bills = new ArrayList<Bill>();
    for (var price : shipping.prices) {
      var net = taxesIncluded ? price.minus(shipping.tax) : price;
      var bill = Bill.of(order, "line_items", lines, net.plus(charges), chargesTax);
      bills.add(bill);
      if (!taxesIncluded) bills.add(taxed(bill));
    }
    for (var bill : bills) if (bill.total().equals(total)) return new Told(bill, total);
    var beside = total.plus(beside(refunds));
    for (var bill : bills) if (bill.total().equals(beside)) return new Told(bill, beside);
    return new Told(bills.getFirst(), total);
  }

  /// Taxes of units that are left are shares, and rounded: the order says what they come to.
  private Bill taxed(Bill bill) {
    var name = !whole && order.has("current_total_tax") ? "current_total_tax" : "total_tax";
    if (!order.has(name)) return bill;
    return bill.taxedAs(order.amount(name, currency).minus(liable));
  }

  /// What was given back beside lines: shipping, or money only.
  private Money beside(List<ChannelRefund> refunds) {
    var beside = zero;
    if (whole || !order.has("current_total_price")) return beside;
    for (var refund : refunds) {
      if (refund.amount() == null || refund.outOfTerms() == null) continue;
      beside = beside.plus(refund.amount()).minus(refund.outOfTerms());
    }
    return beside;
  }

  // ---- lines

  /// A line before order-level discount and tax are spread over it: `price` for the quantity left
  /// less the line's own discounts.
  private record Draft(
      String id,
      String sku,
      String title,
      long quantity,
      long ordered,
      Money unitPrice,
      Money price,
      Money tax,
      boolean digital) {

    Draft less(Money discount) {
      return new Draft(
          id, sku, title, quantity, ordered, unitPrice, price.minus(discount), tax, digital);
    }

    Draft taxed(Money given) {
      return new Draft(id, sku, title, quantity, ordered, unitPrice, price, given, digital);
    }

    ChannelLine line(boolean taxesIncluded) {
      var net = taxesIncluded ? price.minus(tax) : price;
      return new ChannelLine(id, sku, title, quantity, unitPrice, net, tax, digital);
    }
  }

  private List<ChannelLine> lines() {
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
      if (item.isObject("tip")) continue; // stands beside the lines
      var draft = draft(item);
      if (draft.quantity() > 0) drafts.add(draft);
    }
    if (drafts.isEmpty()) {
      throw order.refusal(Defect.NO_LINES, "line_items", "every line was removed");
    }
    drafts = roundedAsTold(taxed(discounted(items, drafts)));
    for (var draft : drafts) {
      if (draft.price().isNegative() || taxesIncluded && draft.price().isLessThan(draft.tax())) {
        throw order.refusal(
            Defect.AMOUNT_OUT_OF_RANGE, "line_items", "line " + draft.id() + " is below zero");
      }
    }
    return drafts.stream().map(draft -> draft.line(taxesIncluded)).toList();
  }

  private Draft draft(FieldReader item) {
    long ordered = item.quantity("quantity", 1);
    var edited = !whole && item.has("current_quantity");
    long left = edited ? item.quantity("current_quantity", 0) : ordered;
    if (left > ordered) {
      throw item.refusal(Defect.QUANTITY_OUT_OF_RANGE, "current_quantity", "exceeds quantity");
    }
    var unitPrice = item.amount("price", currency);
    // discounts and taxes are of the ordered quantity: the quantity left carries its share
    var discount = Spread.share(ownDiscount(item), left, ordered);
    var taxLines = item.objects("tax_lines");
    var channels = Spread.share(taxes(taxLines, true), left, ordered);
    liable = liable.plus(channels);
    var price = times(item, unitPrice, left).minus(discount);
    return new Draft(
        item.id("id"),
        item.textOrNull("sku", ShopifyDocuments.SKU_LENGTH_MAX),
        item.textOrNull("title", ShopifyDocuments.TEXT_LENGTH_MAX),
        left,
        ordered,
        unitPrice,
        taxesIncluded ? price.minus(channels) : price,
        Spread.share(taxes(taxLines, false), left, ordered),
        item.flag("gift_card") || item.has("requires_shipping") && !item.flag("requires_shipping"));
  }

  private static Money times(FieldReader item, Money unitPrice, long quantity) {
    var price = unitPrice.getAmount().multiply(BigDecimal.valueOf(quantity));
    if (FieldReader.tooLarge(price)) {
      throw item.refusal(Defect.AMOUNT_OUT_OF_RANGE, "price", "times the quantity is too large");
    }
    return Money.of(unitPrice.getCurrencyUnit(), price);
  }

  private Money ownDiscount(FieldReader item) {
    return item.has("discount_allocations")
        ? sum(item.objects("discount_allocations"), "amount")
        : item.amountOrZero("total_discount", currency);
  }

  /// Taxes that the channel owes itself, or those that are ours.
  private Money taxes(List<FieldReader> taxLines, boolean channels) {
    var sum = zero;
    for (var line : taxLines) {
      if (line.flag("channel_liable") == channels) {
        sum = sum.plus(line.amountOrZero("price", currency));
      }
    }
    return sum;
  }

  /// Older documents give the order's discount only as a sum: it is spread by the lines' value.
  private List<Draft> discounted(List<FieldReader> items, List<Draft> drafts) {
    if (items.stream().anyMatch(item -> item.has("discount_allocations"))) return drafts;
    var own = items.stream().map(this::ownDiscount).reduce(zero, Money::plus);
    var rest = order.amountOrZero(current("total_discounts"), currency).minus(own);
    if (!rest.isPositive()) return drafts;
    var parts = Spread.over(rest, weights(drafts));
    var spread = new ArrayList<Draft>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) spread.add(drafts.get(i).less(parts.get(i)));
    return spread;
  }

  /// The order's tax is the sum of its lines'. Only when no line has any, it is spread over them.
  private List<Draft> taxed(List<Draft> drafts) {
    var total = order.amountOrZero(current("total_tax"), currency).minus(liable);
    var onShipping =
        order.objects("shipping_lines").stream()
            .map(line -> sum(line.objects("tax_lines"), "price"))
            .reduce(zero, Money::plus);
    var told = Stream.concat(drafts.stream().map(Draft::tax), Stream.of(onShipping));
    if (!total.isPositive() || liable.isPositive() || told.anyMatch(Money::isPositive)) {
      return drafts;
    }
    var parts = Spread.over(total, weights(drafts));
    var spread = new ArrayList<Draft>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) spread.add(drafts.get(i).taxed(parts.get(i)));
    return spread;
  }

  /// Discounts of units that are left are shares, and rounded: the order's own subtotal says what
  /// its lines come to.
  private List<Draft> roundedAsTold(List<Draft> drafts) {
    if (whole || !order.has("current_subtotal_price")) return drafts;
    var shared = drafts.stream().filter(d -> d.quantity() < d.ordered()).toList();
    if (shared.isEmpty()) return drafts;
    var sum = drafts.stream().map(Draft::price).reduce(zero, Money::plus);
    var less = sum.minus(order.amount("current_subtotal_price", currency));
    if (less.isZero() || Math.abs(less.getAmountMinorLong()) > shared.size()) return drafts;
    var parts = Spread.over(less, weights(shared));
    var rounded = new ArrayList<Draft>(drafts.size());
    for (var draft : drafts) {
      int i = shared.indexOf(draft);
      rounded.add(i < 0 ? draft : draft.less(parts.get(i)));
    }
    return rounded;
  }

  /// The name of what is left of a sum, where the document has it.
  private String current(String name) {
    return !whole && order.has("current_" + name) ? "current_" + name : name;
  }

  private static List<Long> weights(List<Draft> drafts) {
    return drafts.stream().map(d -> Math.max(0, d.price().getAmountMinorLong())).toList();
  }

  private Money sum(List<FieldReader> parts, String name) {
    return parts.stream().map(part -> part.amountOrZero(name, currency)).reduce(zero, Money::plus);
  }

  // ---- beside the lines

  /// What the shipping lines cost, by each reading of their discounts, and their tax.
  private record Shipping(List<Money> prices, Money tax) {}

  private Shipping shipping() {
    var first = zero;
    var second = zero;
    var tax = zero;
    for (var line : order.objects("shipping_lines")) {
      if (line.flag("is_removed")) continue;
      var taxLines = line.objects("tax_lines");
      var channels = taxes(taxLines, true);
      liable = liable.plus(channels);
      var owed = taxesIncluded ? channels : zero;
      var full = line.amount("price", currency);
      var reduced = full.minus(sum(line.objects("discount_allocations"), "amount"));
      var told = line.has("discounted_price") ? line.amount("discounted_price", currency) : reduced;
      first = first.plus(told).minus(owed);
      second = second.plus(reduced).minus(owed);
      tax = tax.plus(taxes(taxLines, false));
    }
    var prices = new ArrayList<Money>();
    for (var price : first.equals(second) ? List.of(first) : List.of(first, second)) {
      if (!price.isNegative() && !(taxesIncluded && price.isLessThan(tax))) prices.add(price);
    }
    if (prices.isEmpty()) {
      throw order.refusal(Defect.AMOUNT_OUT_OF_RANGE, "shipping_lines", "are below zero");
    }
    return new Shipping(prices, tax);
  }

  /// Tips, duties and fees: in the total, and in no line.
  private Money extras() {
    var duties = current(order, "total_duties_set");
    if (duties == null) duties = dutiesOfLines();
    var fees = current(order, "total_additional_fees_set");
    return tips().plus(duties).plus(fees == null ? zero : fees);
  }

  /// A tip is a line in some documents, and in the sum of tips in all of them.
  private Money tips() {
    var lines = zero;
    for (var item : order.objects("line_items")) {
      if (item.isObject("tip")) {
        lines =
            lines.plus(times(item, item.amount("price", currency), item.quantity("quantity", 1)));
      }
    }
    var told = order.amountOrZero("total_tip_received", currency);
    return told.isGreaterThan(lines) ? told : lines;
  }

  private Money dutiesOfLines() {
    var sum = zero;
    for (var item : order.objects("line_items")) {
      for (var duty : item.objects("duties")) sum = sum.plus(shopMoney(duty, currency));
    }
    return sum;
  }

  /// Taxes on duties and fees.
  private Money extraTaxes() {
    var tax = zero;
    for (var item : order.objects("line_items")) {
      for (var duty : item.objects("duties")) {
        tax = tax.plus(taxes(duty.objects("tax_lines"), false));
      }
    }
    for (var fee : order.objects("additional_fees")) {
      tax = tax.plus(taxes(fee.objects("tax_lines"), false));
    }
    return tax;
  }

  private Money current(FieldReader owner, String name) {
    var set = whole ? null : owner.objectOrNull("current_" + name);
    if (set == null) set = owner.objectOrNull("original_" + name);
    if (set == null) set = owner.objectOrNull("current_" + name);
    return set == null ? null : shopMoney(set, currency);
  }

  /// The amount in the shop's currency; zero when there is none.
  static Money shopMoney(FieldReader set, CurrencyUnit currency) {
    var money = set == null ? null : set.objectOrNull("shop_money");
    if (money == null) return Money.zero(currency);
    var code = money.textOrNull("currency_code", FieldReader.ID_LENGTH_MAX);
    if (code != null && !code.equals(currency.getCode())) {
      throw money.refusal(Defect.SCHEMA_VIOLATION, "currency_code", "must be the order's currency");
    }
    return money.signedOrZero("amount", currency);
  }
}
