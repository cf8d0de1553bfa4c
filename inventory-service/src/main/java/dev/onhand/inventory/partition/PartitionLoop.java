package dev.onhand.inventory.partition;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.worker.Task;
import dev.onhand.platform.message.Envelope;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Poll, decide, append, commit: for each partition the group gives to this loop. All that came
/// of one poll is one transaction per partition (group commit).
///
/// A failed append drops the partition's state and rebuilds it from the log. A command that makes
/// the decider fail (a bug) does so too, once; when its turn comes again it becomes a dead
/// letter, so that it cannot hold up those behind it. Whatever else fails ends the loop, and its
/// worker begins a new one.
final class PartitionLoop implements Task, ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(PartitionLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaSettings kafka;
  private final LoopTopics topics;
  private final LedgerLimits limits;
  private final SnapshotStore snapshots;
  private final SnapshotWriter snapshotWriter;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Integer, Owned> owned = new HashMap<>();
  private final int partitions;

  /// A partition in our hands.
  private static final class Owned {
    final int partition;
    PartitionLog log;
    PartitionShard shard;
    long committedOffset;
    long snapshotNs = System.nanoTime();
    long suspectOffset = -1;
    String suspicion;

    Owned(int partition) {
      this.partition = partition;
    }
  }

  /// @param partitions of both topics
  PartitionLoop(
      KafkaSettings kafka,
      LoopTopics topics,
      int partitions,
      LedgerLimits limits,
      SnapshotStore snapshots) {
    this.kafka = kafka;
    this.topics = topics;
    this.partitions = partitions;
    this.limits = limits;
    this.snapshots = snapshots;
    snapshotWriter = new SnapshotWriter(snapshots);
    // Where to begin is what the log says; commands that are gone are a loss nobody may overlook.
    consumer = kafka.groupConsumer(topics.group(), "none");
    consumer.subscribe(List.of(topics.commands()), this);
  }

  @Override
  public void turn() {
    var received = consumer.poll(POLL);
    for (TopicPartition partition : received.partitions()) {
      Owned ours = owned.get(partition.partition());
      if (ours != null) {
        decide(ours, received.records(partition));
      }
    }
    for (Owned ours : owned.values()) {
      append(ours);
    }
  }

  private void decide(Owned ours, List<ConsumerRecord<byte[], byte[]>> commands) {
    long clockMs = System.currentTimeMillis();
    for (ConsumerRecord<byte[], byte[]> command : commands) {
      CommandRecord record = record(command);
      if (record.offset() == ours.suspectOffset) {
        ours.shard.refuse(record, "DECIDER_FAILED", ours.suspicion);
        continue;
      }
      try {
        ours.shard.decide(record, clockMs);
      } catch (RuntimeException e) {
        LOG.errorf(e, "command %d of partition %d", record.offset(), ours.partition);
        ours.suspectOffset = record.offset();
        ours.suspicion = e.toString();
        recover(ours);
        return;
      }
    }
  }

  private void append(Owned ours) {
    ours.shard.tick(System.currentTimeMillis());
    Tail tail = ours.shard.tail();
    if (tail == null) {
      commitRepeats(ours);
      return;
    }
    try {
      ours.shard.appended(ours.log.append(tail));
    } catch (AppendFailed.Fenced e) {
      throw e;
    } catch (AppendFailed e) {
      LOG.warnf(e, "partition %d is rebuilt", ours.partition);
      recover(ours);
      return;
    }
    ours.committedOffset = ours.shard.nextCommandOffset();
    ours.snapshotNs = snapshotWriter.takeIfDue(ours.partition, ours.shard, ours.snapshotNs);
  }

  /// Commands that led to nothing new leave nothing in the log; only those who watch the lag need
  /// to know that they are done.
  private void commitRepeats(Owned ours) {
    long done = ours.shard.nextCommandOffset();
    if (ours.committedOffset != done) {
      consumer.commitAsync(
          Map.of(topics.commands(ours.partition), new OffsetAndMetadata(done)), null);
      ours.committedOffset = done;
    }
  }

  private void recover(Owned ours) {
    if (ours.log != null) {
      ours.log.close();
    }
    ours.log = new KafkaPartitionLog(kafka, topics, ours.partition, consumer::groupMetadata);
    ours.shard =
        new LedgerRecovery(
                ours.partition, limits, new PoolPartition(partitions, ours.partition), snapshots)
            .recover(ours.log);
    ours.committedOffset = -1;
    var commands = topics.commands(ours.partition);
    if (ours.shard.nextCommandOffset() == 0) {
      consumer.seekToBeginning(List.of(commands));
    } else {
      consumer.seek(commands, ours.shard.nextCommandOffset());
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    for (TopicPartition partition : assigned) {
      Owned ours = new Owned(partition.partition());
      recover(ours);
      owned.put(partition.partition(), ours);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    for (TopicPartition partition : revoked) {
      Owned ours = owned.remove(partition.partition());
      if (ours != null) {
        ours.log.close();
      }
    }
  }

  private static CommandRecord record(ConsumerRecord<byte[], byte[]> command) {
    return new CommandRecord(
        command.offset(),
        command.timestamp(),
        command.key(),
        Envelope.headers(command),
        command.value());
  }

  @Override
  public void close() {
    owned.values().forEach(ours -> ours.log.close());
    consumer.close();
    snapshotWriter.close();
  }
}
