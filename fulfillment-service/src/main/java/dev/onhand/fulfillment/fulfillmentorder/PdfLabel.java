package dev.onhand.fulfillment.fulfillmentorder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A label of 105 x 148 mm as a PDF of one page, for any printer: Helvetica, and the SSCC as a
/// GS1-128 symbol of filled rectangles.
final class PdfLabel implements Label.Format {
  private static final int WIDTH_POINTS = 298;
  private static final int HEIGHT_POINTS = 420;
  private static final int MARGIN_POINTS = 18;
  private static final int LINE_POINTS = 26;
  private static final int BAR_POINTS = 130;
  private static final double MODULE_POINTS = 1.5;

  @Override
  public byte[] draw(Label label) {
    var content = content(label);
    var font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    return document(
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 5 0 R"
                    .formatted(WIDTH_POINTS, HEIGHT_POINTS)
                + " /Resources << /Font << /F1 4 0 R >> >> >>",
            font,
            "<< /Length %d >>\nstream\n%s\nendstream".formatted(content.length(), content)));
  }

  private static String content(Label label) {
    var content = new StringBuilder();
    int y = HEIGHT_POINTS - MARGIN_POINTS - LINE_POINTS;
    for (var text : label.texts()) {
      content.append(
          "BT /F1 11 Tf %d %d Td (%s) Tj ET\n".formatted(MARGIN_POINTS, y, escaped(text)));
      y -= LINE_POINTS;
    }
    double x = MARGIN_POINTS;
    boolean bar = true;
    for (char width : Code128.widths("00" + label.sscc()).toCharArray()) {
      double points = (width - '0') * MODULE_POINTS;
      if (bar) {
        content.append(
            String.format(
                Locale.ROOT, "%.2f %d %.2f %d re f\n", x, MARGIN_POINTS, points, BAR_POINTS));
      }
      x += points;
      bar = !bar;
    }
    return content.toString();
  }

  /// Latin-1 alone, so that characters are bytes; what ends a text is escaped.
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c == '(' || c == ')' || c == '\\') escaped.append('\\').append(c);
      else escaped.append(c < ' ' || c > 0xff ? '?' : c);
    }
    return escaped.toString();
  }

  private static byte[] document(List<String> objects) {
    var pdf = new StringBuilder("%PDF-1.4\n");
    var offsets = new ArrayList<Integer>();
    for (int i = 0; i < objects.size(); i++) {
      offsets.add(pdf.length());
      pdf.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects.get(i)));
    }
    int table = pdf.length();
    pdf.append("xref\n0 %d\n0000000000 65535 f \n".formatted(objects.size() + 1));
    for (int offset : offsets) pdf.append("%010d 00000 n \n".formatted(offset));
    pdf.append("trailer\n<< /Size %d /Root 1 0 R >>\n".formatted(objects.size() + 1));
    pdf.append("startxref\n%d\n%%%%EOF\n".formatted(table));
    return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
