package dev.onhand.bench.stock;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Main class of the load: commands at a fixed rate, each at a time that is fixed beforehand,
/// however far behind the ledger is (open loop). The n-th order is due n / rate after the start.
final class LoadProcess {
  static final String STARTED = "started ";
  private static final long GLANCE_NS = 500_000;
  private static final int TOGETHER = 2_000;

  private LoadProcess() {}

  /// @param arguments bootstrap servers, topic, seed, orders per second, seconds, partitions,
  ///     milliseconds for which an order holds its units
  static void main(String[] arguments) {
    int rate = Integer.parseInt(arguments[3]);
    int orders = Math.multiplyExact(rate, Integer.parseInt(arguments[4]));
    var pools = Pools.of(Integer.parseInt(arguments[5]));
    long holdMs = Long.parseLong(arguments[6]);
    int each = orders / pools.size();
    var streams = new ArrayList<OrderStream>();
    for (int i = 0; i < pools.size(); i++) {
      streams.add(OrderStream.of(OrderShape.zipf(Long.parseLong(arguments[2]) * 31 + i, each)));
    }
    var failed = new AtomicLong();
    try (var producer = Backlog.producer(arguments[0])) {
      long beginMs = System.currentTimeMillis();
      long beginNs = System.nanoTime();
      var commands = new ArrayList<CommandStream>();
      for (int i = 0; i < pools.size(); i++) {
        double perMs = rate / 1_000.0 / pools.size();
        commands.add(
            new CommandStream(streams.get(i), pools.get(i), false, beginMs, perMs, holdMs));
      }
      System.out.println(STARTED + beginMs);
      int all = each * pools.size();
      for (int i = 0; i < all; ) {
        long due = (System.nanoTime() - beginNs) * rate / 1_000_000_000L;
        if (i >= due) {
          LockSupport.parkNanos(GLANCE_NS);
        }
        for (long end = Math.min(due, i + TOGETHER); i < Math.min(all, end); i++) {
          int pool = i % pools.size();
          var stream = commands.get(pool);
          send(producer, stream.record(arguments[1], pool, stream.order(i / pools.size())), failed);
        }
      }
      producer.flush();
    }
    System.out.println("failed " + failed.get());
    Subject.report();
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      ProducerRecord<byte[], byte[]> record,
      AtomicLong failed) {
    producer.send(
        record,
        (_, e) -> {
          if (e != null) {
            failed.incrementAndGet();
          }
        });
  }
}
