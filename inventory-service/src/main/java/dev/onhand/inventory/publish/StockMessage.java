package dev.onhand.inventory.publish;

/// A message about stock, before it has a place and an id.
///
/// @param sequence dense per topic and subject, from 1
record StockMessage(
    String topic, String key, String subject, String name, long sequence, Object payload) {
  String type() {
    return "inventory." + name + ".v1";
  }
}
