package dev.onhand.procurement.replenishment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// Reorder point with safety stock, for one item.
///
/// * velocity v: shipped units per day, over the days since the first demand, at most the policy's
/// * safety stock: z · √(L·σd² + v²·σL²): demand that varies over a lead time that varies
/// * reorder point: v · L + safety stock
/// * order up to: v · (L + review days) + safety stock
///
/// Only what arrives within the lead time counts against the reorder point, and only what arrives
/// until the next review against the quantity: a purchase order of the far future hides no
/// stock-out. Statistics are `double`; quantities are rounded up to `long`, money is exact.
final class Replenishment {
  /// Fewer days than this say little about variation: then demand is taken to vary as if by chance.
  static final int DAYS_OF_HISTORY_MIN = 7;

  /// Fewer receipts than this say little about a supplier: then the stated lead time counts.
  static final int RECEIPTS_MIN = 3;

  private static final int STOCK_OUT_DAYS_MAX = 365;

  private Replenishment() {}

  /// @param observedDays days that the sums are over, days without demand included
  /// @param squares sum of the squares of the daily quantities
  record Demand(int observedDays, long units, double squares) {
    double perDay() {
      return (double) units / observedDays;
    }

    double deviation() {
      double v = perDay();
      double measured =
          observedDays < 2 ? 0 : Math.max(0, (squares - observedDays * v * v) / (observedDays - 1));
      return Math.sqrt(observedDays < DAYS_OF_HISTORY_MIN ? Math.max(measured, v) : measured);
    }
  }

  /// @param measuredDays mean over the last receipts in full; meaningless without receipts
  record LeadTime(int statedDays, int receipts, double measuredDays, double measuredDeviation) {
    boolean isMeasured() {
      return receipts >= RECEIPTS_MIN;
    }

    double days() {
      return isMeasured() ? measuredDays : statedDays;
    }

    double deviation() {
      return isMeasured() ? measuredDeviation : 0;
    }
  }

  record Inbound(String purchaseOrderId, long quantity, LocalDate expectedOn) {}

  /// Who sells it, at what cost, and in which quantities.
  record Source(String supplierId, Money unitCost, long minimumQuantity, long orderMultiple) {}

  record Situation(
      String pool,
      String sku,
      long available,
      Demand demand,
      LeadTime leadTime,
      List<Inbound> inbound,
      Source source) {}

  /// All that the quantity follows from, rounded to hundredths where it is a statistic.
  record Explanation(
      long available,
      List<Inbound> inbound,
      long inboundInTime,
      BigDecimal unitsPerDay,
      BigDecimal demandDeviation,
      int observedDays,
      BigDecimal leadTimeDays,
      BigDecimal leadTimeDeviation,
      String leadTimeFrom,
      int serviceLevelBasisPoints,
      long safetyStock,
      long reorderPoint,
      long orderUpTo,
      long minimumQuantity,
      long orderMultiple) {}

  /// @param stockOutOn first day without stock if nothing is ordered; null when none is in sight
  /// @param orderBy the last day on which ordering avoids it; today when it is too late already
  record Suggestion(
      String pool,
      String sku,
      String supplierId,
      long quantity,
      Money unitCost,
      Money amount,
      LocalDate stockOutOn,
      LocalDate orderBy,
      Explanation explanation) {}

  /// A suggestion, if stock and what arrives in time are down to the reorder point.
  static Optional<Suggestion> suggest(Situation s, ReplenishmentPolicy policy, LocalDate today) {
    double v = s.demand().perDay();
    double lead = s.leadTime().days();
    double z = NormalDistribution.quantile(policy.serviceLevel());
    double variance =
        lead * square(s.demand().deviation()) + square(v) * square(s.leadTime().deviation());
    long safety = up(z * Math.sqrt(variance));
    long reorderPoint = up(v * lead) + safety;
    long orderUpTo = up(v * (lead + policy.reviewDays())) + safety;
    long inTime = inbound(s, today.plusDays(up(lead)));
    long untilReview = inbound(s, today.plusDays(up(lead) + policy.reviewDays()));
    long missing = orderUpTo - s.available() - untilReview;
    if (s.available() + inTime > reorderPoint || missing <= 0) return Optional.empty();
    long quantity = orderable(missing, s.source());
    var stockOut = stockOut(s, v, today);
    var explanation =
        new Explanation(
            s.available(),
            s.inbound(),
            inTime,
            hundredths(v),
            hundredths(s.demand().deviation()),
            s.demand().observedDays(),
            hundredths(lead),
            hundredths(s.leadTime().deviation()),
            s.leadTime().isMeasured()
                ? "MEASURED over %d receipts".formatted(s.leadTime().receipts())
                : "STATED",
            policy.serviceLevelBasisPoints(),
            safety,
            reorderPoint,
            orderUpTo,
            s.source().minimumQuantity(),
            s.source().orderMultiple());
    return Optional.of(
        new Suggestion(
            s.pool(),
            s.sku(),
            s.source().supplierId(),
            quantity,
            s.source().unitCost(),
            s.source().unitCost().multipliedBy(quantity),
            stockOut,
            orderBy(stockOut, up(lead), today),
            explanation));
  }

  /// At least the minimum, and a whole number of multiples.
  static long orderable(long missing, Source source) {
    long wanted = Math.max(missing, source.minimumQuantity());
    long multiple = Math.max(1, source.orderMultiple());
    return Math.ceilDiv(wanted, multiple) * multiple;
  }

  private static long inbound(Situation s, LocalDate until) {
    return s.inbound().stream()
        .filter(inbound -> !inbound.expectedOn().isAfter(until))
        .mapToLong(Inbound::quantity)
        .sum();
  }

  /// Day by day, with what arrives on its day; late deliveries are taken to come today.
  private static LocalDate stockOut(Situation s, double v, LocalDate today) {
    double stock = s.available();
    for (int i = 0; i < STOCK_OUT_DAYS_MAX; i++) {
      var day = today.plusDays(i);
      for (var inbound : s.inbound()) {
        boolean arrives =
            i == 0 ? !inbound.expectedOn().isAfter(day) : inbound.expectedOn().equals(day);
        if (arrives) stock += inbound.quantity();
      }
      stock -= v;
      if (stock < 0) return day;
    }
    return null;
  }

  private static LocalDate orderBy(LocalDate stockOut, long leadDays, LocalDate today) {
    if (stockOut == null) return today;
    var day = stockOut.minusDays(leadDays);
    return day.isBefore(today) ? today : day;
  }

  private static double square(double x) {
    return x * x;
  }

  private static long up(double x) {
    return (long) Math.ceil(Math.max(0, x) - 1e-9);
  }

  private static BigDecimal hundredths(double x) {
    return BigDecimal.valueOf(x).setScale(2, RoundingMode.HALF_UP);
  }
}
