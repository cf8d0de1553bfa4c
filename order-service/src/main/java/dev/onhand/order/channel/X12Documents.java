package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  private static final Pattern DECIMAL =
      Pattern.compile("-?([0-9]{1,18}([.][0-9]{0,6})?|[.][0-9]{1,6})");
  private static final Duration WHOLE_DAY = Duration.ofDays(1).minusSeconds(1);

  /// Units that are one piece, and the dozen; any other is mapped as an item of its own.
  private static final Map<String, Long> PIECES =
      Map.of("EA", 1L, "PC", 1L, "PCE", 1L, "UN", 1L, "C62", 1L, "DZ", 12L);

  /// Allowances that are settled otherwise than by the invoice: billed back, by check, by credit,
  /// or borne by the vendor.
  private static final Set<String> NOT_INVOICED = Set.of("01", "03", "04", "05");

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
  private String shipFrom;
  private boolean distributed;
  private final List<X12Party> placesOfLines = new ArrayList<>();
  private BigDecimal chargesPercent = BigDecimal.ZERO;
  private final X12Taxes taxes = new X12Taxes();
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
    final X12Taxes taxes = new X12Taxes();
    final List<ChannelTax> told = new ArrayList<>();

    void charge(X12Taxes.Charge charge) {
      var amount = charge.tax().amount();
      tax = tax.plus(amount);
      told.add(charge.tax());
      if (!charge.included()) return;
      net = net.minus(amount);
      unitPrice = unitPrice.minus(Bill.perUnit(amount, quantity));
    }
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
    List<X12Reader.Interchange> interchanges;
    try {
      interchanges = X12Reader.read(document);
    } catch (Refusal refusal) {
      return List.of(new Part(document, refusal.asReading()));
    }
    var alone = interchanges.size() == 1;
    var parts = new ArrayList<Part>();
    for (var interchange : interchanges) {
      var whole = alone ? document : interchange.text().getBytes(StandardCharsets.UTF_8);
      if (interchange.refusal() != null) {
        parts.add(new Part(whole, interchange.refusal().asReading()));
        continue;
      }
      var transactions = interchange.transactions();
      for (var transaction : transactions) {
        var body =
            transactions.size() == 1 ? whole : transaction.text().getBytes(StandardCharsets.UTF_8);
        parts.add(new Part(body, reading(transaction, sender)));
      }
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
    } catch (ArithmeticException e) {
      return JsonDocuments.beyondRange();
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
    var number = number(beg);
    for (var segment : transaction.segments()) take(segment);
    checkCount();
    settleShares();
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
            conditions(),
            new Buyer(buyer.id(), buyer.name(), null),
            shipTo == null || severalPlaces() ? null : shipTo.shipTo(),
            bill.lines(),
            bill.chargesNet(),
            bill.chargesTax(),
            zero,
            purpose.equals("01") ? version : null);
    return new Reading.Order(
        order.withTotal(total == null ? order.computedTotal() : total).withinRange());
  }

  /// A release of a blanket order is an order of its own.
  private static String number(X12Reader.Segment beg) {
    var number = beg.element(3);
    var release = beg.element(4);
    if (!release.isBlank()) number = number + "/" + release;
    if (beg.element(3).isBlank() || number.length() > FieldReader.ID_LENGTH_MAX) {
      throw violation("BEG03", "must be a purchase order number of 1 to 100 characters");
    }
    return number;
  }

  private Conditions conditions() {
    var conditions = new Conditions(false, false, false, shipBy, cancelAfter, List.of());
    return shipFrom == null ? conditions : conditions.from(shipFrom);
  }

  /// Lines that go to different places are one order here, with one address: a person divides it.
  private boolean severalPlaces() {
    for (var place : placesOfLines) {
      var same = Objects.equals(place.id(), shipTo.id()) && shipTo.id() != null;
      if (!same && !(place.id() == null && Objects.equals(place.name(), shipTo.name()))) {
        return true;
      }
    }
    return distributed;
  }

  private static final DocumentNode.Fields NOWHERE = new DocumentNode.Fields(Map.of());

  private static ChannelLine line(Draft draft) {
    return new ChannelLine(
        draft.id,
        draft.sku,
        draft.title,
        draft.quantity,
        draft.unitPrice,
        draft.net,
        draft.tax,
        false,
        draft.told.size() > TaxLines.TAXES_MAX ? List.of() : draft.told);
  }

  private Instant version(String purpose, Instant ordered) {
    return switch (purpose) {
      case "00", "06", "07" -> ordered;
      case "01", "05" -> {
        var sent =
            date("GS04", transaction.gs().element(4))
                .plus(X12Values.time(transaction.gs().element(5)));
        var later = ordered.plusSeconds(1);
        var at = sent.isAfter(later) ? sent : later;
        yield Versions.ranked(at, purpose.equals("01") ? 1 : 0);
      }
      default -> throw violation("BEG01", "must be 00, 01, 05, 06 or 07");
    };
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
          drafts.getLast().title = X12Values.shortened(s.element(5));
        }
      }
      case "SAC" -> allowance(s);
      case "SDQ" -> distributed = true;
      case "TXI" -> tax(s);
      case "AMT" -> {
        if (s.element(1).equals("TT")) total = amount("AMT02", s.element(2));
      }
      default -> {} // says nothing that a promise needs
    }
  }

  private void party(X12Reader.Segment s) {
    party = new X12Party(s.element(4), X12Values.shortened(s.element(2)));
    if (!drafts.isEmpty()) {
      if (s.element(1).equals("ST")) placesOfLines.add(party);
      return;
    }
    if (s.element(1).equals("SF")) shipFrom = party.id() == null ? party.name() : party.id();
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
    var sku = X12Values.itemNumber(s);
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
      case "PN" -> price.movePointLeft(1);
      default -> price;
    };
  }

  /// An allowance or charge: of the line before it, or of the order before its first line.
  private void allowance(X12Reader.Segment s) {
    var sign =
        switch (s.element(1)) {
          case "A" -> -1L;
          case "C" -> 1L;
          default -> 0L;
        };
    if (sign == 0 || NOT_INVOICED.contains(s.element(12))) return;
    var shared = s.element(5).isBlank() && s.element(8).isBlank() && !s.element(7).isBlank();
    if (X12Taxes.isTax(s)) {
      var rate = shared ? percent("SAC07", s.element(7)) : null;
      taxesHere().takeCharge(s, rate, shared ? null : amountOf(s));
      return;
    }
    if (shared) {
      share(decimal("SAC07", s.element(7)).multiply(BigDecimal.valueOf(sign)).movePointLeft(2));
      return;
    }
    var amount = amountOf(s).multipliedBy(sign);
    if (drafts.isEmpty()) {
      charges = charges.plus(amount);
    } else {
      drafts.getLast().net = drafts.getLast().net.plus(amount);
    }
  }

  /// A share of the line so far, or of all lines.
  private void share(BigDecimal share) {
    if (drafts.isEmpty()) {
      chargesPercent = chargesPercent.add(share);
    } else {
      var last = drafts.getLast();
      last.net = last.net.plus(Bill.times(currency, last.net.getAmount().multiply(share), 1));
    }
  }

  private Money amountOf(X12Reader.Segment s) {
    var told = s.element(5);
    if (!told.isBlank()) {
      // two implied decimals, unless the partner wrote the point that the standard leaves out
      var value = decimal("SAC05", told);
      return exact("SAC05", told.contains(".") ? value : value.movePointLeft(2));
    }
    if (s.element(8).isBlank() || s.element(10).isBlank()) {
      throw violation("SAC05", "is missing; an amount, a percentage or a rate is needed");
    }
    var rate = decimal("SAC08", s.element(8)).multiply(decimal("SAC10", s.element(10)));
    return inRange("SAC08", Bill.times(currency, rate, 1));
  }

  private void tax(X12Reader.Segment s) {
    var rate = s.element(3).isBlank() ? null : taxRate(s.element(3));
    // one of the three is there; the last alone says why nothing is charged
    var told = !s.element(2).isBlank() || rate == null && s.element(6).isBlank();
    taxesHere().take(s, rate, told ? amount("TXI02", s.element(2)) : null);
  }

  /// A decimal fraction (data element 954); but many write the percentage, and none taxes that
  // much.
  private static BigDecimal taxRate(String text) {
    var told = decimal("TXI03", text);
    boolean fraction = told.signum() >= 0 && told.compareTo(BigDecimal.ONE) < 0;
    return fraction ? told : percent("TXI03", text);
  }

  /// Those of the line before, or of the order before its first line.
  private X12Taxes taxesHere() {
    return drafts.isEmpty() ? taxes : drafts.getLast().taxes;
  }

  private static BigDecimal percent(String field, String text) {
    var percent = decimal(field, text).movePointLeft(2);
    if (percent.signum() < 0) throw range(field);
    return percent;
  }

  /// Shares of all lines are known behind the last of them. Taxes of the whole order are the
  /// lines' and the charges', in proportion to what these come to.
  private void settleShares() {
    var lines = drafts.stream().map(d -> d.net).reduce(zero, Money::plus);
    charges = charges.plus(Bill.times(currency, lines.getAmount().multiply(chargesPercent), 1));
    var taxed = charges;
    var weights = new ArrayList<Long>();
    for (var draft : drafts) weights.add(Math.max(0, draft.net.getAmountMinorLong()));
    weights.add(Math.max(0, taxed.getAmountMinorLong()));
    for (var draft : drafts) draft.taxes.on(draft.net).forEach(draft::charge);
    for (var charge : taxes.on(lines.plus(taxed))) {
      var parts = Spread.over(charge.tax().amount(), weights);
      for (int i = 0; i < drafts.size(); i++) drafts.get(i).charge(charge.with(parts.get(i)));
      chargesTax = chargesTax.plus(parts.getLast());
      if (charge.included()) charges = charges.minus(parts.getLast());
    }
  }

  private void checkCount() {
    for (var segment : transaction.segments()) {
      if (!segment.tag().equals("CTT")) continue;
      var told = segment.element(1);
      if (!told.equals(String.valueOf(drafts.size()))) {
        throw violation(
            "CTT01", "says " + X12Values.shortened(told) + " lines, there are " + drafts.size());
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
    var day = X12Values.dateOrNull(text);
    if (day == null) throw violation(field, "must be a date, CCYYMMDD");
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
