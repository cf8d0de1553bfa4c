package dev.onhand.reporting.overview;

import dev.onhand.reporting.margin.MarginRow;
import dev.onhand.reporting.orders.OrderRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;

/// The day and the period at a glance.
///
/// @param zone of the business days
/// @param from first day of the period, `today` its last
/// @param ordersToday placed today, cancelled ones too
/// @param margin one row per currency, of the period, from the books
/// @param marginToday the same of today
/// @param stockValue balance of the stock account in the books, per currency
record Overview(
    Instant completeThrough,
    Instant asOf,
    String zone,
    LocalDate from,
    LocalDate today,
    long ordersToday,
    long orders,
    long openOrders,
    List<MarginRow> margin,
    List<MarginRow> marginToday,
    List<Money> stockValue,
    long unitsOnHand,
    long openExceptions,
    long overdueExceptions,
    List<StateCount> ordersByState,
    List<DaySales> salesByDay,
    List<MarginRow> marginByChannel,
    List<LocationStock> stockByLocation,
    List<OrderRow> recentOrders) {

  /// Orders placed in the period, by their present state.
  record StateCount(String state, long orders) {}

  /// Accepted orders by the day they were placed.
  record DaySales(LocalDate day, String channel, long orders, long units, Money net) {}

  /// Units at a location; `free` are sellable and not promised.
  record LocationStock(
      String locationId, String location, long free, long reserved, long unsellable) {}
}
