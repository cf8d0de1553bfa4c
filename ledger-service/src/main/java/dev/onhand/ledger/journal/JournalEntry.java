package dev.onhand.ledger.journal;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A balanced set of postings with its one cause. Never changed once posted.
///
/// @param entity legal entity in whose books the entry stands
/// @param currency currency of every posting
/// @param orderId customer order the fact belongs to, or null
/// @param postings debits equal credits; empty when every amount was zero, which records only that
///     the cause was handled
/// @param effectiveAt when the fact happened
/// @param period month in whose books the entry stands: that of the fact (UTC), or a later one when
///     that was closed; null is taken as the month of the fact
/// @param ruleVersion version of the posting rules that made the entry
/// @param factHash hash of the fact's content: the same cause with other content is told apart
///     from a repeat
public record JournalEntry(
    Cause cause,
    String entity,
    String currency,
    String orderId,
    List<Posting> postings,
    Instant effectiveAt,
    YearMonth period,
    int ruleVersion,
    String factHash) {

  public JournalEntry {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(effectiveAt, "effectiveAt");
    // Whole microseconds, as the tables keep them: the hash must come out the same from there.
    effectiveAt = effectiveAt.truncatedTo(ChronoUnit.MICROS);
    period = period == null ? monthOf(effectiveAt) : period;
    postings = List.copyOf(postings);
    Money sum = Money.zero(CurrencyUnit.of(currency));
    for (Posting posting : postings) {
      sum = sum.plus(posting.signed());
    }
    if (!sum.isZero()) {
      throw new IllegalArgumentException(cause + " does not balance, by " + sum + ": " + postings);
    }
  }

  /// Whether the fact became known only when its month was closed.
  public boolean late() {
    return !period.equals(monthOf(effectiveAt));
  }

  private static YearMonth monthOf(Instant instant) {
    return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
  }

  /// The entry's id, a function of its cause.
  public UUID entryId() {
    return cause.entryId();
  }
}
