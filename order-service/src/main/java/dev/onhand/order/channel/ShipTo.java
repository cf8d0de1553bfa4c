package dev.onhand.order.channel;

import dev.onhand.platform.message.InvalidMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where the goods go: personal, kept encrypted only. Every part may be null.
public record ShipTo(
    String name,
    String address1,
    String address2,
    String city,
    String province,
    String postalCode,
    String country,
    String phone) {

  private static final int LENGTH_MAX = 500;
  private static final int POSTAL_CODE_LENGTH_MAX = 50;
  private static final int PHONE_LENGTH_MAX = 100;
  private static final int ZONE_LENGTH = 3;
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern NOT_IN_ZONE = Pattern.compile("[^A-Z0-9]");

  /// The parts without which nothing can be delivered, and those that cannot be right in their
  /// country: each as `field`, or `field: what it should be`. Holds nothing personal.
  public List<String> missing() {
    return AddressRules.problems(this);
  }

  /// The country when it is a code, else null.
  public String countryOrNull() {
    return country != null && COUNTRY.matcher(country).matches() ? country : null;
  }

  /// The first characters of the postal code: enough to choose a location by, not to find a
  /// person. Null without a postal code.
  public String postalZone() {
    if (postalCode == null) return null;
    var plain = NOT_IN_ZONE.matcher(postalCode.toUpperCase(Locale.ROOT)).replaceAll("");
    if (plain.isEmpty()) return null;
    return plain.substring(0, Math.min(ZONE_LENGTH, plain.length()));
  }

  /// Refuses parts that are longer than the contract allows.
  public void requireShort() {
    var parts = Arrays.asList(name, address1, address2, city, province);
    for (var part : parts) requireShort("shipTo", part, LENGTH_MAX);
    requireShort("postalCode", postalCode, POSTAL_CODE_LENGTH_MAX);
    requireShort("phone", phone, PHONE_LENGTH_MAX);
  }

  private static void requireShort(String field, String part, int lengthMax) {
    if (part != null && (part.length() > lengthMax || part.indexOf('\0') >= 0)) {
      throw new InvalidMessage(
          "SCHEMA_VIOLATION", field, "send at most " + lengthMax + " characters, no U+0000");
    }
  }

  @Override
  public String toString() {
    return "ShipTo[…]"; // never in a log
  }
}
