package dev.onhand.bench.stock;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// How far the commands were when, read from a log after the run: each record says in its head
/// (version, then 8 bytes) up to which command it goes, and bears the broker's time.
///
/// @param frames records from the first order on
/// @param bytes of their values, before compression
record Progress(double commandsPerSecond, double seconds, long frames, long bytes, long upTo) {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int UP_TO_AT = 1;
  private static final double WARM_SHARE = 0.25;

  /// The rate over the commands from `first` to `end`, without the first quarter of them.
  static Progress read(Lab lab, String log, long first, long end) {
    long warm = first + (long) ((end - first) * WARM_SHARE);
    long beganAtMs = 0;
    long beganWith = 0;
    long endedAtMs = 0;
    long upTo = 0;
    long frames = 0;
    long bytes = 0;
    try (KafkaConsumer<byte[], byte[]> reader = lab.kafka().reader()) {
      var partition = new TopicPartition(log, 0);
      reader.assign(List.of(partition));
      reader.seekToBeginning(List.of(partition));
      long logEnd = lab.end(log);
      while (reader.position(partition) < logEnd) {
        for (var record : reader.poll(POLL)) {
          upTo = ByteBuffer.wrap(record.value()).getLong(UP_TO_AT);
          if (upTo > first) {
            frames++;
            bytes += record.value().length;
          }
          if (beganAtMs == 0 && upTo >= warm) {
            beganAtMs = record.timestamp();
            beganWith = upTo;
          }
          endedAtMs = record.timestamp();
        }
      }
    }
    double seconds = (endedAtMs - beganAtMs) / 1e3;
    return new Progress((upTo - beganWith) / seconds, seconds, frames, bytes, upTo);
  }
}
