package dev.onhand.inventory.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onhand.platform.message.Json;
import java.util.Arrays;

/// JSON that grows at its end, in a buffer that is used again. The caller sees to brackets, names
/// and commas.
public final class JsonText {
  private byte[] bytes = new byte[1 << 10];
  private int size;

  /// As it stands.
  ///
  /// @param ascii punctuation and names
  public JsonText raw(String ascii) {
    int length = ascii.length();
    room(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /// As it stands.
  public JsonText raw(byte[] json) {
    room(json.length);
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
    return this;
  }

  /// A string in quotes. Most have nothing that must be escaped.
  public JsonText string(String text) {
    int length = text.length();
    room(length + 2);
    int at = size;
    bytes[at++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return raw(Json.write(text).getBytes(UTF_8));
      }
      bytes[at++] = (byte) c;
    }
    bytes[at++] = '"';
    size = at;
    return this;
  }

  public JsonText number(long number) {
    if (number >= 0 && number < 10) {
      room(1);
      bytes[size++] = (byte) ('0' + number);
      return this;
    }
    return raw(Long.toString(number));
  }

  /// What was written since the last time.
  public byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, size);
    size = 0;
    return taken;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
