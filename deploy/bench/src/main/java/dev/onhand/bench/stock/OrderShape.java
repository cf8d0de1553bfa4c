package dev.onhand.bench.stock;

/// The parameters of an order stream; equal ones give equal streams on every machine.
///
/// @param locations per item
/// @param linesMax an order has 1 to this many lines, each of another item
/// @param quantityMax a line asks for 1 to this many units
/// @param zipf exponent of the items' popularity; 0 is uniform
/// @param hot share of orders with one line, on the first item
/// @param duplicates share of commands that repeat one of the last 1,000 orders
/// @param onHand units per item and location
/// @param scarce whether so many items are short that about `rejected` of the orders cannot be
///     served
record OrderShape(
    long seed,
    int skus,
    int locations,
    int linesMax,
    int quantityMax,
    double zipf,
    double hot,
    double duplicates,
    int orders,
    int onHand,
    boolean scarce,
    double rejected) {

  static OrderShape zipf(long seed, int orders) {
    return new OrderShape(seed, 10_000, 4, 3, 1, 0.99, 0, 0, orders, 1_000_000, false, 0.30);
  }

  OrderShape withSkus(int count) {
    return new OrderShape(
        seed,
        count,
        locations,
        linesMax,
        quantityMax,
        zipf,
        hot,
        duplicates,
        orders,
        onHand,
        scarce,
        rejected);
  }

  OrderShape withZipf(double exponent) {
    return new OrderShape(
        seed,
        skus,
        locations,
        linesMax,
        quantityMax,
        exponent,
        hot,
        duplicates,
        orders,
        onHand,
        scarce,
        rejected);
  }

  /// @param units per item and location
  OrderShape withHot(double share, int units) {
    return new OrderShape(
        seed,
        skus,
        locations,
        linesMax,
        quantityMax,
        zipf,
        share,
        duplicates,
        orders,
        units,
        scarce,
        rejected);
  }

  OrderShape withDuplicates(double share) {
    return new OrderShape(
        seed,
        skus,
        locations,
        linesMax,
        quantityMax,
        zipf,
        hot,
        share,
        orders,
        onHand,
        scarce,
        rejected);
  }

  OrderShape withScarcity() {
    return new OrderShape(
        seed,
        skus,
        locations,
        linesMax,
        quantityMax,
        zipf,
        hot,
        duplicates,
        orders,
        onHand,
        true,
        rejected);
  }
}
