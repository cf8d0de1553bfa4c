package dev.onhand.order.channel;

import static dev.onhand.order.channel.ShopifyOrderText.order;
import static dev.onhand.order.channel.ShopifyOrderText.simple;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ShopifyDocumentsTest {

  private static Money eur(String amount) {
    return Money.parse("EUR " + amount);
  }

  private static Reading read(String text) {
    return ShopifyOrderText.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_plain_order_is_read_whole() {
    var order = simple("42").order();
    assertEquals(new OrderKey("shopify", "demo.example", "42"), order.key());
    assertEquals("#1001", order.number());
    assertEquals(Instant.parse("2026-03-02T09:00:00.000002Z"), order.version());
    assertEquals(PaymentReport.PAID, order.payment());
    assertEquals(eur("40.00"), order.total());
    assertEquals(order.total(), order.computedTotal());
    assertEquals("Erika Muster", order.buyer().name());
    assertEquals("erika@example.com", order.buyer().email());
    assertEquals(List.of(), order.shipTo().missing());
    assertEquals("101", order.shipTo().postalZone());
    assertEquals("101", order.lines().getFirst().externalLineId());
  }

  @Test
  void an_order_wrapped_as_the_rest_api_answers_is_the_same_order() {
    var bare = simple("42").order();
    var wrapped = read("{\"order\":" + simple("42") + "}");
    var listed = read("{\"orders\":[" + simple("42") + "]}");
    assertEquals(new Reading.Order(bare), wrapped);
    assertEquals(new Reading.Order(bare), listed);
  }

  @Test
  void ids_beyond_a_double_stay_exact() {
    assertEquals("9007199254740993", simple("9007199254740993").order().key().externalId());
  }

  @Test
  void an_edited_order_is_what_is_left_of_it() {
    var order =
        order("42")
            .lineText(
                "{\"id\":1,\"sku\":\"A\",\"quantity\":3,\"current_quantity\":1,\"price\":\"10.00\","
                    + "\"discount_allocations\":[{\"amount\":\"3.00\"}],"
                    + "\"tax_lines\":[{\"price\":\"0.90\"}]}")
            .lineText(
                "{\"id\":2,\"sku\":\"B\",\"quantity\":1,\"current_quantity\":0,\"price\":\"5.00\"}")
            .with("total_price", "\"32.90\"")
            .with("current_total_price", "\"9.30\"")
            .order();
    assertEquals(1, order.lines().size());
    assertEquals(1, order.lines().getFirst().quantity());
    assertEquals(eur("9.00"), order.lines().getFirst().net());
    assertEquals(eur("0.30"), order.lines().getFirst().tax());
    assertEquals(eur("9.30"), order.total());
    assertEquals(order.total(), order.computedTotal());
  }

  @Test
  void prices_that_contain_tax_are_split_into_net_and_tax() {
    var order =
        order("42")
            .with("taxes_included", "true")
            .lineText(
                "{\"id\":1,\"sku\":\"A\",\"quantity\":2,\"price\":\"11.90\","
                    + "\"tax_lines\":[{\"price\":\"3.80\"}]}")
            .with("shipping_lines", "[{\"price\":\"2.38\",\"tax_lines\":[{\"price\":\"0.38\"}]}]")
            .with("total_price", "\"26.18\"")
            .order();
    assertEquals(eur("20.00"), order.lines().getFirst().net());
    assertEquals(eur("3.80"), order.lines().getFirst().tax());
    assertEquals(eur("2.00"), order.shippingNet());
    assertEquals(eur("0.38"), order.shippingTax());
    assertEquals(order.total(), order.computedTotal());
  }

  @Test
  void an_order_discount_without_allocations_is_spread_by_largest_remainder() {
    var order =
        order("42")
            .line("1", "\"A\"", 1, "10.00")
            .line("2", "\"B\"", 1, "10.00")
            .line("3", "\"C\"", 1, "10.00")
            .with("total_discounts", "\"1.00\"")
            .with("total_price", "\"29.00\"")
            .order();
    assertEquals(
        List.of(eur("9.66"), eur("9.67"), eur("9.67")),
        order.lines().stream().map(ChannelLine::net).toList());
    assertEquals(order.total(), order.computedTotal());
  }

  @Test
  void an_order_tax_that_no_line_carries_is_spread_over_the_lines() {
    var order =
        order("42")
            .line("1", "\"A\"", 1, "10.00")
            .line("2", "\"B\"", 1, "20.00")
            .with("total_tax", "\"1.00\"")
            .with("total_price", "\"31.00\"")
            .order();
    assertEquals(
        List.of(eur("0.33"), eur("0.67")), order.lines().stream().map(ChannelLine::tax).toList());
  }

  @Test
  void currencies_keep_their_own_decimals() {
    var yen = order("1").line("1", "\"A\"", 2, "1980").with("currency", "\"JPY\"");
    assertEquals(7060, yen.with("total_price", "\"7060\"").order().total().getAmountMinorLong());
    var dinar = order("1").line("1", "\"A\"", 3, "4.125").with("currency", "\"KWD\"");
    assertEquals(
        13630, dinar.with("total_price", "\"13.630\"").order().total().getAmountMinorLong());
    var trailing = order("1").line("1", "\"A\"", 1, "10.00").with("currency", "\"JPY\"");
    assertEquals(
        10, trailing.with("total_price", "\"10.00\"").order().total().getAmountMinorLong());
  }

  @Test
  void what_is_missing_of_address_and_sku_is_for_the_order_to_judge() {
    var order =
        order("42")
            .line("1", "null", 1, "1.00")
            .line("2", "\"\"", 1, "1.00")
            .with("shipping_address", "null")
            .with("customer", "null")
            .with("email", "null")
            .order();
    assertNull(order.lines().get(0).sku());
    assertEquals("", order.lines().get(1).sku());
    assertNull(order.shipTo());
    assertNull(order.buyer());
    assertNotEquals(
        order.customerId(), order("43").line("1", "null", 1, "1.00").order().customerId());
  }

  @Test
  void test_orders_and_documents_about_orders_are_skipped_by_name() {
    var test = assertInstanceOf(Reading.Skipped.class, simple("42").with("test", "true").read());
    assertEquals(Reading.SkipReason.TEST_ORDER, test.reason());
    for (var other :
        List.of(
            "{\"refund\":{\"id\":1,\"order_id\":42}}",
            "{\"refund\":{\"refund_line_items\":[],\"transactions\":[]}}",
            "{\"id\":1,\"order_id\":42,\"line_items\":[]}",
            "{\"draft_order\":{\"id\":1}}")) {
      var skipped = assertInstanceOf(Reading.Skipped.class, read(other), other);
      assertEquals(Reading.SkipReason.OTHER_DOCUMENT, skipped.reason());
    }
  }

  @Test
  void equal_content_in_other_bytes_has_one_canonical_text() {
    var one = simple("42").order();
    var reordered = simple("42").without("email").with("email", "\"erika@example.com\"");
    var spaced = read(reordered.toString().replace(",", " ,\n\t"));
    assertEquals(
        one.canonicalText(), assertInstanceOf(Reading.Order.class, spaced).order().canonicalText());
    var other = simple("42").with("total_price", "\"40.01\"").order();
    assertNotEquals(one.canonicalText(), other.canonicalText());
  }

  @Test
  void the_same_id_in_another_shop_is_another_order() {
    var here = new OrderKey("shopify", "a", "42").orderId();
    assertEquals(here, new OrderKey("shopify", "a", "42").orderId());
    assertNotEquals(here, new OrderKey("shopify", "b", "42").orderId());
    assertNotEquals(
        new OrderKey("a", "b:1:c", "d").orderId(), new OrderKey("a:5:b", "c", "d").orderId());
  }
}
