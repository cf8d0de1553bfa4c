package dev.onhand.inventory.projection;

import dev.onhand.inventory.codec.FrameReader;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// What several polls of the log brought, and what it changes.
final class Batch {
  private final Changes changes = new Changes();
  private final Map<Integer, Span> read = new TreeMap<>();
  private int entries;

  /// Offsets read of one partition.
  ///
  /// @param next behind the last
  record Span(long first, long next) {}

  void add(ConsumerRecords<byte[], byte[]> frames) {
    for (var partition : frames.partitions()) {
      var records = frames.records(partition);
      for (var record : records) {
        var frame = FrameReader.read(record.value());
        entries += frame.entries().size();
        for (var entry : frame.entries()) {
          for (var event : entry.events()) changes.add(frame.pool(), event, entry.atMs());
        }
      }
      var span = new Span(records.getFirst().offset(), records.getLast().offset() + 1);
      read.merge(partition.partition(), span, (a, b) -> new Span(a.first(), b.next()));
    }
  }

  boolean isEmpty() {
    return read.isEmpty();
  }

  int entries() {
    return entries;
  }

  Changes changes() {
    return changes;
  }

  Map<Integer, Span> read() {
    return read;
  }
}
