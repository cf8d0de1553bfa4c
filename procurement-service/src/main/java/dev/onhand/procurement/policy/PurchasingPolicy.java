package dev.onhand.procurement.policy;

import dev.onhand.platform.message.InvalidMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The rules of purchasing, as values that people change. Percentages are basis points: 500 is 5 %.
///
/// @param approvalLimits a purchase order above the limit of its currency needs an approver; one in
///     a currency without a limit always does
/// @param overReceiptBasisPoints how much more than ordered may arrive without a question
/// @param underReceiptBasisPoints how much less than ordered still counts as everything
/// @param priceToleranceBasisPoints how far an invoice may be from the purchase order's cost
/// @param overdueAfterDays days after the expected date at which a missing delivery is an exception
public record PurchasingPolicy(
    List<Money> approvalLimits,
    long overReceiptBasisPoints,
    long underReceiptBasisPoints,
    long priceToleranceBasisPoints,
    int overdueAfterDays) {

  static final long WHOLE = 10_000;
  private static final int OVERDUE_AFTER_DAYS_MAX = 365;

  /// What holds until somebody decides otherwise.
  public static final PurchasingPolicy INITIAL =
      new PurchasingPolicy(
          List.of(
              Money.of(CurrencyUnit.EUR, 10_000),
              Money.of(CurrencyUnit.GBP, 10_000),
              Money.of(CurrencyUnit.USD, 10_000)),
          500,
          200,
          200,
          2);

  public PurchasingPolicy {
    approvalLimits = approvalLimits == null ? List.of() : List.copyOf(approvalLimits);
    share("overReceiptBasisPoints", overReceiptBasisPoints);
    share("underReceiptBasisPoints", underReceiptBasisPoints);
    share("priceToleranceBasisPoints", priceToleranceBasisPoints);
    if (overdueAfterDays < 0 || overdueAfterDays > OVERDUE_AFTER_DAYS_MAX) {
      throw new InvalidMessage("OUT_OF_RANGE", "overdueAfterDays", "send 0 to 365");
    }
    if (approvalLimits.stream().map(Money::getCurrencyUnit).distinct().count()
        != approvalLimits.size()) {
      throw new InvalidMessage("DUPLICATE", "approvalLimits", "send one limit per currency");
    }
    if (approvalLimits.stream().anyMatch(Money::isNegative)) {
      throw new InvalidMessage("OUT_OF_RANGE", "approvalLimits", "send amounts of 0 or more");
    }
  }

  private static void share(String field, long basisPoints) {
    if (basisPoints < 0 || basisPoints > WHOLE) {
      throw new InvalidMessage("OUT_OF_RANGE", field, "send 0 to 10000 basis points");
    }
  }

  /// The largest total that needs no approval, if there is one for the currency.
  public Optional<Money> approvalLimit(CurrencyUnit currency) {
    return approvalLimits.stream().filter(l -> l.getCurrencyUnit().equals(currency)).findFirst();
  }

  public boolean needsApproval(Money total) {
    return approvalLimit(total.getCurrencyUnit()).map(total::isGreaterThan).orElse(true);
  }

  /// The largest quantity that is no surplus.
  public long mostReceived(long ordered) {
    return ordered + ordered * overReceiptBasisPoints / WHOLE;
  }

  /// The smallest quantity that counts as everything.
  public long leastReceived(long ordered) {
    return ordered - ordered * underReceiptBasisPoints / WHOLE;
  }

  /// True when `asked` is near enough to `expected`; a lower price than agreed is a question too.
  public boolean nearEnough(Money asked, Money expected) {
    var allowed =
        expected
            .getAmount()
            .abs()
            .multiply(java.math.BigDecimal.valueOf(priceToleranceBasisPoints));
    var difference = asked.minus(expected).getAmount().abs();
    return difference.multiply(java.math.BigDecimal.valueOf(WHOLE)).compareTo(allowed) <= 0;
  }

  public Duration overdueAfter() {
    return Duration.ofDays(overdueAfterDays);
  }
}
