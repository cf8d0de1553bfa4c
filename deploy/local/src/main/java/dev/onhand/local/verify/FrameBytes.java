package dev.onhand.local.verify;

/// The bytes of one frame of `inventory.log`, read from front to back: numbers of seven bits per
/// byte, texts with their length before them, ids as 16 bytes or as text.
final class FrameBytes {
  private static final int UUID_BYTES = 16;

  private byte[] bytes = new byte[0];
  private int at;

  /// The last id read, as 128 bits.
  long idHigh;

  long idLow;

  void open(byte[] frame) {
    bytes = frame;
    at = 0;
  }

  boolean atEnd() {
    return at == bytes.length;
  }

  int octet() {
    return bytes[at++];
  }

  long fixed(int octets) {
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << 8 | bytes[at++] & 0xFF;
    }
    return value;
  }

  long number() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  long signed() {
    long value = number();
    return value >>> 1 ^ -(value & 1);
  }

  int count() {
    return Math.toIntExact(number());
  }

  /// The number of the text that stands here.
  int text(Names names) {
    int length = count();
    int number = names.number(bytes, at, length);
    at += length;
    return number;
  }

  /// Passes over a text and tells whether there was nothing in it.
  boolean isEmptyText() {
    int length = count();
    at += length;
    return length == 0;
  }

  void skipText() {
    int length = count();
    at += length;
  }

  /// An id in the form 0 and 16 bytes, or its length and `offset` together and its text.
  void id(int offset) {
    idFrom(count(), offset);
  }

  /// @param first the number before the id, read already
  void idFrom(int first, int offset) {
    if (first == 0) {
      idHigh = fixed(UUID_BYTES / 2);
      idLow = fixed(UUID_BYTES / 2);
      return;
    }
    int length = first - offset;
    idHigh = Names.digest(bytes, at, length, 0x100000001B3L);
    idLow = Names.digest(bytes, at, length, 0x5851F42D4C957F2DL);
    at += length;
  }
}
