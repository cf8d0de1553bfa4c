package dev.onhand.inventory.partition;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads what [ChunkedOutput] gathered. A snapshot of a million positions is some fifty million
/// values, and a service that starts reads them before the JVM has compiled anything: so without
/// the layers of streams and their locks. Texts that come again and again are one object.
final class ChunkedInput implements DataInput {
  private static final int KNOWN = 1 << 12;
  private static final int KNOWN_LENGTH_MAX = 32;

  private final List<byte[]> chunks;
  private final String[] known = new String[KNOWN];
  private final byte[] across = new byte[Long.BYTES];
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private int next;
  private long left;

  /// @param length how many of the chunks' bytes are to be read
  ChunkedInput(List<byte[]> chunks, long length) {
    this.chunks = chunks;
    left = length;
  }

  boolean isAtEnd() {
    return left == 0;
  }

  /// The next bytes in one piece.
  private ByteBuffer take(int count) throws IOException {
    if (count > left) {
      throw new EOFException("the snapshot ends too early");
    }
    if (chunk.remaining() >= count) {
      left -= count;
      return chunk;
    }
    readFully(across, 0, count);
    return ByteBuffer.wrap(across);
  }

  @Override
  public void readFully(byte[] bytes, int from, int count) throws IOException {
    if (count > left) {
      throw new EOFException("the snapshot ends too early");
    }
    left -= count;
    int at = from;
    for (int missing = count; missing > 0; ) {
      if (!chunk.hasRemaining()) {
        chunk = ByteBuffer.wrap(chunks.get(next++));
      }
      int part = Math.min(missing, chunk.remaining());
      chunk.get(bytes, at, part);
      at += part;
      missing -= part;
    }
  }

  @Override
  public void readFully(byte[] bytes) throws IOException {
    readFully(bytes, 0, bytes.length);
  }

  @Override
  public long readLong() throws IOException {
    return take(Long.BYTES).getLong();
  }

  @Override
  public int readInt() throws IOException {
    return take(Integer.BYTES).getInt();
  }

  @Override
  public short readShort() throws IOException {
    return take(Short.BYTES).getShort();
  }

  @Override
  public int readUnsignedShort() throws IOException {
    return readShort() & 0xFFFF;
  }

  @Override
  public byte readByte() throws IOException {
    return take(1).get();
  }

  @Override
  public int readUnsignedByte() throws IOException {
    return readByte() & 0xFF;
  }

  @Override
  public boolean readBoolean() throws IOException {
    return readByte() != 0;
  }

  @Override
  public char readChar() throws IOException {
    return (char) readShort();
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  @Override
  public int skipBytes(int count) throws IOException {
    readFully(new byte[count]);
    return count;
  }

  @Override
  public String readLine() {
    throw new UnsupportedOperationException("a snapshot has no lines");
  }

  @Override
  public String readUTF() throws IOException {
    if (chunk.remaining() > Short.BYTES) {
      int length = chunk.getShort(chunk.position()) & 0xFFFF;
      int from = chunk.position() + Short.BYTES;
      if (chunk.remaining() >= Short.BYTES + length && isAscii(from, length)) {
        take(Short.BYTES + length).position(from + length);
        return ascii(from, length);
      }
    }
    return DataInputStream.readUTF(this);
  }

  private boolean isAscii(int from, int length) {
    byte[] bytes = chunk.array();
    int all = 0;
    for (int at = from; at < from + length; at++) {
      all |= bytes[at];
    }
    return all >= 0;
  }

  private String ascii(int from, int length) {
    if (length > KNOWN_LENGTH_MAX) {
      return new String(chunk.array(), from, length, StandardCharsets.ISO_8859_1);
    }
    int hash = 0;
    for (int at = from; at < from + length; at++) {
      hash = 31 * hash + chunk.array()[at];
    }
    int slot = (hash ^ hash >>> 16) & KNOWN - 1;
    String text = known[slot];
    if (text == null || !isText(text, from, length)) {
      text = new String(chunk.array(), from, length, StandardCharsets.ISO_8859_1);
      known[slot] = text;
    }
    return text;
  }

  private boolean isText(String text, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int at = 0; at < length; at++) {
      if (text.charAt(at) != chunk.array()[from + at]) {
        return false;
      }
    }
    return true;
  }
}
