package dev.onhand.order.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CanonicalDocumentsTest {
  private static final String TYPE = "channel.ChannelOrderPlaced.v1";

  private static Reading read(String json) {
    return CanonicalDocuments.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String sample(String file) {
    return Contracts.samples("order-service", TYPE).stream()
        .filter(s -> s.file().equals(file))
        .findFirst()
        .orElseThrow()
        .json();
  }

  private static ChannelOrder order(String json) {
    return assertInstanceOf(Reading.Order.class, read(json)).order();
  }

  private static void refused(Defect defect, String field, String from, String to) {
    var json = sample("ChannelOrderPlaced.v1.json").replaceFirst(from, to);
    var refused = assertInstanceOf(Reading.Refused.class, read(json), json);
    assertEquals(defect, refused.defect(), refused.detail());
    assertEquals(field, refused.field());
  }

  @Test
  void every_sample_is_an_order_that_adds_up() {
    for (var sample : Contracts.samples("order-service", TYPE)) {
      var order = order(sample.json());
      assertEquals(order.total(), order.computedTotal(), sample.file());
    }
  }

  @Test
  void what_is_read_is_what_was_sent() {
    var order = order(sample("ChannelOrderPlaced.v1.json"));
    assertEquals(new OrderKey("webshop", "eu", "W-1001"), order.key());
    assertEquals("EUR 33.60", order.lines().getFirst().net().toString());
    assertEquals(PaymentReport.PAID, order.payment());
    assertEquals("10115", order.shipTo().postalCode());
    assertNotNull(order(sample("ChannelOrderPlaced.v1.cancelled.json")).cancelledAt());
    var incomplete = order(sample("ChannelOrderPlaced.v1.incomplete.json"));
    assertNull(incomplete.shipTo());
    assertNull(incomplete.buyer());
    assertNull(incomplete.lines().get(1).sku());
    assertFalse(order(sample("ChannelOrderPlaced.v1.authorized.json")).taxesIncluded());
  }

  @Test
  void it_is_read_as_strictly_as_a_webhook() {
    refused(Defect.SCHEMA_VIOLATION, "channel", "\"webshop\"", "7");
    refused(Defect.SCHEMA_VIOLATION, "orderType", "\"d2c\"", "\"b2b\"");
    refused(Defect.SCHEMA_VIOLATION, "paymentStatus", "\"paid\"", "\"perhaps\"");
    refused(Defect.SCHEMA_VIOLATION, "version", "2026-03-02T10:00:00Z", "yesterday");
    refused(Defect.UNKNOWN_CURRENCY, "currency", "\"currency\": \"EUR\"", "\"currency\": \"XQZ\"");
    refused(
        Defect.QUANTITY_OUT_OF_RANGE, "lines[0].quantity", "\"quantity\": 2", "\"quantity\": -2");
    refused(Defect.AMOUNT_PRECISION, "lines[0].unitPrice.amount", "19[.]99", "19.999");
    refused(Defect.SCHEMA_VIOLATION, "lines[0].unitPrice.amount", "\"19[.]99\"", "19.99");
    refused(
        Defect.SCHEMA_VIOLATION,
        "lines[1].externalLineId",
        "\"externalLineId\": \"2\"",
        "\"externalLineId\": \"1\"");
    refused(Defect.NO_LINES, "lines", "\"lines\"", "\"rows\"");
    refused(Defect.DUPLICATE_KEY, "channel", "\\{", "{\"channel\":\"x\",");
    refused(Defect.MALFORMED_JSON, "", "\\{", "");
    refused(
        Defect.AMOUNT_OUT_OF_RANGE,
        "lines[0].discount",
        "\"amount\": \"0[.]00\"",
        "\"amount\": \"99.00\"");
  }

  @Test
  void an_amount_in_another_currency_than_the_orders_is_refused() {
    refused(
        Defect.SCHEMA_VIOLATION,
        "lines[0].unitPrice.currency",
        "\"amount\": \"19[.]99\",\\s+\"currency\": \"EUR\"",
        "\"amount\": \"19.99\", \"currency\": \"USD\"");
  }
}
