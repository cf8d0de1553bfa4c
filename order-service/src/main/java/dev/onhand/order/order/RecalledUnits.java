package dev.onhand.order.order;

/// Units of a lot that were promised for a line, before the lot was held. An order that had some is
/// held until all it has is of other lots, or until the lot is released.
public record RecalledUnits(
    String lineId, String sku, String locationId, String lot, long quantity) {

  private static final String SUBJECT = "lot/";

  /// What tells the holds of one recall from those of others.
  static String subject(String pool, String sku, String lot) {
    return SUBJECT + String.join("/", pool, sku, lot);
  }

  String subject(String pool) {
    return subject(pool, sku, lot);
  }

  /// True of a hold that a recall caused.
  static boolean caused(Hold hold) {
    return hold.reason() == HoldReason.QUALITY
        && hold.subject() != null
        && hold.subject().startsWith(SUBJECT);
  }

  String text() {
    return "line %s: %d of %s, lot %s at %s".formatted(lineId, quantity, sku, lot, locationId);
  }
}
