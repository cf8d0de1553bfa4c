package dev.onhand.fulfillment.fulfillmentorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.oned.Code128Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LabelTest {
  private static final String SSCC = Sscc.of("4012345", 1).digits();

  @Test
  void a_scanner_reads_the_bars_as_the_sscc_with_its_application_identifier() throws Exception {
    assertEquals("]C1" + "00" + SSCC, scan(Code128.widths("00" + SSCC)));
  }

  @Test
  void a_scanner_reads_whatever_digits() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var digits = new StringBuilder();
      for (int j = 0; j < 20; j++) digits.append(random.nextInt(10));
      assertEquals("]C1" + digits, scan(Code128.widths(digits.toString())), () -> "seed " + seed);
    }
  }

  @Test
  void only_an_even_number_of_digits_is_drawn() {
    assertThrows(IllegalArgumentException.class, () -> Code128.widths("123"));
    assertThrows(IllegalArgumentException.class, () -> Code128.widths("12a4"));
  }

  @Test
  void the_label_says_where_it_goes_and_what_it_weighs() {
    var texts = label("BER").texts();
    assertTrue(texts.contains("TO DE 101"));
    assertTrue(texts.contains("WEIGHT 1.050 KG   PACKAGE 1/2"));
  }

  @Test
  void zpl_has_the_sscc_as_a_gs1_128_symbol() {
    var zpl = zpl("BER");
    assertTrue(zpl.startsWith("^XA"));
    assertTrue(zpl.endsWith("^XZ\n"));
    assertTrue(zpl.contains("^FD>;>800" + SSCC + "^FS"));
  }

  @Test
  void a_text_cannot_hold_a_zpl_command() {
    var zpl = zpl("BER^XZ^XA~JA_5E\n\u00e9");
    assertEquals(1, occurrences(zpl, "\\^XA"));
    assertEquals(1, occurrences(zpl, "\\^XZ"));
    assertEquals(0, occurrences(zpl, "~"));
    assertTrue(zpl.contains("BER_5EXZ_5EXA_7EJA_5F5E_0A_C3_A9"));
  }

  @Test
  void pdf_objects_are_where_the_table_says() {
    var pdf = pdf("BER");
    assertTrue(pdf.startsWith("%PDF-1.4\n"));
    assertTrue(pdf.endsWith("%%EOF\n"));
    int table = Integer.parseInt(pdf.replaceAll("(?s).*startxref\\n(\\d+)\\n.*", "$1"));
    assertTrue(pdf.substring(table).startsWith("xref\n0 6\n"));
    var offsets = Pattern.compile("(\\d{10}) 00000 n ").matcher(pdf.substring(table));
    for (int object = 1; offsets.find(); object++) {
      int offset = Integer.parseInt(offsets.group(1));
      assertTrue(pdf.substring(offset).startsWith(object + " 0 obj\n"));
    }
    var stream = Pattern.compile("(?s)/Length (\\d+) >>\\nstream\\n(.*)\\nendstream").matcher(pdf);
    assertTrue(stream.find());
    assertEquals(Integer.parseInt(stream.group(1)), stream.group(2).length());
  }

  @Test
  void a_scanner_reads_the_bars_of_the_pdf() throws Exception {
    var bars = Pattern.compile("(?m)^([\\d.]+) 18 ([\\d.]+) 130 re f$").matcher(pdf("BER"));
    var widths = new StringBuilder();
    double end = -1;
    while (bars.find()) {
      double x = Double.parseDouble(bars.group(1));
      double width = Double.parseDouble(bars.group(2));
      if (end >= 0) widths.append(Math.round((x - end) / 1.5));
      widths.append(Math.round(width / 1.5));
      end = x + width;
    }
    assertEquals("]C1" + "00" + SSCC, scan(widths.toString()));
    assertTrue(end < 298 - 18, "within the page");
  }

  @Test
  void a_text_cannot_end_the_text_of_a_pdf() {
    var pdf = pdf("BER) Tj ET (\\ \u20ac");
    assertTrue(pdf.contains("(FROM BER\\) Tj ET \\(\\\\ ?) Tj ET"));
    assertFalse(pdf.contains("\u20ac"));
  }

  private static String scan(String widths) throws NotFoundException, Exception {
    int quiet = 20;
    int scale = 2;
    int modules = widths.chars().map(c -> c - '0').sum();
    int width = (modules + 2 * quiet) * scale;
    var row = new int[width];
    Arrays.fill(row, 0xffffff);
    int x = quiet * scale;
    for (int i = 0; i < widths.length(); i++) {
      for (int j = 0; j < (widths.charAt(i) - '0') * scale; j++)
        row[x++] = i % 2 == 0 ? 0 : 0xffffff;
    }
    int height = 30;
    var pixels = new int[width * height];
    for (int y = 0; y < height; y++) System.arraycopy(row, 0, pixels, y * width, width);
    var image = new RGBLuminanceSource(width, height, pixels);
    var bitmap = new BinaryBitmap(new GlobalHistogramBinarizer(image));
    var hints = Map.of(DecodeHintType.ASSUME_GS1, Boolean.TRUE);
    // This reader takes a check symbol of value 102 for a separator after the text.
    return new Code128Reader().decode(bitmap, hints).getText().replace("\u001d", "");
  }

  private static int occurrences(String text, String pattern) {
    return (int) Pattern.compile(pattern).matcher(text).results().count();
  }

  private static String zpl(String location) {
    return new String(new ZplLabel().draw(label(location)), StandardCharsets.UTF_8);
  }

  private static String pdf(String location) {
    return new String(new PdfLabel().draw(label(location)), StandardCharsets.ISO_8859_1);
  }

  private static Label label(String location) {
    return new Label(
        SSCC, "5f0c3f0e", location, "DE", "101", "standard", "DHL Parcel", null, 1_050, 1, 2);
  }
}
