package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;

/// What channels tell of the taxes of a line beside their sum: a snapshot to keep, never reckoned
/// with, so that what is odd about it is left out and never refuses an order.
final class TaxLines {
  private static final int TAXES_MAX = 20;
  private static final int TEXT_LENGTH_MAX = 200;

  private TaxLines() {}

  /// `lines` with the `tax_lines` of Shopify's `line_items`.
  static List<ChannelLine> shopify(
      List<FieldReader> items, CurrencyUnit currency, List<ChannelLine> lines) {
    var taxes = new HashMap<String, List<ChannelTax>>();
    for (var item : items) {
      var told = new ArrayList<ChannelTax>();
      for (var tax : first(item.objects("tax_lines"))) {
        if (tax.flag("channel_liable")) continue; // the channel's own, and in no amount here
        var amount = tax.amountOrZero("price", currency);
        told.add(new ChannelTax(text(tax, "title"), null, tax.rateOrNull("rate"), amount));
      }
      taxes.put(item.id("id"), told);
    }
    return with(lines, taxes);
  }

  /// `lines` with WooCommerce's `taxes`, whose rates stand in the order's `tax_lines`.
  static List<ChannelLine> woocommerce(
      FieldReader order, CurrencyUnit currency, List<ChannelLine> lines) {
    var rates = new HashMap<String, FieldReader>();
    for (var rate : order.objects("tax_lines")) {
      if (rate.rateOrNull("rate_id") != null) rates.put(key(rate, "rate_id"), rate);
    }
    var taxes = new HashMap<String, List<ChannelTax>>();
    for (var item : order.objects("line_items")) {
      var told = new ArrayList<ChannelTax>();
      for (var tax : first(item.objects("taxes"))) {
        var rate = rates.get(key(tax, "id"));
        var amount = tax.rateOrNull("total");
        if (rate == null || amount == null) continue;
        var percent = rate.rateOrNull("rate_percent");
        var money = Bill.times(currency, amount, 1);
        told.add(new ChannelTax(text(rate, "label"), text(rate, "rate_code"), of(percent), money));
      }
      taxes.put(item.id("id"), told);
    }
    return with(lines, taxes);
  }

  /// The `taxes` of a line of the canonical event.
  static List<ChannelTax> canonical(FieldReader item, CurrencyUnit currency) {
    var told = new ArrayList<ChannelTax>();
    for (var tax : item.objects("taxes")) {
      if (told.size() == TAXES_MAX) {
        throw item.refusal(Defect.SCHEMA_VIOLATION, "taxes", "at most " + TAXES_MAX);
      }
      told.add(
          new ChannelTax(
              tax.textOrNull("name", TEXT_LENGTH_MAX),
              tax.textOrNull("jurisdiction", TEXT_LENGTH_MAX),
              tax.rateOrNull("rate"),
              CanonicalDocuments.amount(tax, "amount", currency)));
    }
    return told;
  }

  private static List<FieldReader> first(List<FieldReader> all) {
    return all.subList(0, Math.min(TAXES_MAX, all.size()));
  }

  private static String text(FieldReader owner, String name) {
    var text = owner.elementText(name);
    return text == null || text.isBlank() || text.length() > TEXT_LENGTH_MAX ? null : text;
  }

  private static String key(FieldReader owner, String name) {
    var number = owner.rateOrNull(name);
    return number == null ? null : number.toPlainString();
  }

  private static BigDecimal of(BigDecimal percent) {
    return percent == null ? null : percent.movePointLeft(2);
  }

  private static List<ChannelLine> with(
      List<ChannelLine> lines, Map<String, List<ChannelTax>> taxes) {
    return lines.stream()
        .map(l -> l.withTaxes(taxes.getOrDefault(l.externalLineId(), List.of())))
        .toList();
  }
}
