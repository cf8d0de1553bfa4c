package dev.onhand.ledger.stock;

/// What is valued together: a SKU in a stock pool. Written `pool/sku`.
record StockId(String pool, String sku) {

  /// A pool's name has no slash; a SKU may have.
  static StockId of(String written) {
    int slash = written.indexOf('/');
    return new StockId(written.substring(0, slash), written.substring(slash + 1));
  }

  @Override
  public String toString() {
    return pool + "/" + sku;
  }
}
