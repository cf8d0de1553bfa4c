package dev.onhand.bench.stock;

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

  /// @param arguments bootstrap servers, topic, seed, orders per second, seconds, name of the pool
  static void main(String[] arguments) {
    int rate = Integer.parseInt(arguments[3]);
    int orders = Math.multiplyExact(rate, Integer.parseInt(arguments[4]));
    var shape = OrderShape.zipf(Long.parseLong(arguments[2]), orders);
    var stream = OrderStream.of(shape);
    var failed = new AtomicLong();
    try (var producer = Backlog.producer(arguments[0])) {
      long beginMs = System.currentTimeMillis();
      var commands = new CommandStream(stream, arguments[5], false, beginMs, rate / 1_000.0);
      long beginNs = System.nanoTime();
      System.out.println(STARTED + beginMs);
      for (int i = 0; i < orders; ) {
        long due = (System.nanoTime() - beginNs) * rate / 1_000_000_000L;
        if (i >= due) {
          LockSupport.parkNanos(GLANCE_NS);
        }
        for (long end = Math.min(due, i + TOGETHER); i < Math.min(orders, end); i++) {
          send(producer, commands.record(arguments[1], 0, commands.order(i)), failed);
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
