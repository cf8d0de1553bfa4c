package dev.onhand.inventory.codec;

/// Bytes that were not written by this codec.
public final class MalformedBytes extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedBytes(String found, int at) {
    super("found " + found + " at byte " + at);
  }
}
