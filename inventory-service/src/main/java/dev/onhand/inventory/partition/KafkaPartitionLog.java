package dev.onhand.inventory.partition;

import dev.onhand.inventory.codec.Frame;
import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.partition.Tail.DeadLetter;
import dev.onhand.inventory.partition.Tail.PoolFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/// The log of one partition in `inventory.log`. An append is one Kafka transaction: frames, dead
/// letters, replies, and now and then the offset of the commands, for those who watch the lag: the
/// frames say where to go on. A partition's transactions all have the same
/// transactional id, so taking over aborts what a predecessor left open, and fences it.
final class KafkaPartitionLog implements PartitionLog {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FRAMES_AHEAD = 128;
  private static final Duration OFFSETS_EVERY = Duration.ofMillis(250);

  private final KafkaSettings kafka;
  private final TopicPartition commands;
  private final TopicPartition log;
  private final String transactionalId;
  private final Supplier<ConsumerGroupMetadata> group;
  private KafkaProducer<byte[], byte[]> producer;
  private long offsetsSentNs = System.nanoTime() - OFFSETS_EVERY.toNanos();

  /// @param group the membership by which the commands are read; it is checked with each append
  KafkaPartitionLog(
      KafkaSettings kafka,
      LoopTopics topics,
      int partition,
      Supplier<ConsumerGroupMetadata> group) {
    this.kafka = kafka;
    this.group = group;
    commands = topics.commands(partition);
    log = topics.log(partition);
    transactionalId = topics.transactionalId(partition);
  }

  @Override
  public void takeOver() {
    try {
      producer = kafka.transactionalProducer(transactionalId);
      producer.initTransactions();
    } catch (KafkaException e) {
      throw new AppendFailed("cannot take over " + log, e);
    }
  }

  /// A frame that was read, with the offset behind it.
  private record Placed(Frame frame, long nextOffset) {}

  /// Reads to the end of everything that was ever sent, not only to the last stable offset: behind
  /// that, committed frames could hide. Another thread polls and makes sense of the bytes, a little
  /// ahead of the sink.
  @Override
  public long replay(long fromOffset, FrameSink sink) {
    try (var admin = kafka.admin()) {
      long end = Topics.end(admin, log);
      if (fromOffset > end) {
        throw new AppendFailed(log + " ends at " + end + ", before " + fromOffset, null);
      }
      sink.until(end);
      try (var frames =
          new Ahead<Placed>("ledger-replay", FRAMES_AHEAD, to -> read(fromOffset, end, to))) {
        for (Placed next = frames.next(); ; next = frames.next()) {
          if (next.frame() == null) {
            return next.nextOffset();
          }
          sink.accept(next.frame(), next.nextOffset());
        }
      } catch (IOException e) {
        throw new AppendFailed(log + " cannot be read", e);
      }
    }
  }

  /// At the end comes one without a frame, which says where that is.
  private void read(long fromOffset, long end, Ahead.Sink<Placed> to) throws InterruptedException {
    long position = fromOffset;
    try (var reader = kafka.reader()) {
      reader.assign(List.of(log));
      reader.seek(log, fromOffset);
      long lastProgress = System.nanoTime();
      while (position < end) {
        for (ConsumerRecord<byte[], byte[]> frame : reader.poll(POLL)) {
          to.accept(new Placed(FrameReader.read(frame.value()), frame.offset() + 1));
        }
        if (reader.position(log) > position) {
          position = reader.position(log);
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
          throw new AppendFailed(log + " cannot be read from " + position + " to " + end, null);
        }
      }
    }
    to.accept(new Placed(null, position));
  }

  @Override
  public long append(Tail tail) {
    try {
      producer.beginTransaction();
      Future<RecordMetadata> last = null;
      for (PoolFrame frame : tail.frames()) {
        byte[] key = frame.pool().getBytes(StandardCharsets.UTF_8);
        last =
            producer.send(new ProducerRecord<>(log.topic(), log.partition(), key, frame.bytes()));
      }
      for (DeadLetter letter : tail.deadLetters()) {
        producer.send(record(letter));
      }
      for (Reply reply : tail.replies()) {
        producer.send(record(reply));
      }
      if (System.nanoTime() - offsetsSentNs >= OFFSETS_EVERY.toNanos()) {
        // Two more requests and one more partition in the transaction: not in every one.
        producer.sendOffsetsToTransaction(
            Map.of(commands, new OffsetAndMetadata(tail.nextCommandOffset())), group.get());
        offsetsSentNs = System.nanoTime();
      }
      producer.commitTransaction();
      return last.get().offset() + 1;
    } catch (ProducerFencedException
        | InvalidProducerEpochException
        | FencedInstanceIdException e) {
      throw new AppendFailed.Fenced("somebody else writes " + log, e);
    } catch (KafkaException | ExecutionException e) {
      throw new AppendFailed("not appended to " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AppendFailed("interrupted while appending to " + log, e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
    var sent = new ProducerRecord<>(Topics.DEAD_LETTER, letter.key(), letter.value());
    letter.headers().forEach((name, value) -> sent.headers().add(name, bytes(value)));
    sent.headers().add("onhand_topic", bytes(commands.topic()));
    sent.headers().add("onhand_partition", bytes("" + commands.partition()));
    sent.headers().add("onhand_offset", bytes("" + letter.commandOffset()));
    sent.headers().add("onhand_reason", bytes(letter.reason()));
    sent.headers().add("onhand_detail", bytes(letter.detail()));
    return sent;
  }

  private static ProducerRecord<byte[], byte[]> record(Reply reply) {
    var sent = new ProducerRecord<>(Topics.REPLIES, bytes(reply.to()), reply.frame());
    sent.headers().add(Reply.TOKEN, bytes(reply.token()));
    sent.headers().add(Reply.OUTCOME, bytes(reply.outcome()));
    sent.headers().add(Reply.DETAIL, bytes(reply.detail()));
    return sent;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// An open transaction is left to the next owner, or to its time-out: this producer may not know
  /// whether it still has one.
  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
  }
}
