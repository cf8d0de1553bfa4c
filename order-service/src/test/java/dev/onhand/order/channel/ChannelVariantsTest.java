package dev.onhand.order.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What is read of documents that say the same in other ways: amounts, addresses, ids. That they
/// end as the contract says is in their tables.
class ChannelVariantsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("onhand.root", ".."), "order-service/contract/channels");

  private static List<Part> parts(String document) {
    var format = ChannelFormat.ofCode(document.substring(0, document.indexOf('/')));
    var sender = new Sender("lampen-beispiel.example", OrderType.D2C, null);
    try {
      return format.parts(Files.readAllBytes(FOLDER.resolve(document)), sender, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChannelOrder order(String document) {
    var reading = parts(document).getFirst().reading();
    return assertInstanceOf(Reading.Order.class, reading, reading::toString).order();
  }

  private static Money money(String text) {
    return Money.parse(text);
  }

  // ---- Shopify

  @Test
  void a_tip_line_and_duties_stand_beside_the_lines_and_the_buyers_currency_is_not_read() {
    var order = order("shopify/40-two-currencies-a-tip-line-and-duties.json");
    assertEquals(1, order.lines().size());
    assertEquals(money("EUR 5.00"), order.shippingNet());
    assertEquals(money("EUR 0.57"), order.shippingTax());
    assertEquals(money("EUR 53.17"), order.computedTotal());
  }

  @Test
  void a_refund_in_the_buyers_currency_is_what_it_is_worth_in_the_shops() {
    var reading = parts("shopify/41-paid-back-in-the-buyers-currency.json").getFirst().reading();
    var refund = assertInstanceOf(Reading.Refund.class, reading).refund();
    assertEquals(money("EUR 24.80"), refund.amount());
    assertEquals(money("EUR 3.80"), refund.tax());
  }

  @Test
  void a_free_shipping_code_is_no_discount_of_the_lines() {
    var order = order("shopify/42-a-code-for-free-shipping.json");
    assertEquals(money("EUR 0.00"), order.shippingNet());
    assertEquals(money("EUR 8.00"), order.lines().getFirst().net());
  }

  @Test
  void tax_that_the_channel_owes_is_in_no_line_and_not_in_the_total() {
    var order = order("shopify/43-tax-that-the-channel-owes.json");
    assertEquals(money("EUR 0.00"), order.lines().getFirst().tax());
    assertEquals(money("EUR 20.00"), order.total());
  }

  @Test
  void what_is_left_of_an_edited_line_comes_to_the_orders_own_subtotal() {
    var order = order("shopify/44-shares-of-an-edited-line-are-rounded.json");
    assertEquals(money("EUR 39.33"), order.lines().getFirst().net());
    assertEquals(money("EUR 46.80"), order.computedTotal());
  }

  @Test
  void a_refund_is_beyond_the_terms_only_as_far_as_it_is_for_no_unit() {
    var order = order("shopify/45-a-unit-and-the-shipping-refunded-before-it-came.json");
    assertEquals(money("EUR 25.00"), order.total());
    var refund = order.conditions().refunds().getFirst();
    assertEquals(money("EUR 25.00"), refund.amount());
    assertEquals(money("EUR 5.00"), refund.beyondTerms().amount());
    var shipped = order("shopify/46-shipped-and-all-of-it-refunded.json");
    assertEquals(
        money("EUR 20.00"), shipped.conditions().refunds().getFirst().beyondTerms().amount());
  }

  // ---- the others

  @Test
  void parts_of_prices_with_tax_are_rounded_to_the_orders_total() {
    var order = order("woocommerce/21-prices-with-tax-taken-apart-line-by-line.json");
    assertEquals(money("EUR 29.97"), order.computedTotal());
    var tax = order.lines().stream().map(ChannelLine::tax).reduce(money("EUR 0.00"), Money::plus);
    assertEquals(money("EUR 4.79"), tax);
  }

  @Test
  void an_address_without_a_city_is_made_of_what_there_is() {
    var to = order("amazon/23-an-address-without-a-city.json").shipTo();
    assertEquals(List.of(), to.missing());
    assertEquals("Beispiel 1-2-3", to.address1());
    assertEquals("Tokyo", to.city());
    assertNull(to.address2());
  }

  @Test
  void an_order_that_says_not_who_fulfils_it_is_doubtful() {
    assertNotNull(order("amazon/20-says-not-who-fulfils-it.json").conditions().doubt());
    assertNull(order("amazon/26-a-business-order.json").conditions().doubt());
  }

  @Test
  void charges_that_only_the_order_names_stand_beside_its_lines() {
    var order = order("amazon/21-only-the-order-says-what-stands-beside-its-lines.json");
    assertEquals(money("EUR 0.00"), order.shippingNet());
    assertEquals(money("EUR 7.22"), order.shippingTax());
    assertEquals(money("EUR 47.22"), order.computedTotal());
  }

  @Test
  void a_parcel_to_the_channels_hub_carries_its_reference() {
    var order = order("ebay/19-by-a-carrier-of-ebays-that-collects-import-charges.json");
    assertEquals("EX-REF-1", order.shipTo().address2());
    assertEquals(money("GBP 4.50"), order.shippingNet());
  }

  // ---- X12

  @Test
  void a_broken_interchange_does_not_take_the_one_before_it_along() {
    var parts = parts("x12/19-two-interchanges-one-of-them-cut-off.edi");
    assertEquals(2, parts.size());
    assertInstanceOf(Reading.Order.class, parts.get(0).reading());
    var refused = assertInstanceOf(Reading.Refused.class, parts.get(1).reading());
    assertEquals(Defect.MALFORMED_X12, refused.defect());
    assertTrue(new String(parts.get(1).body(), StandardCharsets.UTF_8).contains("PO-7020"));
  }

  @Test
  void one_order_of_many_is_kept_as_an_interchange_that_reads_the_same_again() {
    var sender = new Sender("lampen-beispiel.example", OrderType.D2C, null);
    for (var part : parts("x12/20-other-marks-between-its-parts.edi")) {
      var again = ChannelFormat.X12.parts(part.body(), sender, null);
      assertEquals(1, again.size());
      assertEquals(part.reading(), again.getFirst().reading());
    }
  }

  @Test
  void shares_rates_and_points_come_to_what_the_order_says() {
    var order = order("x12/21-shares-rates-and-a-charge-with-a-point.edi");
    assertEquals(money("USD 108.00"), order.lines().get(0).net());
    assertEquals(money("USD 5.40"), order.lines().get(0).tax());
    assertEquals(money("USD 3.50"), order.lines().get(1).net());
    assertEquals(money("USD 12.77"), order.shippingNet());
    assertEquals(money("USD 129.67"), order.computedTotal());
  }

  @Test
  void each_release_of_a_blanket_order_is_an_order() {
    var one = order("x12/22-a-release-of-a-blanket-order.edi").key();
    var two = order("x12/23-its-next-release-is-another-order.edi").key();
    assertEquals("PO-7024/1", one.externalId());
    assertNotEquals(one.orderId(), two.orderId());
  }

  @Test
  void lines_that_go_to_different_places_leave_the_order_without_an_address() {
    assertNull(order("x12/24-lines-that-go-to-different-places.edi").shipTo());
    assertEquals(
        "Springfield", order("x12/25-an-allowance-that-is-billed-back.edi").shipTo().city());
  }
}
