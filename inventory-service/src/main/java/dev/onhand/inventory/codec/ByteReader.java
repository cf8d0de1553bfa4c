package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.UuidText;

/// Reads what [ByteWriter] wrote. Anything that does not fit is a [MalformedBytes].
final class ByteReader {
  private final byte[] bytes;
  private int at;
  private boolean plain = true;
  private final byte[] uuid = new byte[UuidText.LENGTH];

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Whether all texts read so far are printable ASCII.
  boolean isPlain() {
    return plain;
  }

  boolean atEnd() {
    return at == bytes.length;
  }

  int octet() {
    need(1);
    return bytes[at++];
  }

  long fixed64() {
    need(8);
    long value = (long) ByteWriter.LONG.get(bytes, at);
    at += 8;
    return value;
  }

  int fixed32() {
    need(4);
    int value = (int) ByteWriter.INT.get(bytes, at);
    at += 4;
    return value;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedBytes("a number of more than 10 bytes", at);
  }

  long signed() {
    long value = number();
    return value >>> 1 ^ -(value & 1);
  }

  /// A number of things that follow, each of at least one byte.
  int count() {
    long count = number();
    if (count < 0 || count > bytes.length - at) {
      throw new MalformedBytes("a count of " + count, at);
    }
    return (int) count;
  }

  int smallNumber() {
    long number = number();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new MalformedBytes("a number of " + number, at);
    }
    return (int) number;
  }

  <E> E oneOf(E[] values) {
    int ordinal = octet();
    if (ordinal < 0 || ordinal >= values.length) {
      throw new MalformedBytes("an unknown value " + ordinal, at - 1);
    }
    return values[ordinal];
  }

  String text() {
    return text(count());
  }

  String id() {
    return id(smallNumber(), 1);
  }

  /// An id whose first number was read already: 0 for a UUID, else its length + `offset`.
  String id(int first, int offset) {
    if (first == 0) {
      long high = fixed64();
      return UuidText.of(high, fixed64(), uuid);
    }
    if (first < offset) {
      throw new MalformedBytes("a reference where none may be", at);
    }
    return text(first - offset);
  }

  private String text(int length) {
    need(length);
    Texts.Known known = Texts.of(bytes, at, length);
    at += length;
    plain &= known.isPlain();
    return known.text();
  }

  private void need(int count) {
    if (bytes.length - at < count) {
      throw new MalformedBytes("the end", at);
    }
  }
}
