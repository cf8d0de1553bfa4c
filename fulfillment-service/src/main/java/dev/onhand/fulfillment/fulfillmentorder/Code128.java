package dev.onhand.fulfillment.fulfillmentorder;

/// Code 128 in code set C with FNC1 first: a GS1-128 symbol of an even number of digits
/// (ISO/IEC 15417).
final class Code128 {
  private static final int START_C = 105;
  private static final int FNC1 = 102;
  private static final int MODULUS = 103;
  private static final String STOP = "2331112";

  /// Widths of bar, space, bar, space, bar, space, for the values 0 to 105.
  private static final String[] WIDTHS =
      """
      212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212
      112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131
      311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
      112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
      313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
      314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
      122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
      124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
      114311 411113 411311 113141 114131 311141 411131 211412 211214 211232
      """
          .split("\\s+");

  private Code128() {}

  /// The widths in modules, bars and spaces by turns, beginning and ending with a bar.
  static String widths(String digits) {
    if (digits.length() % 2 != 0 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("not an even number of digits: " + digits);
    }
    var widths = new StringBuilder(WIDTHS[START_C]).append(WIDTHS[FNC1]);
    int check = START_C + FNC1;
    for (int i = 0; i < digits.length(); i += 2) {
      int value = Integer.parseInt(digits.substring(i, i + 2));
      widths.append(WIDTHS[value]);
      check += value * (i / 2 + 2);
    }
    return widths.append(WIDTHS[check % MODULUS]).append(STOP).toString();
  }
}
