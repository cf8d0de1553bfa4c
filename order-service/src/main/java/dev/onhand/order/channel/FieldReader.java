package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/// Typed values out of one object of a document. Absent and null are the same; a value of another
/// type is refused with the field's name, never converted.
final class FieldReader {
  /// In units of the currency, whichever it is.
  static final BigDecimal AMOUNT_MAX = new BigDecimal("999999999999");

  static final long QUANTITY_MAX = 1_000_000;
  static final int ID_LENGTH_MAX = 100;

  private static final int NUMBER_LENGTH_MAX = 40;
  private static final int INSTANT_LENGTH_MAX = 40;
  private static final int DECIMALS_MAX = 3;
  private static final int NAME_LENGTH_SHOWN = 60;
  private static final int YEAR_MIN = 1970;
  private static final int YEAR_MAX = 2999;
  private static final Pattern WITHOUT_OFFSET =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,18}");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+([.][0-9]+)?");
  private static final Pattern WITH_EXPONENT = Pattern.compile("-?[0-9.]+[eE][+-]?[0-9]+");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");

  private final String path;
  private final Map<String, DocumentNode> fields;

  private FieldReader(String path, Map<String, DocumentNode> fields) {
    this.path = path;
    this.fields = fields;
  }

  static FieldReader root(DocumentNode.Fields root) {
    return new FieldReader("", root.byName());
  }

  boolean has(String name) {
    return !(node(name) instanceof DocumentNode.Null);
  }

  boolean isObject(String name) {
    return node(name) instanceof DocumentNode.Fields;
  }

  /// The field's path in the document, for a refusal by the caller.
  String field(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  Refusal refusal(Defect defect, String name, String detail) {
    return new Refusal(defect, field(name), detail);
  }

  private DocumentNode node(String name) {
    return fields.getOrDefault(name, DocumentNode.NULL);
  }

  private Refusal wrongType(String name, String wanted) {
    var node = node(name);
    var problem = node instanceof DocumentNode.Null ? "is missing" : "is " + node.kind();
    return refusal(Defect.SCHEMA_VIOLATION, name, problem + ", must be " + wanted);
  }

  // ---- text

  String text(String name, int lengthMax) {
    var text = textOrNull(name, lengthMax);
    if (text == null) throw wrongType(name, "a string");
    return text;
  }

  /// Exactly as sent: no trimming, no normal form, so look-alikes stay different.
  String textOrNull(String name, int lengthMax) {
    return switch (node(name)) {
      case DocumentNode.Null _ -> null;
      case DocumentNode.Text text when text.value().length() <= lengthMax -> text.value();
      case DocumentNode.Text _ ->
          throw refusal(Defect.SCHEMA_VIOLATION, name, "longer than " + lengthMax + " characters");
      case DocumentNode.Fields _,
          DocumentNode.Items _,
          DocumentNode.Number _,
          DocumentNode.Flag _ ->
          throw wrongType(name, "a string");
    };
  }

  /// A numeric id, kept as text: 64-bit ids do not survive a double.
  String id(String name) {
    var id = idOrNull(name);
    if (id == null) throw wrongType(name, "an id");
    return id;
  }

  String idOrNull(String name) {
    var given =
        switch (node(name)) {
          case DocumentNode.Null _ -> null;
          case DocumentNode.Number number -> number.literal();
          case DocumentNode.Text text -> text.value();
          case DocumentNode.Fields _, DocumentNode.Items _, DocumentNode.Flag _ ->
              throw wrongType(name, "an id");
        };
    if (given == null || DIGITS.matcher(given).matches()) return given;
    throw refusal(Defect.SCHEMA_VIOLATION, name, "must be an id of 1 to 20 digits");
  }

  /// An id that is any text: not blank, at most [#ID_LENGTH_MAX] characters.
  String textId(String name) {
    var id = text(name, ID_LENGTH_MAX);
    if (id.isBlank()) throw refusal(Defect.SCHEMA_VIOLATION, name, "is empty");
    return id;
  }

  /// The texts of an array; none when it is absent.
  List<String> texts(String name) {
    return switch (node(name)) {
      case DocumentNode.Null _ -> List.of();
      case DocumentNode.Items items ->
          items.all().stream()
              .map(
                  item -> {
                    if (item instanceof DocumentNode.Text text) return text.value();
                    throw refusal(Defect.SCHEMA_VIOLATION, name, "must hold strings only");
                  })
              .toList();
      case DocumentNode.Fields _, DocumentNode.Number _, DocumentNode.Flag _, DocumentNode.Text _ ->
          throw wrongType(name, "an array");
    };
  }

  <T extends Enum<T>> T oneOf(String name, Map<String, T> known) {
    var value = known.get(text(name, ID_LENGTH_MAX));
    if (value != null) return value;
    throw refusal(Defect.SCHEMA_VIOLATION, name, "must be one of " + known.keySet());
  }

  // ---- other scalars

  boolean flag(String name) {
    return switch (node(name)) {
      case DocumentNode.Null _ -> false;
      case DocumentNode.Flag flag -> flag.value();
      case DocumentNode.Fields _,
          DocumentNode.Items _,
          DocumentNode.Number _,
          DocumentNode.Text _ ->
          throw wrongType(name, "true or false");
    };
  }

  Instant instant(String name) {
    var instant = instantOrNull(name);
    if (instant == null) throw wrongType(name, "a date and time with its offset");
    return instant;
  }

  Instant instantOrNull(String name) {
    var text = textOrNull(name, INSTANT_LENGTH_MAX);
    if (text == null) return null;
    try {
      var time = OffsetDateTime.parse(text);
      if (time.getYear() >= YEAR_MIN && time.getYear() <= YEAR_MAX) return time.toInstant();
    } catch (DateTimeException e) {
      // answered below: the exception quotes the value, the refusal must not
    }
    throw refusal(
        Defect.SCHEMA_VIOLATION, name, "must be ISO 8601 with offset: 2026-03-02T10:00:00Z");
  }

  /// A date and time in UTC that is written without its offset; with one is fine too.
  Instant utcOrNull(String name) {
    var text = textOrNull(name, INSTANT_LENGTH_MAX);
    if (text == null || text.isEmpty()) return null;
    if (!WITHOUT_OFFSET.matcher(text).matches()) return instantOrNull(name);
    try {
      var time = LocalDateTime.parse(text);
      if (time.getYear() >= YEAR_MIN && time.getYear() <= YEAR_MAX) {
        return time.toInstant(ZoneOffset.UTC);
      }
    } catch (DateTimeException e) {
      // answered below: the exception quotes the value, the refusal must not
    }
    throw refusal(Defect.SCHEMA_VIOLATION, name, "must be ISO 8601: 2026-03-02T10:00:00");
  }

  Instant utc(String name) {
    var instant = utcOrNull(name);
    if (instant == null) throw wrongType(name, "a date and time");
    return instant;
  }

  /// Units of a line: `min` to [#QUANTITY_MAX].
  long quantity(String name, long min) {
    if (!(node(name) instanceof DocumentNode.Number number)) {
      throw wrongType(name, "a whole number");
    }
    var literal = number.literal();
    if (!INTEGER.matcher(literal).matches()) throw wrongType(name, "a whole number");
    // by length first: a literal of a million digits is never converted
    if (literal.length() <= NUMBER_LENGTH_MAX) {
      var value = new BigDecimal(literal);
      if (value.compareTo(BigDecimal.valueOf(min)) >= 0
          && value.compareTo(BigDecimal.valueOf(QUANTITY_MAX)) <= 0) {
        return value.longValueExact();
      }
    }
    throw refusal(
        Defect.QUANTITY_OUT_OF_RANGE, name, "must be " + min + " to " + QUANTITY_MAX + " units");
  }

  // ---- money

  CurrencyUnit currency(String name) {
    var code = text(name, ID_LENGTH_MAX);
    try {
      var currency = CurrencyUnit.of(code);
      if (!currency.isPseudoCurrency() && currency.getDecimalPlaces() <= DECIMALS_MAX) {
        return currency;
      }
    } catch (IllegalCurrencyException e) {
      // answered below
    }
    throw refusal(Defect.UNKNOWN_CURRENCY, name, "is no ISO 4217 currency in use");
  }

  Money amount(String name, CurrencyUnit currency) {
    if (!has(name)) throw wrongType(name, "an amount as a string");
    return amountOrZero(name, currency);
  }

  Money amountOrZero(String name, CurrencyUnit currency) {
    return switch (node(name)) {
      case DocumentNode.Null _ -> Money.zero(currency);
      case DocumentNode.Text text -> decimal(name, text.value(), currency);
      case DocumentNode.Number number -> throw numberAsAmount(name, number.literal());
      case DocumentNode.Fields _, DocumentNode.Items _, DocumentNode.Flag _ ->
          throw wrongType(name, "an amount as a string");
    };
  }

  /// An amount that may be below zero: a discount, or a refund.
  Money signedOrZero(String name, CurrencyUnit currency) {
    if (node(name) instanceof DocumentNode.Text text && text.value().startsWith("-")) {
      return decimal(name, text.value().substring(1), currency).negated();
    }
    return amountOrZero(name, currency);
  }

  /// A number is never an amount, but one beyond all bounds is told as such.
  private Refusal numberAsAmount(String name, String literal) {
    if (!plain(literal) || tooLarge(new BigDecimal(literal))) return outOfRange(name);
    return wrongType(name, "an amount as a string");
  }

  private Money decimal(String name, String text, CurrencyUnit currency) {
    if (text.length() > NUMBER_LENGTH_MAX || WITH_EXPONENT.matcher(text).matches()) {
      throw outOfRange(name);
    }
    if (!plain(text)) {
      throw refusal(Defect.SCHEMA_VIOLATION, name, "must be a decimal such as 19.99");
    }
    var value = new BigDecimal(text);
    if (value.signum() < 0 || tooLarge(value)) throw outOfRange(name);
    if (value.signum() == 0) return Money.zero(currency);
    var exact = value.stripTrailingZeros();
    if (exact.scale() > currency.getDecimalPlaces()) {
      throw refusal(
          Defect.AMOUNT_PRECISION,
          name,
          currency.getCode() + " has " + currency.getDecimalPlaces() + " decimals");
    }
    return Money.of(currency, exact.setScale(currency.getDecimalPlaces()));
  }

  /// The text there; null for anything else.
  String elementText(String name) {
    return node(name) instanceof DocumentNode.Text text ? text.value() : null;
  }

  /// A rate, as a number or as text: what is told beside the amounts, so anything else is none.
  BigDecimal rateOrNull(String name) {
    var told =
        switch (node(name)) {
          case DocumentNode.Text text -> text.value();
          case DocumentNode.Number number -> number.literal();
          case DocumentNode.Null _, DocumentNode.Fields _, DocumentNode.Items _ -> "";
          case DocumentNode.Flag _ -> "";
        };
    if (!plain(told)) return null;
    var rate = new BigDecimal(told);
    return rate.signum() < 0 || tooLarge(rate) ? null : rate;
  }

  private static boolean plain(String literal) {
    return literal.length() <= NUMBER_LENGTH_MAX && DECIMAL.matcher(literal).matches();
  }

  static boolean tooLarge(BigDecimal amount) {
    return amount.abs().compareTo(AMOUNT_MAX) > 0;
  }

  private Refusal outOfRange(String name) {
    return refusal(
        Defect.AMOUNT_OUT_OF_RANGE, name, "must be 0 to " + AMOUNT_MAX + ", without exponent");
  }

  // ---- structure

  /// The object there, or null.
  FieldReader objectOrNull(String name) {
    return switch (node(name)) {
      case DocumentNode.Null _ -> null;
      case DocumentNode.Fields object -> new FieldReader(field(name), object.byName());
      case DocumentNode.Items _, DocumentNode.Number _, DocumentNode.Flag _, DocumentNode.Text _ ->
          throw wrongType(name, "an object");
    };
  }

  /// The objects of the array there; none when it is absent.
  List<FieldReader> objects(String name) {
    return switch (node(name)) {
      case DocumentNode.Null _ -> List.of();
      case DocumentNode.Items items -> elements(field(name), items);
      case DocumentNode.Fields _, DocumentNode.Number _, DocumentNode.Flag _, DocumentNode.Text _ ->
          throw wrongType(name, "an array");
    };
  }

  private static List<FieldReader> elements(String path, DocumentNode.Items items) {
    var readers = new ArrayList<FieldReader>(items.all().size());
    for (int i = 0; i < items.all().size(); i++) {
      var place = path + "[" + i + "]";
      if (!(items.all().get(i) instanceof DocumentNode.Fields object)) {
        var kind = items.all().get(i).kind();
        throw new Refusal(Defect.SCHEMA_VIOLATION, place, "is " + kind + ", must be an object");
      }
      readers.add(new FieldReader(place, object.byName()));
    }
    return readers;
  }

  /// The array's elements as they were written; none when there is no array.
  List<DocumentNode> elements(String name) {
    return node(name) instanceof DocumentNode.Items items ? items.all() : List.of();
  }

  /// A name chosen by a sender, short enough to show.
  static String shortened(String name) {
    return name.length() <= NAME_LENGTH_SHOWN ? name : name.substring(0, NAME_LENGTH_SHOWN) + "…";
  }
}
