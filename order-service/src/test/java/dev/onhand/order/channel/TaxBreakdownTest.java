package dev.onhand.order.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What the channels tell of a line's taxes is kept, comes to the line's tax exactly, and what a
/// marketplace remits itself is in no amount.
class TaxBreakdownTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("onhand.root", ".."), "order-service/contract/channels");

  private static ChannelOrder read(ChannelFormat format, byte[] document) {
    var sender = new Sender("lampen-beispiel.example", OrderType.D2C, null);
    var reading = format.parts(document, sender, null).getFirst().reading();
    return assertInstanceOf(Reading.Order.class, reading, reading::toString).order();
  }

  private static ChannelOrder order(String document) {
    var format = ChannelFormat.ofCode(document.substring(0, document.indexOf('/')));
    try {
      return read(format, Files.readAllBytes(FOLDER.resolve(document)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChannelTax tax(String name, String jurisdiction, String rate, String amount) {
    var fraction = rate == null ? null : new BigDecimal(rate);
    return new ChannelTax(name, jurisdiction, fraction, Money.parse(amount));
  }

  private static ChannelTax remitted(String name, String amount, String by) {
    return new ChannelTax(name, null, null, Money.parse(amount), by);
  }

  private static Money sum(CurrencyUnit currency, List<ChannelTax> taxes) {
    return taxes.stream().map(ChannelTax::amount).reduce(Money.zero(currency), Money::plus);
  }

  // ---- the marketplaces

  @Test
  void what_amazon_owes_is_told_with_its_party_and_scheme_and_is_no_tax_of_the_line() {
    var order = order("amazon/27-taxes-by-scheme-of-amazon-and-of-the-seller.json");
    var facilitated = order.lines().getFirst();
    assertEquals(
        List.of(remitted("IOSS", "EUR 4.56", "Amazon Services Europe S.a.r.L.")),
        facilitated.taxes());
    assertTrue(facilitated.tax().isZero());
    assertTrue(order.shippingTax().isZero());
    assertEquals(Money.parse("EUR 35.90"), order.total());
  }

  @Test
  void a_scheme_names_the_tax_that_the_seller_owes_on_amazon() {
    var line =
        order("amazon/27-taxes-by-scheme-of-amazon-and-of-the-seller.json").lines().getLast();
    assertEquals(List.of(tax("UOSS", null, null, "EUR 1.90")), line.taxes());
    assertEquals(Money.parse("EUR 1.90"), line.tax());
  }

  @Test
  void amazon_without_a_scheme_tells_no_more_than_the_tax_itself() {
    var line = order("amazon/01-shipping-tax-discount-and-gift-wrap.json").lines().getFirst();
    assertEquals(Money.parse("EUR 6.84"), line.tax());
    assertEquals(List.of(), line.taxes());
  }

  @Test
  void ebays_taxes_are_told_apart_by_who_remits_them() {
    var order = order("ebay/23-taxes-of-ebay-and-of-the-seller.json");
    assertEquals(
        List.of(
            tax("ELECTRONIC_RECYCLING_FEE", null, null, "USD 1.00"),
            tax("TIRE_RECYCLING_FEE", null, null, "USD 0.25"),
            remitted("STATE_SALES_TAX", "USD 2.47", "ebay")),
        order.lines().getFirst().taxes());
    assertEquals(Money.parse("USD 1.25"), order.lines().getFirst().tax());
    assertEquals(Money.parse("USD 31.24"), order.total());
  }

  @Test
  void an_order_of_ebays_is_the_same_with_and_without_its_breakdown_of_taxes() {
    var with = order("ebay/02-tax-that-ebay-remits.json");
    var without = order("ebay/03-the-same-without-the-breakdown.json");
    assertEquals(with.canonicalText(), without.canonicalText());
    assertEquals(with.lines(), without.lines());
  }

  @Test
  void tax_that_shopify_owes_is_marked_too() {
    var line = order("shopify/43-tax-that-the-channel-owes.json").lines().getFirst();
    assertEquals(List.of(), ChannelTax.owed(line.taxes()));
    assertEquals("shopify", ChannelTax.remitted(line.taxes()).getFirst().remittedBy());
  }

  // ---- X12

  @Test
  void taxes_of_a_whole_purchase_order_are_its_lines_and_charges_by_largest_remainder() {
    var order = order("x12/28-taxes-of-the-whole-order.edi");
    // 6.25 % and 1.75 % of 88.35 are 7.07 together, 5.52 and 1.55 of it
    assertEquals(
        List.of(
            tax("SP", "17-000", "0.0625", "USD 2.50"),
            tax("CP", "17-167", "0.0175", "USD 0.70"),
            tax("CS", "17-167-01", null, "USD 0.40")),
        order.lines().getFirst().taxes());
    assertEquals(Money.parse("USD 3.60"), order.lines().getFirst().tax());
    var all = order.lines().stream().map(ChannelLine::tax).reduce(order.shippingTax(), Money::plus);
    assertEquals(Money.parse("USD 7.95"), all);
    assertEquals(order.total(), order.computedTotal());
  }

  @Test
  void a_line_that_is_exempt_says_so_and_bears_nothing() {
    var line =
        order("x12/29-a-line-that-is-exempt-and-one-with-tax-in-its-price.edi").lines().get(0);
    assertEquals(List.of(tax("SP", null, null, "CAD 0.00")), line.taxes());
    assertTrue(line.tax().isZero());
  }

  @Test
  void a_charge_that_is_a_tax_is_no_part_of_the_price() {
    var line =
        order("x12/29-a-line-that-is-exempt-and-one-with-tax-in-its-price.edi").lines().get(1);
    assertEquals(Money.parse("CAD 20.00"), line.net());
    assertEquals(
        List.of(tax("D360", null, null, "CAD 1.00"), tax("PG", null, "0.09975", "CAD 2.00")),
        line.taxes());
  }

  @Test
  void a_tax_in_the_price_is_taken_out_of_it() {
    var line =
        order("x12/29-a-line-that-is-exempt-and-one-with-tax-in-its-price.edi").lines().get(2);
    assertEquals(Money.parse("CAD 10.00"), line.net());
    assertEquals(Money.parse("CAD 10.00"), line.unitPrice());
    assertEquals(List.of(tax("BE", null, "0.13", "CAD 1.30")), line.taxes());
  }

  @Test
  void a_rate_that_no_tax_has_is_none() {
    assertNull(tax("x", null, "1000000000000", "EUR 1.00").rate());
    assertNull(tax("x", null, "0.0000000000001", "EUR 1.00").rate());
  }

  @Test
  void a_rate_is_a_decimal_fraction_or_where_no_tax_is_so_high_a_percentage() {
    for (var rate : List.of(".0625", "0.0625", "6.25")) {
      var segments = List.of("BEG*00*NE*PO-1**20260302", "CUR*BY*USD", "PO1*1*1*EA*100.00**VN*X");
      var order = read(ChannelFormat.X12, interchange(with(segments, "TXI*SP**" + rate)));
      var line = order.lines().getFirst();
      assertEquals(List.of(tax("SP", null, "0.0625", "USD 6.25")), line.taxes(), rate);
    }
  }

  @Test
  void a_number_may_begin_with_its_point() {
    var segments = List.of("BEG*00*NE*PO-1**20260302", "CUR*BY*USD", "PO1*1*2*EA*.75**VN*X");
    var order = read(ChannelFormat.X12, interchange(segments));
    assertEquals(Money.parse("USD 1.50"), order.lines().getFirst().net());
  }

  private static List<String> with(List<String> segments, String last) {
    return Stream.concat(segments.stream(), Stream.of(last)).toList();
  }

  // ---- any of them

  private static final List<CurrencyUnit> CURRENCIES =
      List.of(CurrencyUnit.JPY, CurrencyUnit.EUR, CurrencyUnit.of("KWD"));

  private static String decimal(Money money) {
    return money.getAmount().toPlainString();
  }

  private static Money some(Random random, CurrencyUnit currency, int max) {
    return Money.ofMinor(currency, random.nextInt(max));
  }

  @Test
  void every_purchase_orders_taxes_come_to_its_lines_taxes_and_each_to_what_was_told() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 1_500; round++) {
      var currency = CURRENCIES.get(round % CURRENCIES.size());
      var segments = new ArrayList<String>(List.of("BEG*00*NE*PO-1**20260302"));
      segments.add("CUR*BY*" + currency.getCode());
      if (random.nextBoolean()) segments.add("SAC*C*D240***" + random.nextInt(99) + ".");
      var told = some(random, currency, 9_999);
      segments.add("TXI*CS*" + decimal(told) + "**VD*A");
      var rates = new ArrayList<String>();
      for (int i = random.nextInt(4); i > 0; i--) {
        rates.add(new BigDecimal(random.nextInt(2_000)).movePointLeft(2).toPlainString());
        segments.add("TXI*SP**" + rates.getLast() + "*VD*" + i);
      }
      var lines = random.nextInt(1, 6);
      for (int i = 1; i <= lines; i++) {
        var price = some(random, currency, 99_999);
        segments.add("PO1*" + i + "*1*EA*" + decimal(price) + "**VN*X");
        if (random.nextBoolean()) segments.add("TXI*TX**" + random.nextInt(30));
        if (random.nextBoolean()) segments.add("TXI*ZZ*" + decimal(some(random, currency, 500)));
      }
      var order = read(ChannelFormat.X12, interchange(segments));
      var where = "seed " + seed + ", " + segments;
      var ofCity = order.shippingTax().minus(order.shippingTax());
      for (var line : order.lines()) {
        assertEquals(line.tax(), sum(currency, line.taxes()), where);
        for (var tax : line.taxes())
          if ("CS".equals(tax.name())) ofCity = ofCity.plus(tax.amount());
      }
      if (order.shippingNet().isZero()
          && order.lines().stream().anyMatch(l -> l.net().isPositive())) {
        assertEquals(told, ofCity, where);
      }
      assertEquals(order.total(), order.computedTotal(), where);
      assertWithinAUnit(order, told, rates, where);
    }
  }

  /// Taxes of the whole order, each line's share by itself: less than a unit off for every tax.
  private static void assertWithinAUnit(
      ChannelOrder order, Money told, List<String> rates, String where) {
    var nets =
        order.lines().stream().map(ChannelLine::net).reduce(order.shippingNet(), Money::plus);
    if (nets.isZero()) return;
    var unit = BigDecimal.ONE.movePointLeft(order.currency().getDecimalPlaces());
    for (var line : order.lines()) {
      var share = line.net().getAmount().divide(nets.getAmount(), 20, RoundingMode.HALF_EVEN);
      var city = line.taxes().stream().filter(t -> "CS".equals(t.name())).toList();
      var exact = told.getAmount().multiply(share);
      var off = sum(order.currency(), city).getAmount().subtract(exact).abs();
      assertTrue(off.compareTo(unit) < 0, where);
      var state = line.taxes().stream().filter(t -> "SP".equals(t.name())).toList();
      assertEquals(rates.size(), state.size(), where);
    }
  }

  private static byte[] interchange(List<String> segments) {
    var text = new StringBuilder();
    text.append("ISA*00*          *00*          *ZZ*BEISPIELMARKT  *ZZ*LAMPENBEISPIEL *260302")
        .append("*0915*U*00401*000000001*0*P*>~GS*PO*A*B*20260302*0915*1*X*004010~ST*850*0001~");
    for (var segment : segments) text.append(segment).append('~');
    text.append("SE*").append(segments.size() + 2).append("*0001~GE*1*1~IEA*1*000000001~");
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void every_marketplaces_taxes_are_either_the_lines_or_remitted() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 1_500; round++) {
      var currency = CURRENCIES.get(round % CURRENCIES.size());
      var ours = List.of(some(random, currency, 999), some(random, currency, 999));
      var theirs = List.of(some(random, currency, 999), some(random, currency, 999));
      var order = read(ChannelFormat.EBAY, ebay(currency, ours, theirs));
      var line = order.lines().getFirst();
      var where = "seed " + seed + ", " + ours + theirs;
      assertEquals(ours.get(0).plus(ours.get(1)), line.tax(), where);
      assertEquals(line.tax(), sum(currency, ChannelTax.owed(line.taxes())), where);
      assertEquals(
          theirs.get(0).plus(theirs.get(1)),
          sum(currency, ChannelTax.remitted(line.taxes())),
          where);
      assertEquals(order.total(), order.computedTotal(), where);
      for (int i = 0; i < 2; i++) {
        var name = i == 0 ? "GST" : "VAT";
        var amount = ours.get(i);
        var kept = ChannelTax.owed(line.taxes()).stream().filter(t -> name.equals(t.name()));
        assertEquals(amount, sum(currency, kept.toList()), where);
      }
    }
  }

  /// A line with taxes of two types, of each a part that eBay remits.
  private static byte[] ebay(CurrencyUnit currency, List<Money> ours, List<Money> theirs) {
    var remitted = theirs.get(0).plus(theirs.get(1));
    var tax = ours.get(0).plus(ours.get(1)).plus(remitted);
    var net = Money.ofMajor(currency, 100);
    var money = "{\"value\":\"%s\",\"currency\":\"" + currency.getCode() + "\"}";
    var type = "{\"taxType\":\"%s\",\"amount\":" + money + "}";
    var both = "[" + type + "," + type + "]";
    var all =
        both.formatted(
            "GST",
            decimal(ours.get(0).plus(theirs.get(0))),
            "VAT",
            decimal(ours.get(1).plus(theirs.get(1))));
    var ebays = both.formatted("GST", decimal(theirs.get(0)), "VAT", decimal(theirs.get(1)));
    return """
    {"orderId":"1","creationDate":"2026-03-02T08:15:30.000Z",
     "lastModifiedDate":"2026-03-02T08:40:11.000Z","orderFulfillmentStatus":"NOT_STARTED",
     "orderPaymentStatus":"PAID","pricingSummary":{"total":%s,"tax":%s},
     "lineItems":[{"lineItemId":"1","quantity":1,"lineItemCost":%s,"taxes":%s,
       "ebayCollectAndRemitTaxes":%s}]}
    """
        .formatted(
            money.formatted(decimal(net.plus(tax))),
            money.formatted(decimal(tax)),
            money.formatted(decimal(net)),
            all,
            ebays)
        .getBytes(StandardCharsets.UTF_8);
  }
}
