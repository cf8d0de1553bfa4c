package dev.onhand.inventory.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.ReserveStock;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/// The short way from JSON to a reservation, by far the most frequent command: only for the form in
/// which our own services write it, with the fields of the contract in any order and texts in
/// printable ASCII without escapes. At anything else it gives up, and [CommandFields] says what the
/// JSON means or what is wrong with it.
final class ReserveJson {
  private static final int NUMBER_DIGITS_MAX = 18;
  private static final int END = -1;

  /// The fields, as bits of what was seen already.
  private static final int POOL = 1;

  private static final int RESERVATION = 1 << 1;
  private static final int ORDER = 1 << 2;
  private static final int CHANNEL = 1 << 3;
  private static final int PRIORITY = 1 << 4;
  private static final int POLICY = 1 << 5;
  private static final int LINES = 1 << 6;
  private static final int ALL = LINES * 2 - 1;
  private static final int COUNTRY = 1 << 7;
  private static final int SERVICE_LEVEL = 1 << 8;
  private static final int EXPIRES_AT = 1 << 9;
  private static final int LOCATION = 1 << 10;

  private static final int LINE_ID = 1;
  private static final int SKU = 1 << 1;
  private static final int QUANTITY = 1 << 2;
  private static final int ALL_OF_LINE = QUANTITY * 2 - 1;

  private final byte[] json;
  private int at;
  private int from;
  private int to;
  private boolean gaveUp;

  private String pool;
  private String reservationId;
  private String orderId;
  private String channel;
  private String country = "";
  private String serviceLevel = "";
  private String locationId = "";
  private String policy;
  private long priority;
  private long expiresAtMs;
  private final List<Line> lines = new ArrayList<>(4);

  private ReserveJson(byte[] json) {
    this.json = json;
  }

  /// @return null if it gave up
  static ReserveStock read(Cause cause, byte[] json) {
    return new ReserveJson(json).reservation(cause);
  }

  private ReserveStock reservation(Cause cause) {
    int seen = 0;
    expect('{');
    do {
      int field = field();
      gaveUp |= field == 0 || (seen & field) != 0;
      seen |= field;
    } while (more('}'));
    gaveUp |= (seen & ALL) != ALL || priority > Integer.MAX_VALUE || peek() != END;
    if (gaveUp) {
      return null;
    }
    return new ReserveStock(
        cause,
        pool,
        reservationId,
        orderId,
        channel,
        (int) priority,
        country,
        serviceLevel,
        locationId,
        policy,
        expiresAtMs,
        lines);
  }

  private int field() {
    return switch (name()) {
      case "pool" -> {
        pool = text();
        yield POOL;
      }
      case "reservationId" -> {
        reservationId = text();
        yield RESERVATION;
      }
      case "orderId" -> {
        orderId = text();
        yield ORDER;
      }
      case "channel" -> {
        channel = text();
        yield CHANNEL;
      }
      case "country" -> {
        country = text();
        yield COUNTRY;
      }
      case "serviceLevel" -> {
        serviceLevel = text();
        yield SERVICE_LEVEL;
      }
      case "locationId" -> {
        locationId = text();
        yield LOCATION;
      }
      case "policy" -> {
        policy = text();
        yield POLICY;
      }
      case "priority" -> {
        priority = number();
        yield PRIORITY;
      }
      case "expiresAt" -> {
        expiresAtMs = time();
        yield EXPIRES_AT;
      }
      case "lines" -> {
        lines();
        yield LINES;
      }
      default -> 0;
    };
  }

  private void lines() {
    expect('[');
    do {
      lines.add(line());
    } while (more(']'));
  }

  private Line line() {
    String lineId = "";
    String sku = "";
    long quantity = 0;
    int seen = 0;
    expect('{');
    do {
      int field = 0;
      switch (name()) {
        case "lineId" -> {
          field = LINE_ID;
          lineId = text();
        }
        case "sku" -> {
          field = SKU;
          sku = text();
        }
        case "quantity" -> {
          field = QUANTITY;
          quantity = number();
        }
        default -> gaveUp = true;
      }
      gaveUp |= (seen & field) != 0;
      seen |= field;
    } while (more('}'));
    gaveUp |= seen != ALL_OF_LINE;
    return new Line(lineId, sku, quantity);
  }

  /// The next byte that is no space, or [#END].
  private int peek() {
    while (at < json.length) {
      byte next = json[at];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next & 0xFF;
      }
      at++;
    }
    return END;
  }

  private void expect(char wanted) {
    gaveUp |= peek() != wanted;
    at++;
  }

  /// Steps over a comma, or over the end of an object or array.
  ///
  /// @return whether something follows
  private boolean more(char end) {
    int next = peek();
    at++;
    gaveUp |= next != ',' && next != end;
    return next == ',' && !gaveUp;
  }

  private String name() {
    String name = text();
    expect(':');
    return name;
  }

  private String text() {
    return isText() ? Texts.of(json, from, to - from).text() : "";
  }

  private long time() {
    try {
      return isText() ? InstantText.ms(new String(json, from, to - from, ISO_8859_1)) : 0;
    } catch (DateTimeException | ArithmeticException _) {
      gaveUp = true;
      return 0;
    }
  }

  /// Whether a plain text follows; leaves where it is in `from` and `to`.
  private boolean isText() {
    expect('"');
    from = at;
    while (at < json.length && json[at] != '"') {
      gaveUp |= json[at] < ' ' || json[at] == 0x7F || json[at] == '\\';
      at++;
    }
    to = at++;
    gaveUp |= at > json.length;
    return !gaveUp;
  }

  /// A whole number that is not negative.
  private long number() {
    peek();
    from = at;
    long number = 0;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      number = number * 10 + json[at++] - '0';
    }
    int digits = at - from;
    gaveUp |= digits == 0 || digits > NUMBER_DIGITS_MAX || digits > 1 && json[from] == '0';
    return number;
  }
}
