package dev.onhand.ledger.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PostingRulesTest {

  private static final Money TEN = Money.parse("EUR 10.00");
  private static final Money NONE = Money.parse("EUR 0.00");

  @Test
  void a_zero_part_gives_no_posting() {
    Booking booking =
        Booking.of(BookingKind.PAYMENT, Part.CASH, TEN)
            .and(Part.FEE, NONE)
            .and(Part.RECEIVABLE, NONE)
            .and(Part.DEPOSIT, TEN);
    assertEquals("Dr 1100 10.00, Cr 2200 10.00", BookingText.postings(booking));
  }

  @Test
  void a_negative_part_is_posted_on_the_other_side() {
    Booking booking = Booking.of(BookingKind.ADJUSTMENT, Part.COST, TEN.negated());
    assertEquals("Dr 5200 10.00, Cr 1300 10.00", BookingText.postings(booking));
  }

  @Test
  void parts_that_meet_on_one_side_of_an_account_are_one_posting() {
    Booking booking = Booking.of(BookingKind.GOODS_ISSUE, Part.COST, TEN).and(Part.TRUE_UP, TEN);
    assertEquals("Dr 5000 20.00, Cr 1300 20.00", BookingText.postings(booking));
  }

  @Test
  void a_booking_without_value_posts_nothing() {
    assertEquals("nothing", BookingText.postings(Booking.nothing(BookingKind.ADJUSTMENT, "EUR")));
  }

  @Test
  void a_part_belongs_to_its_kind() {
    assertThrows(
        IllegalArgumentException.class, () -> Booking.of(BookingKind.PAYMENT, Part.COST, TEN));
  }

  @Test
  void a_booking_has_one_currency() {
    Booking euros = Booking.of(BookingKind.PAYMENT, Part.CASH, TEN);
    assertThrows(
        IllegalArgumentException.class, () -> euros.and(Part.DEPOSIT, Money.parse("USD 10.00")));
  }

  @Test
  void rules_must_cover_every_part_of_every_kind() {
    PostingRules complete = RuleBook.load().versions().getFirst();
    for (BookingKind kind : BookingKind.values()) {
      for (Part part : kind.parts()) {
        Map<BookingKind, Map<Part, List<PostingRules.Line>>> lines =
            new EnumMap<>(complete.lines());
        Map<Part, List<PostingRules.Line>> ofKind = new HashMap<>(lines.get(kind));
        ofKind.remove(part);
        lines.put(kind, ofKind);
        assertThrows(
            IllegalArgumentException.class, () -> new PostingRules(1, Instant.EPOCH, lines));
      }
    }
  }

  @Test
  void a_fact_is_posted_by_the_rules_of_its_time() {
    PostingRules first = RuleBook.load().versions().getFirst();
    Instant change = Instant.parse("2026-07-01T00:00:00Z");
    PostingRules second = new PostingRules(2, change, first.lines());
    RuleBook book = new RuleBook(List.of(first, second));
    assertEquals(1, book.at(change.minusNanos(1)).version());
    assertEquals(2, book.at(change).version());
    assertEquals(1, book.at(Instant.parse("1960-01-01T00:00:00Z")).version());
  }

  @Test
  void later_rules_need_a_higher_version() {
    PostingRules first = RuleBook.load().versions().getFirst();
    PostingRules same = new PostingRules(1, Instant.parse("2026-07-01T00:00:00Z"), first.lines());
    assertThrows(IllegalArgumentException.class, () -> new RuleBook(List.of(first, same)));
  }
}
