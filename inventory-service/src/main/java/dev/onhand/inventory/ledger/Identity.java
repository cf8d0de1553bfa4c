package dev.onhand.inventory.ledger;

/// The 128-bit identity of a command's id: the bits of a UUID, else two digests. Used again and
/// again.
final class Identity {
  private final long[] bits = new long[2];
  private boolean isUuid;

  /// Reservation ids and message ids are given out by different hands: equal texts of the two kinds
  /// are different identities.
  void of(String id, boolean ofReservation) {
    isUuid = UuidText.parse(id, bits);
    if (!isUuid) {
      bits[0] = Content.digest(id, 0x100000001B3L);
      bits[1] = Content.digest(id, 0x5851F42D4C957F2DL);
    }
    if (ofReservation) {
      bits[0] = ~bits[0];
    }
  }

  /// Whether the id follows from its bits.
  boolean isUuid() {
    return isUuid;
  }

  long high() {
    return bits[0];
  }

  long low() {
    return bits[1];
  }
}
