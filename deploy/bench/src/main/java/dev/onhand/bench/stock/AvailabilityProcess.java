package dev.onhand.bench.stock;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
  private static final byte[] AS_OF = "\"asOf\":\"".getBytes(StandardCharsets.ISO_8859_1);

  private AvailabilityProcess() {}

  /// @param arguments bootstrap servers, where to begin in the topic, the load's seconds. The cue:
  ///     when the load began (ms)
  static void main(String[] arguments) {
    long loadMs = Long.parseLong(arguments[2]) * 1_000;
    var histogram = new Histogram(HIGHEST_US, DIGITS);
    var topic = new TopicPartition(Topics.AVAILABILITY, 0);
    var cue = Cue.awaited();
    try (var reader = new KafkaSettings(arguments[0]).reader()) {
      reader.assign(List.of(topic));
      reader.seek(topic, Long.parseLong(arguments[1]));
      long endMs = Long.MAX_VALUE;
      long warmMs = Long.MAX_VALUE;
      while (endMs == Long.MAX_VALUE || System.currentTimeMillis() < endMs + AFTER_MS) {
        if (endMs == Long.MAX_VALUE && cue.isDone()) {
          long beginMs = cue.join()[0];
          endMs = beginMs + loadMs;
          warmMs = beginMs + (long) (loadMs * WARM_SHARE);
        }
        var records = reader.poll(POLL);
        long nowMs = System.currentTimeMillis();
        for (var record : records) {
          if (nowMs > warmMs && nowMs < endMs && record.value() != null) {
            long us = (nowMs - asOf(record.value()).toEpochMilli()) * 1_000;
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

  /// Looked for in the bytes: a watcher that parses tens of thousands of messages a second would
  /// take the processor from what it watches.
  private static Instant asOf(byte[] message) {
    for (int at = 0; at + AS_OF.length < message.length; at++) {
      if (Arrays.equals(message, at, at + AS_OF.length, AS_OF, 0, AS_OF.length)) {
        int from = at + AS_OF.length;
        int end = from;
        while (message[end] != '"') {
          end++;
        }
        return Instant.parse(new String(message, from, end - from, StandardCharsets.ISO_8859_1));
      }
    }
    throw new IllegalArgumentException("a message of availability without asOf");
  }
}
