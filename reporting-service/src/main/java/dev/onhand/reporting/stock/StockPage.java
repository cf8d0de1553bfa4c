package dev.onhand.reporting.stock;

import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// A page of stock by SKU; `next` is the value of `after` for the next one.
record StockPage(Instant completeThrough, Instant asOf, List<Item> items, String next) {

  /// A SKU over all its locations.
  ///
  /// @param available to promise to any channel, as inventory last published it; null if it has not
  /// @param value on hand at standard cost; null without a standard cost
  record Item(
      String sku,
      String name,
      Long available,
      long onHand,
      long reserved,
      Money standardCost,
      Money value,
      List<Position> positions) {}

  /// A SKU at one location; on hand = sellable + quarantine + damaged.
  record Position(
      String sku,
      String locationId,
      String location,
      long onHand,
      long sellable,
      long quarantine,
      long damaged,
      long reserved,
      Instant changedAt) {}
}
