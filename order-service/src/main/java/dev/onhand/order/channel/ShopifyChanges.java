package dev.onhand.order.channel;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What Shopify tells of an order without repeating it: refunds and edits.
///
/// The money of a refund is that of its successful transactions, whatever its lines are worth.
/// Units with restock type `cancel` were never shipped and are not wanted any more.
final class ShopifyChanges {
  private static final int SHORT_LENGTH_MAX = 100;

  private ShopifyChanges() {}

  /// Reads a document that names its order in `order_id`.
  static Reading read(FieldReader document, String shop) {
    var key = new OrderKey(ShopifyDocuments.CHANNEL, shop, document.id("order_id"));
    if (isEdit(document)) {
      var committed = document.instantOrNull("committed_at");
      return new Reading.Edit(key, committed == null ? document.instant("created_at") : committed);
    }
    if (!isRefund(document)) throw NotForUs.other("a document about an order");
    return new Reading.Refund(key, refund(document, currency(document)));
  }

  private static boolean isEdit(FieldReader document) {
    if (!document.isObject("line_items")) return false;
    var changes = document.objectOrNull("line_items");
    return changes.has("additions") || changes.has("removals");
  }

  /// A calculation of what could be refunded has no id, and is none.
  private static boolean isRefund(FieldReader document) {
    return document.has("id") && document.has("refund_line_items");
  }

  /// The shop's own currency, where anything names it; else that of the money that moved.
  private static CurrencyUnit currency(FieldReader refund) {
    for (var line : refund.objects("refund_line_items")) {
      var money = shopMoney(line, "subtotal_set");
      if (money != null && money.has("currency_code")) return money.currency("currency_code");
    }
    for (var adjustment : refund.objects("order_adjustments")) {
      var money = shopMoney(adjustment, "amount_set");
      if (money != null && money.has("currency_code")) return money.currency("currency_code");
    }
    for (var transaction : refund.objects("transactions")) {
      if (transaction.has("currency")) return transaction.currency("currency");
    }
    return null;
  }

  private static FieldReader shopMoney(FieldReader owner, String name) {
    var set = owner.objectOrNull(name);
    return set == null ? null : set.objectOrNull("shop_money");
  }

  /// The refunds that an order's own document lists. `follows`: its lines and total are what is
  /// left after them.
  static List<ChannelRefund> refunds(FieldReader order, CurrencyUnit currency, boolean follows) {
    var refunds = new ArrayList<ChannelRefund>();
    for (var entry : order.objects("refunds")) {
      if (!entry.has("id")) continue;
      var refund = refund(entry, currency);
      if (refund.amount() == null) {
        refunds.add(refund);
      } else {
        refunds.add(
            refund.leftOut(
                follows ? ofUnits(entry, refund.amount(), currency) : Money.zero(currency)));
      }
    }
    return refunds;
  }

  /// The part of a refund that is for units, which are left out of the order's lines; never more
  /// than the refund.
  private static Money ofUnits(FieldReader refund, Money amount, CurrencyUnit currency) {
    var units = refund.objects("refund_line_items");
    var told = units.stream().allMatch(line -> line.has("subtotal_set"));
    if (!told) return amount;
    var worth = worthOfUnits(units, currency);
    return worth.isGreaterThan(amount) ? amount : worth;
  }

  private static Money worthOfUnits(List<FieldReader> units, CurrencyUnit currency) {
    var worth = Money.zero(currency);
    for (var line : units) {
      worth = worth.plus(ShopifyBill.shopMoney(line.objectOrNull("subtotal_set"), currency));
      worth = worth.plus(ShopifyBill.shopMoney(line.objectOrNull("total_tax_set"), currency));
    }
    return worth;
  }

  private static ChannelRefund refund(FieldReader refund, CurrencyUnit currency) {
    var processed = refund.instantOrNull("processed_at");
    return new ChannelRefund(
        refund.id("id"),
        processed == null ? refund.instant("created_at") : processed,
        moved(refund, currency),
        tax(refund, currency),
        cancelled(refund));
  }

  private static Money moved(FieldReader refund, CurrencyUnit currency) {
    if (currency == null) return null;
    var moved = Money.zero(currency);
    for (var transaction : refund.objects("transactions")) {
      if (!"refund".equals(transaction.textOrNull("kind", SHORT_LENGTH_MAX))) continue;
      if (!"success".equals(transaction.textOrNull("status", SHORT_LENGTH_MAX))) continue;
      var in = transaction.has("currency") ? transaction.currency("currency") : currency;
      // paid back in the buyer's currency: what it is in the shop's, its lines say
      if (!in.equals(currency)) return worth(refund, transaction, currency);
      moved = moved.plus(transaction.amount("amount", currency));
    }
    return moved.isZero() ? null : moved;
  }

  private static Money worth(FieldReader refund, FieldReader transaction, CurrencyUnit currency) {
    var worth = worthOfUnits(refund.objects("refund_line_items"), currency);
    for (var adjustment : refund.objects("order_adjustments")) {
      // what goes back to the buyer is written below zero there
      var amount = ShopifyBill.shopMoney(adjustment.objectOrNull("amount_set"), currency);
      var tax = ShopifyBill.shopMoney(adjustment.objectOrNull("tax_amount_set"), currency);
      worth = worth.minus(amount).minus(tax);
    }
    if (worth.isPositive()) return worth;
    throw transaction.refusal(
        Defect.SCHEMA_VIOLATION,
        "currency",
        "is not the order's, and no shop_money says what the refund is in that");
  }

  private static Money tax(FieldReader refund, CurrencyUnit currency) {
    if (currency == null) return null;
    var tax = Money.zero(currency);
    for (var line : refund.objects("refund_line_items")) {
      if (!line.has("total_tax_set")) return null;
      tax = tax.plus(ShopifyBill.shopMoney(line.objectOrNull("total_tax_set"), currency));
    }
    for (var adjustment : refund.objects("order_adjustments")) {
      // what goes back to the buyer is written below zero there
      var set = adjustment.objectOrNull("tax_amount_set");
      tax = tax.minus(ShopifyBill.shopMoney(set, currency));
    }
    return tax.isNegative() ? null : tax;
  }

  private static List<ChannelRefund.Units> cancelled(FieldReader refund) {
    var units = new ArrayList<ChannelRefund.Units>();
    for (var line : refund.objects("refund_line_items")) {
      if (!"cancel".equals(line.textOrNull("restock_type", SHORT_LENGTH_MAX))) continue;
      units.add(new ChannelRefund.Units(line.id("line_item_id"), line.quantity("quantity", 1)));
    }
    return units;
  }
}
