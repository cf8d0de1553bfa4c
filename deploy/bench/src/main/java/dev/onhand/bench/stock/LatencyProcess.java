package dev.onhand.bench.stock;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
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

  /// @param arguments bootstrap servers, where to begin in the log, orders per second. The cue:
  ///     first command, orders, when the first was due (ms)
  static void main(String[] arguments) {
    long rate = Long.parseLong(arguments[2]);
    var histogram = new Histogram(HIGHEST_US, DIGITS);
    var log = new TopicPartition(Topics.LOG, 0);
    var cue = Cue.awaited();
    try (var reader = new KafkaSettings(arguments[0]).reader()) {
      reader.assign(List.of(log));
      reader.seek(log, Long.parseLong(arguments[1]));
      long upTo = poll(reader, 0);
      while (!cue.isDone()) {
        upTo = poll(reader, upTo);
      }
      long first = cue.join()[0];
      long orders = cue.join()[1];
      long beginUs = cue.join()[2] * 1_000;
      for (long seen = (long) (orders * WARM_SHARE); seen < orders; upTo = poll(reader, upTo)) {
        long nowUs = System.currentTimeMillis() * 1_000;
        for (; seen < Math.min(upTo - first, orders); seen++) {
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

  /// Up to which command frames have come.
  private static long poll(KafkaConsumer<byte[], byte[]> reader, long upTo) {
    long done = upTo;
    for (var record : reader.poll(POLL)) {
      done = Math.max(done, ByteBuffer.wrap(record.value()).getLong(UP_TO_AT));
    }
    return done;
  }
}
