package dev.onhand.inventory.partition;

import dev.onhand.inventory.codec.Frame;
import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.ledger.StockLedger;
import dev.onhand.inventory.publish.AvailabilityPublisher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Follows the log of one partition with a second shard, a moment behind it, and publishes what can
/// be promised of the items that changed: all that changed in a tick, once. Takes the snapshots
/// too, which hold nothing that is not published, so that whoever goes on from one forgets nothing.
/// The loop never waits for any of this.
///
/// The group's offset says up to where everything is published; nothing begins there. After a
/// failure the state is made anew from a snapshot, and what changed behind that is published again.
final class AvailabilityFollower implements Follower {
  private static final Logger LOG = Logger.getLogger(AvailabilityFollower.class);
  private static final String GROUP = "inventory-availability";
  private static final Duration TICK = Duration.ofMillis(40);
  private static final Duration TICK_MAX = Duration.ofMillis(200);

  /// How many times as long as publishing took a tick lasts: where much changes, it is told less
  /// often, and of several changes of an item only the last.
  private static final int TICK_FACTOR = 8;

  private static final Duration GATHERING = Duration.ofMillis(20);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// The loop first decides what has waited: both want the processor.
  private static final Duration HEAD_START = Duration.ofSeconds(2);

  /// For how long writing a part of a snapshot stops a tick.
  private static final Duration SNAPSHOT_SLICE = Duration.ofMillis(5);

  /// After so many entries were read to make the state, a snapshot is due at once.
  private static final long LONG_TAIL = 100_000;

  private final int partition;
  private final LedgerRecovery recovery;
  private final Supplier<PartitionLog> logs;
  private final SnapshotTaker snapshots;
  private final KafkaSettings kafka;
  private final TopicPartition log;
  private final AvailabilityPublisher publisher;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private PartitionShard shard;
  private long committed;
  private long tickNs = TICK.toNanos();

  /// @param recovery makes the first state
  /// @param logs opens the log for that
  /// @param log to follow from there on
  AvailabilityFollower(
      int partition,
      LedgerRecovery recovery,
      Supplier<PartitionLog> logs,
      SnapshotStore store,
      KafkaSettings kafka,
      TopicPartition log,
      KafkaProducer<byte[], byte[]> producer) {
    this.partition = partition;
    this.recovery = recovery;
    this.logs = logs;
    snapshots = new SnapshotTaker(partition, store, true, SNAPSHOT_SLICE);
    this.kafka = kafka;
    this.log = log;
    publisher = new AvailabilityPublisher(producer);
    thread = Thread.ofPlatform().name("stock-availability-" + partition).daemon().start(this::run);
  }

  private void run() {
    if (isClosing(HEAD_START)) {
      return;
    }
    try {
      follow();
    } finally {
      snapshots.abandon();
    }
  }

  private void follow() {
    while (!isClosing(Duration.ZERO)) {
      try (var reader = kafka.follower(GROUP, GATHERING)) {
        begin();
        reader.assign(List.of(log));
        reader.seek(log, shard.nextLogOffset());
        while (!isClosing(Duration.ZERO)) {
          turn(reader);
        }
      } catch (RuntimeException e) {
        if (closing.getCount() > 0) {
          LOG.errorf(e, "availability of partition %d failed and begins anew", partition);
        }
      }
      if (isClosing(PAUSE)) {
        return;
      }
    }
  }

  /// Nothing is published before the state is as new as the log: channels would be told old news.
  private void begin() {
    committed = -1;
    try (var whole = logs.get()) {
      shard =
          recovery.rebuild(
              whole,
              new Witness() {
                @Override
                public void begins(Map<String, StockLedger> ledgers) {
                  publisher.begin(ledgers);
                }

                @Override
                public void sees(Frame frame) {
                  publisher.sees(frame);
                }
              });
    }
    snapshots.follow(shard, shard.entriesSinceSnapshot() > LONG_TAIL);
  }

  /// What arrives in a tick, then one round of publishing.
  private void turn(KafkaConsumer<byte[], byte[]> reader) {
    long endNs = System.nanoTime() + tickNs;
    for (long leftNs = tickNs; leftNs > 0; leftNs = endNs - System.nanoTime()) {
      for (var record : reader.poll(Duration.ofNanos(leftNs))) {
        Frame frame = FrameReader.read(record.value());
        publisher.sees(frame);
        shard.replay(frame, record.offset() + 1);
      }
    }
    long behind = shard.nextLogOffset();
    long beganNs = System.nanoTime();
    boolean all = publisher.publish(behind, System.currentTimeMillis());
    long tookNs = System.nanoTime() - beganNs;
    tickNs = Math.clamp(TICK_FACTOR * tookNs, TICK.toNanos(), TICK_MAX.toNanos());
    if (all && behind != committed) {
      reader.commitAsync(Map.of(log, new OffsetAndMetadata(behind)), null);
      committed = behind;
    }
    snapshots.turn(all);
  }

  private boolean isClosing(Duration wait) {
    try {
      return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
  }
}
