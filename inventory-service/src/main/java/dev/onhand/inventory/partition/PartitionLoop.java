package dev.onhand.inventory.partition;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.worker.Task;
import dev.onhand.platform.message.Envelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Poll, decide, append: for each partition the group gives to this loop. While what was decided is
/// being appended, the next commands are decided; they go into the next append, all in one
/// transaction per partition (group commit).
///
/// Whatever fails and is not dealt with by [OwnedPartition] ends the loop, and its worker begins a
/// new one.
public final class PartitionLoop implements Task, ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(PartitionLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);

  /// While something is under way whose end is to be seen soon.
  private static final Duration GLANCE = Duration.ofMillis(1);

  private final KafkaSettings kafka;
  private final LoopTopics topics;
  private final LedgerLimits limits;
  private final SnapshotStore snapshots;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Integer, OwnedPartition> owned = new HashMap<>();
  private final Map<Integer, Follower> followers = new HashMap<>();
  private final Map<Integer, Long> committed = new HashMap<>();
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> availability;
  private volatile ConsumerGroupMetadata membership;
  private boolean assigned;

  /// A loop whose availability nobody is told.
  ///
  /// @param partitions of both topics
  public PartitionLoop(
      KafkaSettings kafka,
      LoopTopics topics,
      int partitions,
      LedgerLimits limits,
      SnapshotStore snapshots) {
    this(kafka, topics, partitions, limits, snapshots, null);
  }

  /// @param availability takes what channels are told; closed with the loop
  public PartitionLoop(
      KafkaSettings kafka,
      LoopTopics topics,
      int partitions,
      LedgerLimits limits,
      SnapshotStore snapshots,
      KafkaProducer<byte[], byte[]> availability) {
    this.availability = availability;
    this.kafka = kafka;
    this.topics = topics;
    this.partitions = partitions;
    this.limits = limits;
    this.snapshots = snapshots;
    // Where to begin is what the log says; commands that are gone are a loss nobody may overlook.
    consumer = kafka.groupConsumer(topics.group(), "none");
    membership = consumer.groupMetadata();
    consumer.subscribe(List.of(topics.commands()), this);
  }

  /// The first command that is not decided and appended; 0 for a partition that is not ours.
  public long nextCommandOffset(int partition) {
    OwnedPartition ours = owned.get(partition);
    return ours == null ? 0 : ours.appendedUpTo();
  }

  @Override
  public void turn() {
    boolean soon = owned.values().stream().anyMatch(p -> p.isAppending() || p.isRecovering());
    var received = consumer.poll(soon ? GLANCE : POLL);
    membership = consumer.groupMetadata();
    for (TopicPartition partition : received.partitions()) {
      OwnedPartition ours = owned.get(partition.partition());
      if (ours != null && !ours.isRecovering()) {
        ours.decide(records(received.records(partition)), System.currentTimeMillis());
      }
    }
    for (OwnedPartition ours : owned.values()) {
      if (ours.isRecovering()) {
        resume(ours);
      } else {
        ours.advance(System.currentTimeMillis());
        commitRepeats(ours);
      }
    }
  }

  /// Until it decides what the group gave to it.
  @Override
  public boolean isUrgent() {
    return !assigned || owned.values().stream().anyMatch(OwnedPartition::isSettling);
  }

  private static List<CommandRecord> records(List<ConsumerRecord<byte[], byte[]>> received) {
    List<CommandRecord> commands = new ArrayList<>(received.size());
    for (ConsumerRecord<byte[], byte[]> command : received) {
      commands.add(
          new CommandRecord(
              command.offset(),
              command.timestamp(),
              command.key(),
              command.headers().iterator().hasNext() ? Envelope.headers(command) : Map.of(),
              command.value()));
    }
    return commands;
  }

  /// Goes on where the log says, once the state is there; no commands are fetched until then.
  private void resume(OwnedPartition ours) {
    var commands = List.of(topics.commands(ours.partition()));
    long next = ours.recovered();
    if (next < 0) {
      consumer.pause(commands);
      return;
    }
    if (next == 0) {
      consumer.seekToBeginning(commands);
    } else {
      consumer.seek(commands.getFirst(), next);
    }
    consumer.resume(commands);
    // Not before: to recover is the first thing to do with the processor.
    followers.computeIfAbsent(ours.partition(), this::follower);
  }

  /// Commands that led to nothing new leave nothing in the log; only those who watch the lag need
  /// to know that they are done.
  private void commitRepeats(OwnedPartition ours) {
    if (ours.isAppending()) {
      committed.remove(ours.partition());
      return;
    }
    long done = ours.appendedUpTo();
    if (!ours.isRecovering() && !Long.valueOf(done).equals(committed.get(ours.partition()))) {
      consumer.commitAsync(
          Map.of(topics.commands(ours.partition()), new OffsetAndMetadata(done)), null);
      committed.put(ours.partition(), done);
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> given) {
    LOG.infof("assigned: %s", given);
    assigned = true;
    consumer.pause(given);
    for (TopicPartition partition : given) {
      // Any place will do until the log says which.
      consumer.seek(partition, 0);
      int number = partition.partition();
      owned.put(number, new OwnedPartition(number, recovery(number), logs(number), snapshots));
    }
  }

  private LedgerRecovery recovery(int number) {
    return new LedgerRecovery(number, limits, new PoolPartition(partitions, number), snapshots);
  }

  private Supplier<PartitionLog> logs(int number) {
    return () -> new KafkaPartitionLog(kafka, topics, number, () -> membership);
  }

  private Follower follower(int number) {
    return availability == null
        ? new SnapshotFollower(number, recovery(number), logs(number), snapshots)
        : new AvailabilityFollower(
            number,
            recovery(number),
            logs(number),
            snapshots,
            kafka,
            topics.log(number),
            availability);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    for (TopicPartition partition : revoked) {
      OwnedPartition ours = owned.remove(partition.partition());
      if (ours != null) {
        ours.close();
        closeFollower(partition.partition());
      }
    }
  }

  private void closeFollower(int number) {
    Follower follower = followers.remove(number);
    if (follower != null) {
      follower.close();
    }
  }

  @Override
  public void close() {
    owned.values().forEach(OwnedPartition::close);
    followers.values().forEach(Follower::close);
    if (availability != null) {
      availability.close(Duration.ZERO);
    }
    consumer.close();
  }
}
