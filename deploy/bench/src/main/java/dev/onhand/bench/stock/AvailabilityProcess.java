package dev.onhand.bench.stock;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;

/// Main class of the watcher: how old what a message of availability tells of is when it arrives.
final class AvailabilityProcess {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long HIGHEST_US = 600_000_000;
  private static final int DIGITS = 3;
  private static final double WARM_SHARE = 0.25;
  private static final long AFTER_MS = 2_000;

  private AvailabilityProcess() {}

  /// @param arguments bootstrap servers, where to begin in the topic, when the load began (ms), its
  ///     seconds
  static void main(String[] arguments) throws IOException {
    long beginMs = Long.parseLong(arguments[2]);
    long endMs = beginMs + Long.parseLong(arguments[3]) * 1_000;
    long warmMs = beginMs + (long) ((endMs - beginMs) * WARM_SHARE);
    var histogram = new Histogram(HIGHEST_US, DIGITS);
    var mapper = new ObjectMapper();
    var topic = new TopicPartition(Topics.AVAILABILITY, 0);
    try (var reader = new KafkaSettings(arguments[0]).reader()) {
      reader.assign(List.of(topic));
      reader.seek(topic, Long.parseLong(arguments[1]));
      while (System.currentTimeMillis() < endMs + AFTER_MS) {
        var records = reader.poll(POLL);
        long nowMs = System.currentTimeMillis();
        for (var record : records) {
          var asOf = Instant.parse(mapper.readTree(record.value()).path("asOf").asText());
          if (nowMs > warmMs && nowMs < endMs) {
            long us = (nowMs - asOf.toEpochMilli()) * 1_000;
            histogram.recordValue(Math.clamp(us, 1, HIGHEST_US));
          }
        }
      }
    }
    System.out.printf(
        "%s%d %d %d %d%n",
        LatencyProcess.RESULT,
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
    Subject.report();
  }
}
