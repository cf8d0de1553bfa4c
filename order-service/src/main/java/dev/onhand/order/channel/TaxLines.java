package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What channels tell of the taxes of a line beside their sum: a snapshot to keep, never reckoned
/// with, so that what is odd about it is left out and never refuses an order.
final class TaxLines {
  static final int TAXES_MAX = 20;
  private static final int TEXT_LENGTH_MAX = 200;

  private TaxLines() {}

  /// `lines` with the `tax_lines` of Shopify's `line_items`.
  static List<ChannelLine> shopify(
      List<FieldReader> items, CurrencyUnit currency, List<ChannelLine> lines) {
    var left = new HashMap<String, Long>();
    for (var line : lines) left.put(line.externalLineId(), line.quantity());
    var taxes = new HashMap<String, List<ChannelTax>>();
    for (var item : items) {
      if (!left.containsKey(item.id("id"))) continue; // removed, or a tip
      long ordered = item.quantity("quantity", 0);
      var told = new ArrayList<ChannelTax>();
      for (var tax : first(item.objects("tax_lines"))) {
        var by = tax.flag("channel_liable") ? ShopifyDocuments.CHANNEL : null;
        // ours are fitted to the line's tax; the channel's is in none, and of what is left a share
        var amount = tax.amountOrZero("price", currency);
        if (by != null) amount = Spread.share(amount, left.get(item.id("id")), ordered);
        told.add(new ChannelTax(text(tax, "title"), null, tax.rateOrNull("rate"), amount, by));
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

  /// The taxes of a line of eBay's: those it collects and remits, and of `taxes` what is left of
  /// each type beside them. `taxes` is only there when it was asked for; without it, and where
  /// nothing of it is ours, the line reads the same.
  static List<ChannelTax> ebay(FieldReader item, CurrencyUnit currency, Money ours) {
    var left = new LinkedHashMap<String, Money>();
    for (var tax : item.objects("taxes")) {
      left.merge(type(tax), EbayDocuments.amount(tax, "amount", currency), Money::plus);
    }
    var remitted = new LinkedHashMap<String, Money>();
    for (var tax : item.objects("ebayCollectAndRemitTaxes")) {
      remitted.merge(type(tax), EbayDocuments.amount(tax, "amount", currency), Money::plus);
    }
    remitted.forEach((type, amount) -> left.computeIfPresent(type, (_, all) -> all.minus(amount)));
    var told = new ArrayList<ChannelTax>();
    if (ours.isPositive()) told.addAll(of(left, null));
    told.addAll(of(remitted, EbayDocuments.CHANNEL));
    return told.size() > TAXES_MAX ? List.of() : told;
  }

  private static String type(FieldReader tax) {
    var type = text(tax, "taxType");
    return type == null ? "" : type;
  }

  private static List<ChannelTax> of(Map<String, Money> byType, String by) {
    return byType.entrySet().stream()
        .filter(e -> e.getValue().isPositive())
        .map(
            e ->
                new ChannelTax(
                    e.getKey().isEmpty() ? null : e.getKey(), null, null, e.getValue(), by))
        .toList();
  }

  /// The taxes of a line of Amazon's, which tells neither rates nor jurisdictions: what Amazon owes
  /// as marketplace facilitator, with what is on the line's shipping, and whose that is; else the
  /// scheme it is reported by, if there is one.
  static List<ChannelTax> amazon(FieldReader item, Money ours, Money remitted) {
    var tax = item.objectOrNull("tax");
    if (tax == null) return List.of();
    var schemes =
        parts(tax, "taxCalculationBreakdowns").stream()
            .map(part -> text(part, "reportingScheme"))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    var scheme = schemes.size() == 1 ? schemes.getFirst() : null;
    var told = new ArrayList<ChannelTax>();
    if (ours.isPositive() && scheme != null) told.add(new ChannelTax(scheme, null, null, ours));
    if (remitted.isPositive()) {
      var party =
          parts(tax, "taxCollections").stream()
              .map(part -> text(part, "responsibleParty"))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(AmazonDocuments.CHANNEL);
      told.add(new ChannelTax(scheme, null, null, remitted, party));
    }
    return told;
  }

  /// The objects of an array; what is none is left out.
  private static List<FieldReader> parts(FieldReader owner, String name) {
    return owner.elements(name).stream()
        .filter(DocumentNode.Fields.class::isInstance)
        .map(part -> FieldReader.root((DocumentNode.Fields) part))
        .toList();
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
              CanonicalDocuments.amount(tax, "amount", currency),
              shown(tax.textOrNull("remittedBy", TEXT_LENGTH_MAX))));
    }
    return told;
  }

  private static List<FieldReader> first(List<FieldReader> all) {
    return all.subList(0, Math.min(TAXES_MAX, all.size()));
  }

  private static String text(FieldReader owner, String name) {
    return shown(owner.elementText(name));
  }

  /// A text that is short enough to keep, or null.
  static String shown(String text) {
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
