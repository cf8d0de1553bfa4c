package dev.onhand.ledger.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.ledger.journal.JournalEntries.Post;
import dev.onhand.ledger.journal.JournalEntries.Posted;
import dev.onhand.ledger.journal.JournalEvent.EntryPosted;
import dev.onhand.testkit.DeciderTest;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class JournalEntryTest extends DeciderTest<Post, Posted, JournalEvent> {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-02T12:00:05Z");
  private static final Cause CAUSE = new Cause("order.PaymentReceived", "P-1");
  private static final Posting DEBIT =
      new Posting("1100", Side.DEBIT, Money.parse("EUR 5.00"), "shopify");
  private static final Posting CREDIT =
      new Posting("2200", Side.CREDIT, Money.parse("EUR 5.00"), "shopify");

  JournalEntryTest() {
    super(Journal.ENTRY);
  }

  @Test
  void an_entry_is_posted_once() {
    given()
        .when(new Post(entry("a", DEBIT, CREDIT), NOON))
        .then(new EntryPosted(entry("a", DEBIT, CREDIT), NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_repeat_says_nothing_even_if_it_would_be_booked_otherwise_by_now() {
    given(new EntryPosted(entry("a", DEBIT, CREDIT), NOON))
        .when(new Post(entry("a"), LATER))
        .thenNothing();
  }

  @Test
  void a_cause_with_other_content_is_refused_by_name() {
    given(new EntryPosted(entry("a", DEBIT, CREDIT), NOON))
        .when(new Post(entry("b", DEBIT, CREDIT), LATER))
        .thenRejected(JournalEntries.Refusal.CAUSE_REUSED);
  }

  @Test
  void debits_must_equal_credits() {
    assertThrows(IllegalArgumentException.class, () -> entry("a", DEBIT));
  }

  @Test
  void a_posting_is_positive() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Posting("1100", Side.DEBIT, Money.parse("EUR 0.00"), null));
  }

  @Test
  void an_entry_keeps_to_its_currency() {
    var dollars = new Posting("2200", Side.CREDIT, Money.parse("USD 5.00"), null);
    assertThrows(RuntimeException.class, () -> entry("a", DEBIT, dollars));
  }

  @Test
  void the_id_follows_from_the_cause_alone() {
    assertEquals(
        UUID.fromString("a2c13b0d-17c3-5d7a-9a3e-7b0d6f4f4c3e").version(),
        CAUSE.entryId().version());
    assertEquals(CAUSE.entryId(), new Cause("order.PaymentReceived", "P-1").entryId());
    assertNotEquals(CAUSE.entryId(), new Cause("payment.PaymentCaptured", "P-1").entryId());
  }

  @Test
  void every_field_of_an_entry_is_in_its_hash() {
    List<String> hashes = new ArrayList<>();
    JournalEntry entry = entry("a", DEBIT, CREDIT);
    hashes.add(HashChain.next(HashChain.START, 1, entry, NOON));
    hashes.add(HashChain.next("f".repeat(64), 1, entry, NOON));
    hashes.add(HashChain.next(HashChain.START, 2, entry, NOON));
    hashes.add(HashChain.next(HashChain.START, 1, entry, LATER));
    hashes.add(HashChain.next(HashChain.START, 1, entry("b", DEBIT, CREDIT), NOON));
    hashes.add(HashChain.next(HashChain.START, 1, entry("a", CREDIT, DEBIT), NOON));
    hashes.add(HashChain.next(HashChain.START, 1, entry("a"), NOON));
    var other = new Posting("1100", Side.DEBIT, Money.parse("EUR 5.00"), "amazon");
    hashes.add(HashChain.next(HashChain.START, 1, entry("a", other, CREDIT), NOON));
    JournalEntry late =
        new JournalEntry(
            CAUSE,
            "main",
            "EUR",
            "O-1",
            List.of(DEBIT, CREDIT),
            NOON,
            YearMonth.of(2026, 4),
            1,
            "a");
    hashes.add(HashChain.next(HashChain.START, 1, late, NOON));
    assertEquals(hashes.size(), hashes.stream().distinct().count());
  }

  private static JournalEntry entry(String factHash, Posting... postings) {
    return new JournalEntry(
        CAUSE, "main", "EUR", "O-1", List.of(postings), NOON, null, 1, factHash);
  }
}
