package dev.onhand.ledger.rules;

import java.util.EnumMap;
import java.util.Map;
import org.joda.money.Money;

/// The value of one fact, split into its parts, before any account is named.
///
/// @param parts amount per part; may be negative (a reversal) or zero; all in one currency
public record Booking(BookingKind kind, String currency, Map<Part, Money> parts) {

  public Booking {
    parts.forEach(
        (part, amount) -> {
          if (!kind.parts().contains(part)) {
            throw new IllegalArgumentException(kind + " has no part " + part);
          }
          if (!amount.getCurrencyUnit().getCode().equals(currency)) {
            throw new IllegalArgumentException(kind + " in " + currency + " with " + amount);
          }
        });
  }

  /// A booking without value: its cause is handled, nothing is posted.
  public static Booking nothing(BookingKind kind, String currency) {
    return new Booking(kind, currency, Map.of());
  }

  /// A booking whose value is this part alone, to be completed with [#and].
  public static Booking of(BookingKind kind, Part part, Money amount) {
    return nothing(kind, amount.getCurrencyUnit().getCode()).and(part, amount);
  }

  /// This booking with one more part.
  public Booking and(Part part, Money amount) {
    Map<Part, Money> all = new EnumMap<>(Part.class);
    all.putAll(parts);
    all.put(part, amount);
    return new Booking(kind, currency, Map.copyOf(all));
  }
}
