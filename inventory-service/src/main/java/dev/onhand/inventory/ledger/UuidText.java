package dev.onhand.inventory.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// UUIDs as text and as 128 bits. Only the canonical form with lower-case digits counts: two texts
/// never share their bits by their spelling. Eight digits are worked on at once, as the bytes of
/// one number.
public final class UuidText {
  public static final int LENGTH = 36;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private UuidText() {}

  /// Puts the bits into `bits[0]` and `bits[1]` if the text is a UUID; else leaves them undefined.
  public static boolean parse(String text, long[] bits) {
    if (text.length() != LENGTH
        || text.charAt(8) != '-'
        || text.charAt(13) != '-'
        || text.charAt(18) != '-'
        || text.charAt(23) != '-') {
      return false;
    }
    byte[] digits = text.getBytes(StandardCharsets.ISO_8859_1);
    long a = value((long) LONG.get(digits, 0));
    long b = value(join((int) INT.get(digits, 9), (int) INT.get(digits, 14)));
    long c = value(join((int) INT.get(digits, 19), (int) INT.get(digits, 24)));
    long d = value((long) LONG.get(digits, 28));
    bits[0] = a << 32 | b;
    bits[1] = c << 32 | d;
    return (a | b | c | d) >= 0;
  }

  public static String of(long high, long low) {
    return of(high, low, new byte[LENGTH]);
  }

  /// @param text of [#LENGTH] bytes, for use again and again
  public static String of(long high, long low, byte[] text) {
    long b = digits(high);
    long c = digits(low >>> 32);
    LONG.set(text, 0, digits(high >>> 32));
    INT.set(text, 9, (int) (b >>> 32));
    INT.set(text, 14, (int) b);
    INT.set(text, 19, (int) (c >>> 32));
    INT.set(text, 24, (int) c);
    LONG.set(text, 28, digits(low));
    text[8] = text[13] = text[18] = text[23] = '-';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static long join(int upper, int lower) {
    return (long) upper << 32 | lower & 0xFFFFFFFFL;
  }

  /// The lower 32 bits as eight digits.
  private static long digits(long bits) {
    long halves = (bits & 0xFFFF0000L) << 16 | bits & 0xFFFFL;
    long bytes = (halves << 8 | halves) & 0x00FF00FF00FF00FFL;
    return ascii((bytes << 4 | bytes) & 0x0F0F0F0F0F0F0F0FL);
  }

  /// Eight values of 0 to 15 as digits.
  private static long ascii(long values) {
    long isLetter = (values + 0x0606060606060606L) >>> 4 & 0x0101010101010101L;
    return values + 0x3030303030303030L + isLetter * ('a' - '0' - 10);
  }

  /// The 32 bits that eight digits stand for; negative if they are not all digits.
  private static long value(long digits) {
    long isLetter = digits >>> 6 & 0x0101010101010101L;
    long values = (digits & 0x0F0F0F0F0F0F0F0FL) + isLetter * 9;
    if ((values & 0xF0F0F0F0F0F0F0F0L) != 0 || ascii(values) != digits) {
      return -1;
    }
    long bytes = (values >>> 4 | values) & 0x00FF00FF00FF00FFL;
    long halves = (bytes >>> 8 | bytes) & 0x0000FFFF0000FFFFL;
    return (halves >>> 16 | halves) & 0xFFFFFFFFL;
  }
}
