package dev.onhand.reporting.margin;

import dev.onhand.reporting.read.Snapshot;
import java.time.LocalDate;
import java.util.List;

/// The margin questions, over whole business days.
public final class Margins {
  private static final String SUMS =
      "sum(revenue) as revenue, sum(cost_of_goods) as cost_of_goods,"
          + " sum(gross_margin) as gross_margin";

  private Margins() {}

  /// One row per currency.
  public static List<MarginRow> whole(Snapshot snapshot, LocalDate from) {
    return snapshot.list(
        "select null as key, null as name, null::bigint as units, currency, "
            + SUMS
            + " from analytics.margin_by_day where day >= ?"
            + " group by currency order by sum(revenue) desc, currency",
        MarginRow::of,
        from);
  }

  /// One row per channel and currency, largest revenue first.
  public static List<MarginRow> byChannel(Snapshot snapshot, LocalDate from) {
    return snapshot.list(
        "select channel as key, null as name, null::bigint as units, currency, "
            + SUMS
            + " from analytics.margin_by_day where day >= ?"
            + " group by channel, currency order by sum(revenue) desc, channel, currency",
        MarginRow::of,
        from);
  }

  /// One row per SKU and currency, largest margin first.
  static List<MarginRow> bySku(Snapshot snapshot, LocalDate from, int limit) {
    return snapshot.list(
        "select sku as key, item as name, sum(units)::bigint as units, currency, "
            + SUMS
            + " from analytics.margin_by_sku where day >= ? group by sku, item, currency order by"
            + " sum(gross_margin) desc, sku, currency limit ?",
        MarginRow::of,
        from,
        limit);
  }
}
