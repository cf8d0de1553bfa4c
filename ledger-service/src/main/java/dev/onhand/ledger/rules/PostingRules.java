package dev.onhand.ledger.rules;

import dev.onhand.ledger.journal.Posting;
import dev.onhand.ledger.journal.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.Money;

/// One version of the posting rules: which accounts each part of each booking moves. Data, not
/// code: a new version is a new file with a later date.
///
/// @param version counts up; every entry names the version that made it
/// @param effectiveFrom facts that happened from then on are posted by this version
/// @param lines per kind and part, the sides and accounts, in posting order
public record PostingRules(
    int version, Instant effectiveFrom, Map<BookingKind, Map<Part, List<Line>>> lines) {

  /// One side of one account.
  public record Line(Side side, String account) {}

  public PostingRules {
    for (BookingKind kind : BookingKind.values()) {
      Map<Part, List<Line>> ofKind = lines.getOrDefault(kind, Map.of());
      if (!ofKind.keySet().equals(Set.copyOf(kind.parts()))) {
        throw new IllegalArgumentException(
            "rules v" + version + ": " + kind + " needs exactly the parts " + kind.parts());
      }
    }
  }

  /// The postings of a booking. Zero parts give none; a negative part is posted on the opposite
  /// side; parts that meet on the same side of an account become one posting.
  ///
  /// @param channel sales channel of the order, or null
  public List<Posting> postings(Booking booking, String channel) {
    Map<Line, Money> sums = new LinkedHashMap<>();
    Map<Part, List<Line>> ofKind = lines.get(booking.kind());
    for (Part part : booking.kind().parts()) {
      Money amount = booking.parts().get(part);
      if (amount == null || amount.isZero()) {
        continue;
      }
      for (Line line : ofKind.get(part)) {
        Side side = amount.isNegative() ? line.side().opposite() : line.side();
        sums.merge(new Line(side, line.account()), amount.abs(), Money::plus);
      }
    }
    List<Posting> postings = new ArrayList<>(sums.size());
    sums.forEach((line, sum) -> postings.add(posting(line, sum, channel)));
    return postings;
  }

  /// Every account these rules may post to.
  public Set<String> accounts() {
    Set<String> accounts = new TreeSet<>();
    lines
        .values()
        .forEach(
            parts ->
                parts.values().forEach(some -> some.forEach(line -> accounts.add(line.account()))));
    return accounts;
  }

  /// Rules from their written form: `"SHIPMENT": {"NET": ["CREDIT 4000"]}`.
  static PostingRules of(
      int version, Instant effectiveFrom, Map<BookingKind, Map<Part, List<String>>> written) {
    Map<BookingKind, Map<Part, List<Line>>> lines = new EnumMap<>(BookingKind.class);
    written.forEach(
        (kind, parts) -> {
          Map<Part, List<Line>> ofKind = new EnumMap<>(Part.class);
          parts.forEach(
              (part, some) -> ofKind.put(part, some.stream().map(PostingRules::line).toList()));
          lines.put(kind, ofKind);
        });
    return new PostingRules(version, effectiveFrom, lines);
  }

  private static Line line(String written) {
    int space = written.indexOf(' ');
    return new Line(Side.valueOf(written.substring(0, space)), written.substring(space + 1));
  }

  private static Posting posting(Line line, Money sum, String channel) {
    return new Posting(line.account(), line.side(), sum, channel);
  }
}
