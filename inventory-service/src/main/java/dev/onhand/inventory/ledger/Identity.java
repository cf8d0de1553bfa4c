package dev.onhand.inventory.ledger;

/// An id as 128 bits: those of a UUID, else two digests. Used again and again.
final class Identity {
  private final long[] bits = new long[2];
  private String text;

  /// The id it was made of last, so that the same one need not be read again.
  private String last;

  void of(String id) {
    if (id == last) {
      return;
    }
    last = id;
    text = null;
    if (!UuidText.parse(id, bits)) {
      text = id;
      bits[0] = Content.digest(id, 0x100000001B3L);
      bits[1] = Content.digest(id, 0x5851F42D4C957F2DL);
    }
  }

  /// Whether it was made of this very text.
  boolean isOf(String id) {
    return id == last;
  }

  void ofUuid(long high, long low) {
    last = null;
    text = null;
    bits[0] = high;
    bits[1] = low;
  }

  long high() {
    return bits[0];
  }

  /// By which [Outcomes] know a command: reservation ids and message ids are given out by different
  /// hands, so equal texts of the two kinds are different identities.
  long high(boolean ofReservation) {
    return ofReservation ? ~bits[0] : bits[0];
  }

  long low() {
    return bits[1];
  }

  /// The id where it does not follow from the bits; null for a UUID.
  String text() {
    return text;
  }
}
