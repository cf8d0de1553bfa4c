package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The messages this service reads: of each only the fields it uses. What violates a schema is
/// refused here, before anything is decided.
final class Received {
  static final int LINES_MAX = 1_000;
  static final long QUANTITY_MAX = 1_000_000_000;
  static final int ID_LENGTH_MAX = 200;
  private static final int SKU_LENGTH_MAX = 255;
  private static final int REASON_LENGTH_MAX = 500;

  private Received() {}

  // order.events

  /// `release` counts the releases of an order; absent: 1.
  record OrderReleased(
      UUID orderId,
      UUID reservationId,
      Integer release,
      String pool,
      String channel,
      String serviceLevel,
      String country,
      String postalZone,
      List<Allocation> allocations) {
    OrderReleased {
      Require.present("orderId", orderId);
      Require.present("reservationId", reservationId);
      text("pool", pool, ID_LENGTH_MAX);
      text("channel", channel, ID_LENGTH_MAX);
      text("serviceLevel", serviceLevel, ID_LENGTH_MAX);
      allocations = atMostLinesMax("allocations", Require.some("allocations", allocations));
      if (release == null) release = 1;
      bounded("release", release, 1);
    }

    UUID fulfillmentOrderAt(String locationId) {
      return FulfillmentIds.fulfillmentOrder(orderId, reservationId, release, locationId);
    }
  }

  record Allocation(String lineId, String sku, String locationId, long quantity) {
    Allocation {
      text("lineId", lineId, ID_LENGTH_MAX);
      text("sku", sku, SKU_LENGTH_MAX);
      text("locationId", locationId, ID_LENGTH_MAX);
      bounded("quantity", quantity, 1);
    }
  }

  record CancellationRequested(UUID orderId, String reason) {
    CancellationRequested {
      Require.present("orderId", orderId);
      text("reason", reason, REASON_LENGTH_MAX);
    }
  }

  // warehouse.events

  record ToldLine(String lineId, String sku, long quantity) {
    ToldLine {
      text("lineId", lineId, ID_LENGTH_MAX);
      text("sku", sku, SKU_LENGTH_MAX);
      bounded("quantity", quantity, 0);
    }

    Line line() {
      return new Line(lineId, sku, quantity);
    }
  }

  record PickConfirmed(
      UUID fulfillmentOrderId, String locationId, List<ToldLine> lines, Instant pickedAt) {
    PickConfirmed {
      Require.present("fulfillmentOrderId", fulfillmentOrderId);
      text("locationId", locationId, ID_LENGTH_MAX);
      lines = atMostLinesMax("lines", Require.present("lines", lines));
      Require.present("pickedAt", pickedAt);
    }
  }

  record ToldPackage(String packageId, long weightGrams) {
    ToldPackage {
      text("packageId", packageId, ID_LENGTH_MAX);
      bounded("weightGrams", weightGrams, 1);
    }
  }

  record PackConfirmed(UUID fulfillmentOrderId, List<ToldPackage> packages, Instant packedAt) {
    PackConfirmed {
      Require.present("fulfillmentOrderId", fulfillmentOrderId);
      packages = atMostLinesMax("packages", Require.some("packages", packages));
      Require.present("packedAt", packedAt);
    }
  }

  record ShipConfirmed(
      UUID fulfillmentOrderId,
      String carrier,
      String trackingNumber,
      List<ToldLine> lines,
      Instant shippedAt) {
    ShipConfirmed {
      Require.present("fulfillmentOrderId", fulfillmentOrderId);
      text("carrier", carrier, ID_LENGTH_MAX);
      text("trackingNumber", trackingNumber, ID_LENGTH_MAX);
      lines = shippedLines(lines);
      Require.present("shippedAt", shippedAt);
    }
  }

  record PickCancellationAnswered(UUID fulfillmentOrderId, Boolean cancelled) {
    PickCancellationAnswered {
      Require.present("fulfillmentOrderId", fulfillmentOrderId);
      Require.present("cancelled", cancelled);
    }
  }

  // carrier.events

  record ShipmentDelivered(UUID fulfillmentOrderId, String trackingNumber, Instant deliveredAt) {
    ShipmentDelivered {
      Require.present("fulfillmentOrderId", fulfillmentOrderId);
      text("trackingNumber", trackingNumber, ID_LENGTH_MAX);
      Require.present("deliveredAt", deliveredAt);
    }
  }

  /// At least one line, and none empty.
  static List<ToldLine> shippedLines(List<ToldLine> lines) {
    var checked = atMostLinesMax("lines", Require.some("lines", lines));
    for (var line : checked) bounded("lines.quantity", line.quantity(), 1);
    return checked;
  }

  static List<Line> lines(List<ToldLine> lines) {
    return lines.stream().map(ToldLine::line).toList();
  }

  static void text(String field, String value, int lengthMax) {
    Require.text(field, value);
    if (value.length() > lengthMax) {
      throw new InvalidMessage(
          "SCHEMA_VIOLATION", field, "send at most " + lengthMax + " characters");
    }
  }

  private static void bounded(String field, long value, long least) {
    if (value < least || value > QUANTITY_MAX) {
      throw new InvalidMessage(
          "QUANTITY_OUT_OF_RANGE", field, "send " + least + " to " + QUANTITY_MAX);
    }
  }

  private static <T> List<T> atMostLinesMax(String field, List<T> values) {
    if (values.size() > LINES_MAX) {
      throw new InvalidMessage("SCHEMA_VIOLATION", field, "send at most " + LINES_MAX);
    }
    if (values.stream().anyMatch(java.util.Objects::isNull)) {
      throw new InvalidMessage("SCHEMA_VIOLATION", field, "has a null element");
    }
    return List.copyOf(values);
  }
}
