package dev.onhand.order.order;

import dev.onhand.order.channel.ChannelLine;
import java.math.RoundingMode;
import java.util.Map;

/// What the SKUs of one shop mean: an item of ours, and how many units of it one of theirs is. A
/// SKU that is not mapped means itself.
public record SkuMapping(Map<String, Meaning> byChannelSku) {
  private static final long UNITS_MAX = 1_000_000;

  public static final SkuMapping NONE = new SkuMapping(Map.of());

  /// `units` of item `sku`, at least one.
  public record Meaning(String sku, long units) {}

  public SkuMapping {
    byChannelSku = Map.copyOf(byChannelSku);
  }

  private static OrderLine.Kind kind(ChannelLine line) {
    return line.digital() ? OrderLine.Kind.DIGITAL : OrderLine.Kind.SHIPPED;
  }

  private static OrderLine unmapped(ChannelLine line) {
    return new OrderLine(
        line.externalLineId(),
        null,
        line.title(),
        line.quantity(),
        line.unitPrice(),
        line.net(),
        line.tax(),
        kind(line),
        line.taxes());
  }

  OrderLine line(ChannelLine line) {
    var meaning = line.sku() == null ? null : byChannelSku.get(line.sku());
    var sku = meaning == null ? line.sku() : meaning.sku();
    long units = meaning == null ? 1 : meaning.units();
    if (line.quantity() > UNITS_MAX / units) return unmapped(line); // a person has to look
    return new OrderLine(
        line.externalLineId(),
        sku,
        line.title(),
        line.quantity() * units,
        units == 1 ? line.unitPrice() : line.unitPrice().dividedBy(units, RoundingMode.HALF_EVEN),
        line.net(),
        line.tax(),
        kind(line),
        line.taxes());
  }
}
