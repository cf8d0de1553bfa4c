package dev.onhand.bench.stock;

/// A stream of orders written to a topic, to be worked off again and again.
///
/// @param first offset of the first order
/// @param end offset behind the last command
/// @param decisions how many commands are decided: repeated ones are not
record Workload(
    String name, String topic, long first, long end, long decisions, double linesPerCommand) {

  /// Generates and writes it, and says its digests, by which it can be compared with a stream
  /// generated elsewhere.
  static Workload write(Lab lab, String name, OrderShape shape, boolean json) {
    lab.say("%s: %,d orders over %,d items".formatted(name, shape.orders(), shape.skus()));
    var orders = OrderStream.of(shape);
    lab.say("  orders sha256 " + orders.ordersDigest());
    lab.say("  stock  sha256 " + orders.stockDigest());
    var topic = "bench." + name;
    lab.createTopics(java.util.List.of(topic), java.util.List.of());
    long beginMs = System.currentTimeMillis() - shape.orders() / 100 - 60_000;
    var commands = new CommandStream(orders, "bench", json, beginMs);
    long first = Backlog.write(lab, topic, commands);
    return new Workload(
        name,
        topic,
        first,
        first + shape.orders(),
        first + orders.distinct(),
        orders.linesPerCommand());
  }
}
