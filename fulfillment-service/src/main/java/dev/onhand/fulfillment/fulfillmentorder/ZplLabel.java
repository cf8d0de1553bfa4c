package dev.onhand.fulfillment.fulfillmentorder;

import java.nio.charset.StandardCharsets;

/// A label of 105 x 148 mm in ZPL II for printers of 203 dpi. The SSCC is a GS1-128 symbol with
/// application identifier 00.
final class ZplLabel implements Label.Format {
  private static final int MARGIN_DOTS = 40;
  private static final int LINE_DOTS = 70;

  @Override
  public byte[] draw(Label label) {
    var zpl = new StringBuilder("^XA^CI28^PW840^LL1184\n");
    int y = MARGIN_DOTS;
    for (var text : label.texts()) {
      zpl.append("^FO%d,%d^A0N,44,40^FH_^FD%s^FS%n".formatted(MARGIN_DOTS, y, escaped(text)));
      y += LINE_DOTS;
    }
    // >; begins in code set C, >8 is FNC1
    zpl.append("^FO%d,%d^BY4^BCN,360,N,N,N^FD>;>800%s^FS\n".formatted(90, y + 40, label.sscc()));
    return zpl.append("^XZ\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /// A text must not be able to hold a command.
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = one >= ' ' && one < 0x7f && one != '^' && one != '~' && one != '_';
      if (plain) escaped.append((char) one);
      else escaped.append("_%02X".formatted(one & 0xff));
    }
    return escaped.toString();
  }
}
