package dev.onhand.fulfillment.fulfillmentorder;

import java.util.List;

/// What is printed on a package. No name and no address: the warehouse prints those, for it alone
/// is given them. Texts may be null.
///
/// @param sscc 18 digits
/// @param number of this package among `of` packages
record Label(
    String sscc,
    String orderId,
    String locationId,
    String country,
    String postalZone,
    String serviceLevel,
    String carrier,
    String trackingNumber,
    long weightGrams,
    int number,
    int of) {

  /// The lines of text, top to bottom.
  List<String> texts() {
    return List.of(
        "FROM " + locationId,
        "TO " + orDash(country) + " " + orDash(postalZone),
        "ORDER " + orderId,
        "CARRIER " + orDash(carrier) + " " + serviceLevel,
        "TRACKING " + orDash(trackingNumber),
        "WEIGHT %d.%03d KG   PACKAGE %d/%d"
            .formatted(weightGrams / 1_000, weightGrams % 1_000, number, of),
        "SSCC " + sscc);
  }

  private static String orDash(String text) {
    return text == null ? "-" : text;
  }

  /// A way to draw labels: for label printers, for any other.
  interface Format {
    byte[] draw(Label label);
  }
}
