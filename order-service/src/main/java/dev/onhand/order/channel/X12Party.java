package dev.onhand.order.channel;

/// One N1 loop of an X12 document: a party with its address, filled segment by segment.
final class X12Party {
  private static final int POSTAL_CODE_LENGTH_MAX = 50;

  private final String id;
  private final String name;
  private String address1;
  private String address2;
  private String city;
  private String state;
  private String postalCode;
  private String country;
  private String phone;

  X12Party(String id, String name) {
    this.id = id.isBlank() ? null : id;
    this.name = name;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  void take(X12Reader.Segment s) {
    switch (s.tag()) {
      case "N3" -> {
        if (address1 == null) {
          address1 = X12Values.shortened(s.element(1));
          address2 = X12Values.shortened(s.element(2));
        }
      }
      case "N4" -> {
        city = X12Values.shortened(s.element(1));
        state = X12Values.shortened(s.element(2));
        var zip = s.element(3);
        if (zip.length() <= POSTAL_CODE_LENGTH_MAX && !zip.isBlank()) postalCode = zip;
        country = X12Values.country(s.element(4), zip);
      }
      case "PER" -> {
        if (s.element(3).equals("TE")) phone = X12Values.shortened(s.element(4));
      }
      default -> {} // N2: more of the name
    }
  }

  ShipTo shipTo() {
    return new ShipTo(name, address1, address2, city, state, postalCode, country, phone);
  }
}
