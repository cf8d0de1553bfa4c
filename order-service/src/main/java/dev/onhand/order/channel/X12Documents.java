package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/// X12 850 purchase orders, as wholesale orders on account. One interchange may hold many.
///
/// The purchase order's number names the order. An original (BEG01 00) always has the same version,
/// so sending it again is a repeat and sending something else under its number is a conflict; a
/// replacement (05) and a cancellation (01) are later. Dates have no zone in X12: they are UTC, and
/// a day by which something has to happen ends with that day.
final class X12Documents {
  static final String CHANNEL = "x12";

  private static final int TEXT_LENGTH_MAX = 1_000;
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}([.][0-9]{0,6})?");
  private static final Pattern US_ZIP = Pattern.compile("[0-9]{5}(-?[0-9]{4})?");
  private static final Pattern CA_ZIP = Pattern.compile("[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]");
  private static final Duration WHOLE_DAY = Duration.ofDays(1).minusSeconds(1);

  /// Units that are one piece, and the dozen; any other is mapped as an item of its own.
  private static final Map<String, Long> PIECES =
      Map.of("EA", 1L, "PC", 1L, "PCE", 1L, "UN", 1L, "C62", 1L, "DZ", 12L);

  /// Whose number of the item, ours first.
  private static final List<String> QUALIFIERS =
      List.of("VN", "VP", "VA", "SK", "UP", "UI", "EN", "UK", "BP", "IN", "PI", "CB");

  private final X12Reader.Transaction transaction;
  private final Sender sender;
  private final CurrencyUnit currency;
  private final List<Draft> drafts = new ArrayList<>();
  private final Money zero;
  private Money charges;
  private Money chargesTax;
  private Money total;
  private Instant shipBy;
  private Instant cancelAfter;
  private X12Party shipTo;
  private X12Party buyer;
  private X12Party party;

  private static final class Draft {
    String id;
    String sku;
    String title;
    long quantity;
    Money unitPrice;
    Money net;
    Money tax;
  }

  private X12Documents(X12Reader.Transaction transaction, Sender sender) {
    this.transaction = transaction;
    this.sender = sender;
    this.currency = currency();
    this.zero = Money.zero(currency);
    this.charges = zero;
    this.chargesTax = zero;
  }

  static List<Part> parts(byte[] document, Sender sender) {
    List<X12Reader.Transaction> transactions;
    try {
      transactions = X12Reader.read(document);
    } catch (Refusal refusal) {
      return List.of(new Part(document, refusal.asReading()));
    }
    var parts = new ArrayList<Part>(transactions.size());
    for (var transaction : transactions) {
      var alone = transactions.size() == 1;
      var body = alone ? document : transaction.text().getBytes(StandardCharsets.UTF_8);
      parts.add(new Part(body, reading(transaction, sender)));
    }
    if (!parts.isEmpty()) return parts;
    var empty = new Reading.Skipped(Reading.SkipReason.NO_ORDERS, "an interchange without orders");
    return List.of(new Part(document, empty));
  }

  private static Reading reading(X12Reader.Transaction transaction, Sender sender) {
    try {
      if (transaction.error() != null) {
        throw new Refusal(Defect.MALFORMED_X12, "", transaction.error());
      }
      var set = transaction.segments().getFirst().element(1);
      if (!set.equals("850")) throw NotForUs.other("transaction set " + set);
      if (transaction.isa().element(15).equals("T")) {
        throw new NotForUs(Reading.SkipReason.TEST_ORDER, "the interchange is a test (ISA15)");
      }
      return new X12Documents(transaction, sender).read();
    } catch (Refusal refusal) {
      return refusal.asReading();
    } catch (NotForUs other) {
      return other.asReading();
    }
  }

  // ---- the order

  private Reading read() {
    var beg = only("BEG");
    var kind = beg.element(2);
    if (kind.equals("BK") || kind.equals("BL")) {
      throw new NotForUs(
          Reading.SkipReason.NOT_YET_AN_ORDER, "a blanket order; its releases are orders");
    }
    var number = beg.element(3);
    if (number.isBlank() || number.length() > FieldReader.ID_LENGTH_MAX) {
      throw violation("BEG03", "must be a purchase order number of 1 to 100 characters");
    }
    for (var segment : transaction.segments()) take(segment);
    checkCount();
    if (buyer == null) buyer = new X12Party(transaction.isa().element(6).strip(), null);
    var ordered = date("BEG05", beg.element(5));
    var purpose = beg.element(1);
    var version = version(purpose, ordered);
    if (purpose.equals("01") && drafts.isEmpty()) {
      var key = new OrderKey(CHANNEL, sender.shop(), number);
      return new Reading.Cancellation(key, version, false);
    }
    var lines = drafts.stream().map(X12Documents::line).toList();
    var bill = Bill.of(FieldReader.root(NOWHERE), "PO1", lines, charges, chargesTax);
    var order =
        new ChannelOrder(
            new OrderKey(CHANNEL, sender.shop(), number),
            number,
            version,
            ordered,
            OrderType.WHOLESALE,
            currency,
            false,
            PaymentReport.ON_ACCOUNT,
            new Conditions(false, false, false, shipBy, cancelAfter, List.of()),
            new Buyer(buyer.id(), buyer.name(), null),
            shipTo == null ? null : shipTo.shipTo(),
            bill.lines(),
            bill.chargesNet(),
            bill.chargesTax(),
            zero,
            purpose.equals("01") ? version : null);
    return new Reading.Order(
        order.withTotal(total == null ? order.computedTotal() : total).withinRange());
  }

  private static final DocumentNode.Fields NOWHERE = new DocumentNode.Fields(Map.of());

  private static ChannelLine line(Draft draft) {
    return new ChannelLine(
        draft.id, draft.sku, draft.title, draft.quantity, draft.unitPrice, draft.net, draft.tax);
  }

  private Instant version(String purpose, Instant ordered) {
    return switch (purpose) {
      case "00", "06", "07" -> ordered;
      case "01", "05" -> {
        var sent = date("GS04", transaction.gs().element(4)).plus(time(transaction.gs()));
        var later = ordered.plusSeconds(1);
        var at = sent.isAfter(later) ? sent : later;
        yield Versions.ranked(at, purpose.equals("01") ? 1 : 0);
      }
      default -> throw violation("BEG01", "must be 00, 01, 05, 06 or 07");
    };
  }

  private static Duration time(X12Reader.Segment gs) {
    var text = gs.element(5);
    if (!text.matches("[0-9]{4,8}")) return Duration.ZERO;
    var seconds = text.length() >= 6 ? Integer.parseInt(text.substring(4, 6)) : 0;
    return Duration.ofHours(Integer.parseInt(text.substring(0, 2)))
        .plusMinutes(Integer.parseInt(text.substring(2, 4)))
        .plusSeconds(seconds);
  }

  private CurrencyUnit currency() {
    for (var segment : transaction.segments()) {
      if (segment.tag().equals("CUR")) {
        try {
          var named = CurrencyUnit.of(segment.element(2));
          if (!named.isPseudoCurrency()) return named;
        } catch (IllegalCurrencyException e) {
          // answered below
        }
        throw new Refusal(Defect.UNKNOWN_CURRENCY, "CUR02", "is no ISO 4217 currency in use");
      }
    }
    if (sender.currency() != null) return sender.currency();
    throw new Refusal(
        Defect.UNKNOWN_CURRENCY, "CUR02", "is missing, and the shop has no currency configured");
  }

  private X12Reader.Segment only(String tag) {
    for (var segment : transaction.segments()) if (segment.tag().equals(tag)) return segment;
    throw violation(tag, "is missing");
  }

  private static Refusal violation(String field, String detail) {
    return new Refusal(Defect.SCHEMA_VIOLATION, field, detail);
  }

  // ---- segments

  private void take(X12Reader.Segment s) {
    switch (s.tag()) {
      case "N1" -> party(s);
      case "N2", "N3", "N4", "PER" -> {
        if (party != null) party.take(s);
      }
      case "DTM" -> day(s);
      case "PO1" -> item(s);
      case "PID" -> {
        if (!drafts.isEmpty() && drafts.getLast().title == null) {
          drafts.getLast().title = shortened(s.element(5));
        }
      }
      case "SAC" -> allowance(s);
      case "TXI" -> tax(s);
      case "AMT" -> {
        if (s.element(1).equals("TT")) total = amount("AMT02", s.element(2));
      }
      default -> {} // says nothing that a promise needs
    }
  }

  private void party(X12Reader.Segment s) {
    party = new X12Party(s.element(4), shortened(s.element(2)));
    if (!drafts.isEmpty()) return; // of a line
    if (s.element(1).equals("ST")) shipTo = party;
    if (s.element(1).equals("BY")) buyer = party;
  }

  private void day(X12Reader.Segment s) {
    if (!drafts.isEmpty()) return;
    switch (s.element(1)) {
      case "001" -> cancelAfter = date("DTM02", s.element(2)).plus(WHOLE_DAY);
      case "038" -> shipBy = date("DTM02", s.element(2)).plus(WHOLE_DAY);
      case "010" -> {
        if (shipBy == null) shipBy = date("DTM02", s.element(2)).plus(WHOLE_DAY);
      }
      default -> {}
    }
  }

  private void item(X12Reader.Segment s) {
    var draft = new Draft();
    var number = drafts.size() + 1;
    draft.id = s.element(1).isBlank() ? String.valueOf(number) : s.element(1);
    long ordered = quantity(s.element(2));
    var unit = s.element(3);
    var pieces = PIECES.get(unit);
    var sku = sku(s);
    draft.sku = pieces == null && sku != null ? sku + "/" + unit : sku;
    draft.quantity = ordered * (pieces == null ? 1 : pieces);
    if (draft.quantity > FieldReader.QUANTITY_MAX) throw tooMany();
    var price = price(s);
    draft.net = inRange("PO104", Bill.times(currency, price, ordered));
    draft.unitPrice = Bill.perUnit(draft.net, draft.quantity);
    draft.tax = zero;
    drafts.add(draft);
  }

  private BigDecimal price(X12Reader.Segment s) {
    var price = decimal("PO104", s.element(4));
    if (price.signum() < 0) throw range("PO104");
    return switch (s.element(5)) {
      case "HP" -> price.movePointLeft(2);
      case "TP" -> price.movePointLeft(3);
      default -> price;
    };
  }

  private static String sku(X12Reader.Segment s) {
    for (var qualifier : QUALIFIERS) {
      for (int i = 6; i < s.elements().size(); i += 2) {
        if (s.element(i).equals(qualifier) && !s.element(i + 1).isBlank()) return s.element(i + 1);
      }
    }
    return null;
  }

  /// An allowance or charge: of the line before it, or of the order before its first line.
  private void allowance(X12Reader.Segment s) {
    var sign =
        switch (s.element(1)) {
          case "A" -> -1L;
          case "C" -> 1L;
          default -> 0L;
        };
    if (sign == 0) return;
    var base = drafts.isEmpty() ? zero : drafts.getLast().net;
    Money amount;
    if (!s.element(5).isBlank()) {
      amount = exact("SAC05", decimal("SAC05", s.element(5)).movePointLeft(2)); // N2: implied
    } else if (!s.element(7).isBlank() && !drafts.isEmpty()) {
      var percent = decimal("SAC07", s.element(7)).movePointLeft(2);
      amount = Bill.times(currency, base.getAmount().multiply(percent), 1);
    } else {
      throw violation("SAC05", "is missing; an amount is needed");
    }
    if (drafts.isEmpty()) {
      charges = charges.plus(amount.multipliedBy(sign));
    } else {
      drafts.getLast().net = base.plus(amount.multipliedBy(sign));
    }
  }

  private void tax(X12Reader.Segment s) {
    var amount = amount("TXI02", s.element(2));
    if (drafts.isEmpty()) {
      chargesTax = chargesTax.plus(amount);
    } else {
      drafts.getLast().tax = drafts.getLast().tax.plus(amount);
    }
  }

  private void checkCount() {
    for (var segment : transaction.segments()) {
      if (!segment.tag().equals("CTT")) continue;
      var told = segment.element(1);
      if (!told.equals(String.valueOf(drafts.size()))) {
        throw violation("CTT01", "says " + shortened(told) + " lines, there are " + drafts.size());
      }
    }
  }

  // ---- values

  private static long quantity(String text) {
    var value = decimal("PO102", text).stripTrailingZeros();
    if (value.signum() <= 0 || value.compareTo(BigDecimal.valueOf(FieldReader.QUANTITY_MAX)) > 0) {
      throw tooMany();
    }
    if (value.scale() > 0) throw violation("PO102", "must be whole units");
    return value.longValueExact();
  }

  private static Refusal tooMany() {
    return new Refusal(
        Defect.QUANTITY_OUT_OF_RANGE,
        "PO102",
        "must be 1 to " + FieldReader.QUANTITY_MAX + " units");
  }

  private static BigDecimal decimal(String field, String text) {
    if (!DECIMAL.matcher(text).matches()) throw violation(field, "must be a decimal number");
    return new BigDecimal(text);
  }

  private Money amount(String field, String text) {
    var value = decimal(field, text);
    if (value.signum() < 0) throw range(field);
    return exact(field, value);
  }

  private Money exact(String field, BigDecimal value) {
    var exact = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    if (exact.scale() > currency.getDecimalPlaces()) {
      throw new Refusal(
          Defect.AMOUNT_PRECISION,
          field,
          currency.getCode() + " has " + currency.getDecimalPlaces() + " decimals");
    }
    return inRange(field, Money.of(currency, exact));
  }

  private static Money inRange(String field, Money amount) {
    if (FieldReader.tooLarge(amount.getAmount())) throw range(field);
    return amount;
  }

  private static Refusal range(String field) {
    return new Refusal(Defect.AMOUNT_OUT_OF_RANGE, field, "must be 0 to " + FieldReader.AMOUNT_MAX);
  }

  private static Instant date(String field, String text) {
    try {
      if (text.matches("[12][0-9]{7}")) {
        var day = LocalDate.parse(text, java.time.format.DateTimeFormatter.BASIC_ISO_DATE);
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
      }
    } catch (DateTimeParseException e) {
      // answered below
    }
    throw violation(field, "must be a date, CCYYMMDD");
  }

  static String shortened(String text) {
    if (text.isBlank()) return null;
    return text.length() <= TEXT_LENGTH_MAX / 2 ? text : text.substring(0, TEXT_LENGTH_MAX / 2);
  }

  /// The country is left out of addresses in the United States and Canada.
  static String country(String named, String postalCode) {
    if (!named.isBlank()) return named;
    if (US_ZIP.matcher(postalCode).matches()) return "US";
    return CA_ZIP.matcher(postalCode).matches() ? "CA" : null;
  }
}
