package dev.onhand.bench.stock;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;

/// Main class of the watcher: how long after its command was due an event is there for a reader of
/// what is committed. A frame says up to which command it goes, so every order counts.
final class LatencyProcess {
  static final String RESULT = "latency ";
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int UP_TO_AT = 1;
  private static final long HIGHEST_US = 600_000_000;
  private static final int DIGITS = 3;
  private static final double WARM_SHARE = 0.25;

  private LatencyProcess() {}

  /// @param arguments bootstrap servers, where to begin in the log, first command, orders per
  ///     second, orders, when the first was due (ms)
  static void main(String[] arguments) {
    long first = Long.parseLong(arguments[2]);
    long rate = Long.parseLong(arguments[3]);
    long orders = Long.parseLong(arguments[4]);
    long beginUs = Long.parseLong(arguments[5]) * 1_000;
    var histogram = new Histogram(HIGHEST_US, DIGITS);
    var log = new TopicPartition(Topics.LOG, 0);
    try (var reader = new KafkaSettings(arguments[0]).reader()) {
      reader.assign(List.of(log));
      reader.seek(log, Long.parseLong(arguments[1]));
      long seen = (long) (orders * WARM_SHARE);
      long done = 0;
      while (done < orders) {
        for (var record : reader.poll(POLL)) {
          done = Math.max(done, ByteBuffer.wrap(record.value()).getLong(UP_TO_AT) - first);
        }
        long nowUs = System.currentTimeMillis() * 1_000;
        for (; seen < Math.min(done, orders); seen++) {
          long dueUs = beginUs + seen * 1_000_000 / rate;
          histogram.recordValue(Math.clamp(nowUs - dueUs, 1, HIGHEST_US));
        }
      }
    }
    System.out.printf(
        "%s%d %d %d %d%n",
        RESULT,
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
    Subject.report();
  }
}
