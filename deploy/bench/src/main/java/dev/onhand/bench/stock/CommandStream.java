package dev.onhand.bench.stock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onhand.inventory.codec.CommandBytes;
import dev.onhand.inventory.codec.CommandJson;
import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.platform.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// An order stream as commands of one pool: first the pool, its locations, items and opening stock,
/// then a reservation per order. Ids are UUIDs as the platform's services give them out, and each
/// order holds its units for a day unless told otherwise. A repeated command is the same to the
/// byte.
final class CommandStream {
  private static final long HOLD_MS = 24 * 3_600_000;
  private static final int ISSUED_PER_MS = 100;
  private static final long SHOP = 0x2A7;
  private static final String ACTOR = "system:order-service";

  private final OrderStream orders;
  private final String pool;
  private final boolean json;
  private final long beginMs;
  private final double perMs;
  private final long holdMs;
  private final long firstNumber;
  private final CommandBytes bytes = new CommandBytes();

  /// @param json JSON with CloudEvents headers instead of the binary form
  /// @param beginMs when the pool was set up; orders follow, 100 per millisecond
  CommandStream(OrderStream orders, String pool, boolean json, long beginMs) {
    this(orders, pool, json, beginMs, ISSUED_PER_MS, HOLD_MS);
  }

  /// @param perMs how many orders are issued in a millisecond
  /// @param holdMs how long an order holds its units
  CommandStream(
      OrderStream orders, String pool, boolean json, long beginMs, double perMs, long holdMs) {
    this.perMs = perMs;
    this.holdMs = holdMs;
    this.orders = orders;
    this.pool = pool;
    this.json = json;
    this.beginMs = beginMs;
    firstNumber = SplitMix.mix(orders.shape().seed());
  }

  OrderStream orders() {
    return orders;
  }

  String pool() {
    return pool;
  }

  /// How many commands come before the first order.
  int setupCommands() {
    int[] count = new int[1];
    setup(_ -> count[0]++);
    return count[0];
  }

  /// All commands of the setup, in order, issued one after the other before the first order: a
  /// ledger that has to forget ids refuses what was issued before those it forgot.
  void setup(Consumer<StockCommand> sink) {
    var shape = orders.shape();
    long count = 1L + shape.locations() + shape.skus() * (1L + shape.locations());
    long atMs = beginMs - count / ISSUED_PER_MS;
    sink.accept(new StockCommand.OpenPool(setupCause("pool", atMs), pool));
    for (int place = 0; place < shape.locations(); place++) {
      var id = location(place);
      sink.accept(
          new StockCommand.DefineLocation(
              setupCause("location/" + place, atMs), pool, id, "Warehouse " + place, "DE", place));
    }
    int issued = 0;
    for (int sku = 0; sku < shape.skus(); sku++) {
      var name = sku(sku);
      var cause = setupCause("item/" + sku, atMs + issued++ / ISSUED_PER_MS);
      sink.accept(new StockCommand.DefineItem(cause, pool, name, name));
      for (int place = 0; place < shape.locations(); place++) {
        if (orders.stock(sku, place) > 0) {
          sink.accept(opening(sku, place, atMs + issued++ / ISSUED_PER_MS));
        }
      }
    }
  }

  private StockCommand opening(int sku, int place, long atMs) {
    var reference = sku + "/" + place;
    return new StockCommand.ReceiveStock(
        setupCause("receipt/" + reference, atMs),
        pool,
        location(place),
        sku(sku),
        orders.stock(sku, place),
        StockStatus.SELLABLE,
        ReferenceType.RECEIPT,
        "opening/" + reference,
        "",
        beginMs);
  }

  StockCommand.ReserveStock order(int command) {
    int id = orders.id(command);
    var orderId = id(id, 1);
    long issuedAtMs = beginMs + 1 + (long) (id / perMs);
    List<StockCommand.Line> lines = new ArrayList<>(orders.lines(command));
    for (int line = 0; line < orders.lines(command); line++) {
      lines.add(
          new StockCommand.Line(
              Integer.toString(line + 1),
              sku(orders.sku(command, line)),
              orders.quantity(command, line)));
    }
    return new StockCommand.ReserveStock(
        new Cause(id(id, 2), orderId, ACTOR, issuedAtMs),
        pool,
        id(id, 3),
        orderId,
        "web",
        1,
        "DE",
        "ship-complete",
        issuedAtMs + holdMs,
        lines);
  }

  /// The command as a record of `inventory.commands`.
  ProducerRecord<byte[], byte[]> record(String topic, int partition, StockCommand command) {
    byte[] key = pool.getBytes(UTF_8);
    if (!json) {
      return new ProducerRecord<>(topic, partition, key, bytes.write(command));
    }
    byte[] value = Json.write(CommandJson.payload(command)).getBytes(UTF_8);
    var record = new ProducerRecord<>(topic, partition, key, value);
    var cause = command.cause();
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", cause.messageId());
    header(record, "ce_source", "/onhand/order");
    header(record, "ce_type", CommandJson.type(command));
    header(record, "ce_subject", command.id());
    header(record, "ce_time", java.time.Instant.ofEpochMilli(cause.issuedAtMs()).toString());
    header(record, "ce_correlationid", cause.correlationId());
    header(record, "ce_actor", cause.actor());
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  private Cause setupCause(String id, long atMs) {
    return new Cause(pool + "/setup/" + id, pool + "/setup", "system:bench", atMs);
  }

  static String sku(int number) {
    return "SKU-" + (1_000_000 + number);
  }

  static String location(int number) {
    return "WH-" + (char) ('A' + number % 26) + number / 26;
  }

  /// 12 bits of the shop, 36 of the order's running number, the rest a hash: as the order service
  /// makes them.
  private String id(int order, int kind) {
    long hash = SplitMix.mix(orders.shape().seed() * 31 + order * 4L + kind);
    long low = SplitMix.mix(hash ^ pool.hashCode());
    long number = (firstNumber + order & 0xF_FFFF_FFFFL) << 16;
    long high = SHOP << 52 | number | 0x8000L | hash & 0xFFFL;
    return new UUID(high, low >>> 2 | 0x8000000000000000L).toString();
  }
}
