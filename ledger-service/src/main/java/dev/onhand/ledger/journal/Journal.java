package dev.onhand.ledger.journal;

import dev.onhand.ledger.journal.JournalEntries.Post;
import dev.onhand.ledger.journal.JournalEntries.Posted;
import dev.onhand.ledger.period.Periods;
import dev.onhand.ledger.rules.Booking;
import dev.onhand.ledger.rules.PostingRules;
import dev.onhand.ledger.rules.RuleBook;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Posts entries: one per fact, whatever how often the fact is told.
@ApplicationScoped
public class Journal {

  static final StreamType<Post, Posted, JournalEvent> ENTRY =
      JournalEntries.stream(new JournalTables());

  private static final Duration REUSE_DUE = Duration.ofDays(1);

  private final RuleBook rules = RuleBook.load();

  /// The booking of a fact and the sales channel it belongs to (null for none).
  public record Booked(Booking booking, String channel) {}

  /// The streams that posting the cause's entry reads: the entry's own and the periods.
  public static List<StreamRef> streams(Cause cause) {
    return List.of(
        StreamRef.of(ENTRY, cause.entryId().toString()),
        StreamRef.of(Periods.STREAM, LegalEntity.MAIN.code()));
  }

  /// Posts the fact's entry, unless it has one. `booking` decides the fact in its own stream and
  /// is asked only then; it may throw `WaitsFor` before it decides, and answers null for an entry
  /// that cannot be posted yet. The same cause with other content is not posted: a person has to
  /// look.
  public void once(Work work, Fact fact, Supplier<Booked> booking) {
    String id = fact.cause().entryId().toString();
    Posted posted = work.state(ENTRY, id);
    if (posted.entry() == null) {
      Booked booked = booking.get();
      if (booked != null) {
        work.handle(ENTRY, id, new Post(entry(work, fact, booked), work.now()));
      }
    } else if (!posted.entry().factHash().equals(fact.hash())) {
      work.effect(reused(work, fact));
    }
  }

  private JournalEntry entry(Work work, Fact fact, Booked booked) {
    Periods periods = work.state(Periods.STREAM, LegalEntity.MAIN.code());
    PostingRules at = rules.at(fact.happenedAt());
    return new JournalEntry(
        fact.cause(),
        LegalEntity.MAIN.code(),
        booked.booking().currency(),
        fact.orderId(),
        at.postings(booked.booking(), booked.channel()),
        fact.happenedAt(),
        periods.periodOf(fact.happenedAt()),
        at.version(),
        fact.hash());
  }

  private static Effect reused(Work work, Fact fact) {
    return new Effect.RaiseException(
        JournalEntries.Refusal.CAUSE_REUSED.name(),
        fact.cause().type() + "/" + fact.cause().id(),
        "posted before from other content; now told: " + fact.content(),
        "accountant",
        work.now().plus(REUSE_DUE),
        List.of("resolve"));
  }
}
