package dev.onhand.returns.policy;

import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.returns.Field;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The rules of returns, as values that people change.
///
/// @param windowDays days after delivery (after shipping, while the delivery is not known) in which
///     a return may be asked for
/// @param arrivalDays days after the authorization in which the goods are expected
/// @param reasons the codes that a customer's reason is one of
/// @param dispositions what becomes of goods of each grade
public record ReturnPolicy(
    int windowDays, int arrivalDays, List<String> reasons, Map<Grade, Disposition> dispositions) {

  /// Condition of returned goods: as new, light traces, doubtful, worthless.
  public enum Grade {
    A,
    B,
    C,
    D
  }

  /// Sellable again, put aside, or thrown away.
  public enum Disposition {
    RESTOCK,
    QUARANTINE,
    SCRAP
  }

  private static final int DAYS_MAX = 3_650;
  private static final int REASONS_MAX = 100;

  /// What holds until somebody decides otherwise.
  public static final ReturnPolicy INITIAL =
      new ReturnPolicy(
          30,
          30,
          List.of(
              "TOO_SMALL",
              "TOO_LARGE",
              "NOT_AS_DESCRIBED",
              "DAMAGED",
              "DEFECTIVE",
              "WRONG_ITEM",
              "ARRIVED_LATE",
              "CHANGED_MIND",
              "OTHER"),
          Map.of(
              Grade.A, Disposition.RESTOCK,
              Grade.B, Disposition.RESTOCK,
              Grade.C, Disposition.QUARANTINE,
              Grade.D, Disposition.SCRAP));

  public ReturnPolicy {
    days("windowDays", windowDays);
    days("arrivalDays", arrivalDays);
    reasons = Require.some("reasons", reasons);
    if (reasons.size() > REASONS_MAX) {
      throw new InvalidMessage("TOO_MANY", "reasons", "send at most " + REASONS_MAX);
    }
    for (var reason : reasons) Field.id("reasons", reason);
    if (dispositions == null || dispositions.size() != Grade.values().length) {
      throw new InvalidMessage("INCOMPLETE", "dispositions", "send one for each of A, B, C, D");
    }
    for (var grade : Grade.values()) {
      Require.present("dispositions." + grade, dispositions.get(grade));
    }
    dispositions = Map.copyOf(new EnumMap<>(dispositions));
  }

  private static void days(String field, int value) {
    if (value < 1 || value > DAYS_MAX) {
      throw new InvalidMessage("OUT_OF_RANGE", field, "send 1 to " + DAYS_MAX);
    }
  }

  public Duration window() {
    return Duration.ofDays(windowDays);
  }

  public Duration arrival() {
    return Duration.ofDays(arrivalDays);
  }

  public Disposition disposition(Grade grade) {
    return dispositions.get(grade);
  }
}
