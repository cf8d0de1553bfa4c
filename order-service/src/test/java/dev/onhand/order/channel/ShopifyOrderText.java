package dev.onhand.order.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes Shopify order documents, good ones by default; every field can be replaced by any JSON
/// text, or taken away.
public final class ShopifyOrderText {
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  private ShopifyOrderText() {}

  /// A paid order in EUR without lines: add some.
  public static ShopifyOrderText order(String id) {
    var text = new ShopifyOrderText();
    text.with("id", id)
        .with("name", "\"#1001\"")
        .with("created_at", "\"2026-03-02T10:00:00+01:00\"")
        .with("updated_at", "\"2026-03-02T10:00:00+01:00\"")
        .with("currency", "\"EUR\"")
        .with("taxes_included", "false")
        .with("financial_status", "\"paid\"")
        .with("fulfillment_status", "null")
        .with("cancelled_at", "null")
        .with("test", "false")
        .with("email", "\"erika@example.com\"")
        .with(
            "customer",
            "{\"id\":77,\"first_name\":\"Erika\",\"last_name\":\"Muster\",\"email\":null}")
        .with(
            "shipping_address",
            "{\"name\":\"Erika Muster\",\"address1\":\"Beispielweg 1\",\"city\":\"Musterstadt\","
                + "\"zip\":\"10115\",\"country_code\":\"DE\"}")
        .with("shipping_lines", "[]")
        .with("total_price", "\"0.00\"");
    return text;
  }

  /// One line of 2 x 20.00 and a total of 40.00.
  public static ShopifyOrderText simple(String id) {
    return order(id).line("101", "\"TEE-RED-M\"", 2, "20.00").with("total_price", "\"40.00\"");
  }

  public ShopifyOrderText with(String field, String json) {
    fields.put(field, json);
    return this;
  }

  public ShopifyOrderText without(String field) {
    fields.remove(field);
    return this;
  }

  public ShopifyOrderText line(String id, String sku, long quantity, String price) {
    return lineText(
        "{\"id\":%s,\"sku\":%s,\"title\":\"Thing\",\"quantity\":%d,\"price\":\"%s\"}"
            .formatted(id, sku, quantity, price));
  }

  public ShopifyOrderText lineText(String json) {
    lines.add(json);
    return this;
  }

  @Override
  public String toString() {
    var all = new LinkedHashMap<>(fields);
    if (!lines.isEmpty()) all.put("line_items", "[" + String.join(",", lines) + "]");
    var text = new StringBuilder("{");
    all.forEach(
        (name, json) -> {
          if (text.length() > 1) text.append(',');
          text.append('"').append(name).append("\":").append(json);
        });
    return text.append('}').toString();
  }

  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  Reading read() {
    return read(bytes());
  }

  static Reading read(byte[] document) {
    var sender = new Sender("demo.example", OrderType.D2C, null);
    return ChannelFormat.SHOPIFY.parts(document, sender, null).getFirst().reading();
  }

  ChannelOrder order() {
    return switch (read()) {
      case Reading.Order read -> read.order();
      case Reading.Refund refund -> throw new AssertionError(refund);
      case Reading.Cancellation cancelled -> throw new AssertionError(cancelled);
      case Reading.Edit edit -> throw new AssertionError(edit);
      case Reading.Skipped skipped -> throw new AssertionError(skipped);
      case Reading.Refused refused -> throw new AssertionError(refused);
    };
  }
}
