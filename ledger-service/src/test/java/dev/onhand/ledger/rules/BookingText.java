package dev.onhand.ledger.rules;

import dev.onhand.ledger.journal.Posting;
import dev.onhand.ledger.journal.Side;
import java.util.List;
import java.util.stream.Collectors;

/// Postings as an accountant writes them: `Dr 1100 48.39, Cr 2200 48.39`.
public final class BookingText {

  private static final PostingRules RULES = RuleBook.load().versions().getFirst();

  private BookingText() {}

  public static String postings(Booking booking) {
    return text(RULES.postings(booking, null));
  }

  private static String text(List<Posting> postings) {
    if (postings.isEmpty()) {
      return "nothing";
    }
    return postings.stream()
        .map(
            p ->
                (p.side() == Side.DEBIT ? "Dr " : "Cr ")
                    + p.account()
                    + " "
                    + p.amount().getAmount())
        .sorted((one, other) -> other.charAt(0) - one.charAt(0))
        .collect(Collectors.joining(", "));
  }
}
