package dev.onhand.bench.stock;

import dev.onhand.inventory.kafka.KafkaSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Main class of the yardstick: a transactional copy with the production clients that knows
/// nothing of stock. Each command's bytes are copied; in place of what would be decided, frames
/// that the loop wrote are written again, as many for as many commands.
final class CopyProcess {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int FRAMES_KEPT_MAX = 2_000;
  private static final int UP_TO_AT = 1;

  /// A frame and how many commands it stands for.
  private record Frame(byte[] bytes, int commands) {}

  private CopyProcess() {}

  /// @param arguments bootstrap servers, topic of commands, topic of copies, first order, end of
  ///     the commands, log to take frames from
  static void main(String[] arguments) {
    var kafka = new KafkaSettings(arguments[0]);
    long first = Long.parseLong(arguments[3]);
    long end = Long.parseLong(arguments[4]);
    var frames = frames(kafka, arguments[5], first);
    var from = new TopicPartition(arguments[1], 0);
    try (var consumer = kafka.groupConsumer(arguments[2], "none");
        var producer = kafka.transactionalProducer(arguments[2])) {
      consumer.assign(List.of(from));
      consumer.seek(from, first);
      producer.initTransactions();
      var to = new TopicPartition(arguments[2], 0);
      long warm = first + (end - first) / 4;
      copy(consumer, producer, from, to, frames, warm);
      long began = consumer.position(from);
      long beganNs = Subject.threadNs();
      copy(consumer, producer, from, to, frames, end);
      Subject.reportPerCommand((Subject.threadNs() - beganNs) / (double) (end - began));
    }
    Subject.report();
  }

  private static void copy(
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaProducer<byte[], byte[]> producer,
      TopicPartition from,
      TopicPartition to,
      List<Frame> frames,
      long end) {
    byte[] copied = new byte[1 << 20];
    int next = 0;
    int waiting = 0;
    for (long at = consumer.position(from); at < end; ) {
      var commands = consumer.poll(POLL).records(from);
      if (commands.isEmpty()) {
        continue;
      }
      producer.beginTransaction();
      for (var command : commands) {
        System.arraycopy(command.value(), 0, copied, 0, command.value().length);
        at = command.offset() + 1;
        var frame = frames.get(next);
        if (++waiting >= frame.commands()) {
          waiting = 0;
          next = (next + 1) % frames.size();
          producer.send(record(to, frame, at));
        }
      }
      if (at == end && waiting > 0) {
        producer.send(record(to, frames.get(next), at));
      }
      producer.sendOffsetsToTransaction(
          Map.of(from, new OffsetAndMetadata(at)), consumer.groupMetadata());
      producer.commitTransaction();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(TopicPartition to, Frame frame, long upTo) {
    byte[] bytes = frame.bytes().clone();
    ByteBuffer.wrap(bytes).putLong(UP_TO_AT, upTo);
    return new ProducerRecord<>(to.topic(), to.partition(), null, bytes);
  }

  /// Frames of orders, with how many commands each took the loop further.
  private static List<Frame> frames(KafkaSettings kafka, String log, long first) {
    var frames = new ArrayList<Frame>();
    var partition = new TopicPartition(log, 0);
    try (var reader = kafka.reader()) {
      reader.assign(List.of(partition));
      reader.seekToBeginning(List.of(partition));
      long before = 0;
      while (frames.size() < FRAMES_KEPT_MAX) {
        var records = reader.poll(POLL);
        for (var record : records) {
          long upTo = ByteBuffer.wrap(record.value()).getLong(UP_TO_AT);
          if (before > first && upTo > before) {
            frames.add(new Frame(record.value(), (int) (upTo - before)));
          }
          before = upTo;
        }
        if (records.isEmpty() && !frames.isEmpty()) {
          break;
        }
      }
    }
    return frames;
  }
}
