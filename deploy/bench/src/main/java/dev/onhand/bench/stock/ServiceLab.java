package dev.onhand.bench.stock;

import dev.onhand.inventory.kafka.Topics;
import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// The inventory service as it is packaged, on a PostgreSQL and a broker of the benchmark's own,
/// with stock on its shelves.
final class ServiceLab implements AutoCloseable {
  /// Who follows the log.
  static final String PUBLISHER = "inventory-publisher";

  static final String PROJECTION = "inventory-projection";
  static final String LEDGER = "inventory-ledger";

  private static final int LEARN_SECONDS = 15;
  private static final long HOLD_MS = 24 * 3_600_000;
  /// What a log may end with that nobody reads.
  private static final int MARKERS = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Lab lab;
  private final InventoryProcess inventory;
  private final int partitions;
  private final long seed;
  private int loads;

  private ServiceLab(Lab lab, int partitions, long seed) {
    this.lab = lab;
    this.partitions = partitions;
    this.seed = seed;
    inventory = new InventoryProcess(lab, 0);
  }

  static ServiceLab start(long seed, int skus, Consumer<String> say) {
    return start(seed, skus, 1, say);
  }

  static ServiceLab start(long seed, int skus, int partitions, Consumer<String> say) {
    var lab =
        Lab.start(
            List.of(Part.POSTGRES, Part.KAFKA), Map.of("ONHAND_PARTITIONS", "" + partitions), say);
    var service = new ServiceLab(lab, partitions, seed);
    try {
      service.inventory.start().awaitReady();
      say.accept("the inventory service is ready");
      service.stock(skus);
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
    return service;
  }

  Lab lab() {
    return lab;
  }

  InventoryProcess inventory() {
    return inventory;
  }

  private void stock(int skus) {
    var orders = OrderStream.of(OrderShape.zipf(seed, 1).withSkus(skus));
    var failure = new AtomicReference<Exception>();
    try (var producer = Backlog.producer(lab.bootstrapServers())) {
      var pools = Pools.of(partitions);
      for (int partition = 0; partition < partitions; partition++) {
        int at = partition;
        long beginMs = System.currentTimeMillis() - 1_000;
        var stream = new CommandStream(orders, pools.get(partition), false, beginMs);
        stream.setup(
            command ->
                producer.send(
                    stream.record(Topics.COMMANDS, at, command),
                    (_, e) -> failure.compareAndSet(null, e)));
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new KafkaException("the stock was not written", failure.get());
    }
    drain();
    lab.say("stock of %,d items is on its shelves".formatted(skus));
  }

  /// From here on the service starts as the platform's launcher starts it: with the ahead-of-time
  /// cache of a run that began with open reservations and went on under load.
  void learn(int rate) {
    try (var load = begin(rate, LEARN_SECONDS)) {
      load.await();
    }
    drain();
    inventory.close();
    inventory.startLearning().awaitReady();
    try (var load = begin(rate, LEARN_SECONDS)) {
      load.await();
    }
    drain();
    inventory.teach();
    inventory.start().awaitReady();
    lab.say("the inventory service has learned what it needs at its start");
  }

  /// Begins a load beside the caller.
  Load begin(int rate, int seconds) {
    return begin(rate, seconds, HOLD_MS);
  }

  /// @param holdMs how long an order holds its units
  Load begin(int rate, int seconds, long holdMs) {
    return Load.begin(lab, seed + ++loads, rate, seconds, partitions, holdMs);
  }

  /// Commands written so far.
  long commands() {
    return lab.ends(Topics.COMMANDS, partitions);
  }

  /// Records between where a group is and the end of what it reads.
  long lag(String group) {
    var topic = group.equals(LEDGER) ? Topics.COMMANDS : Topics.LOG;
    var committed =
        Lab.await(lab.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    long lag = 0;
    for (int number = 0; number < partitions; number++) {
      var partition = new TopicPartition(topic, number);
      var at = committed.get(partition);
      lag += Topics.end(lab.admin(), partition) - (at == null ? 0 : at.offset());
    }
    return lag;
  }

  private boolean hasReadLog(String group) {
    return lag(group) <= MARKERS * partitions;
  }

  /// Waits until everything is decided, published and projected. A log ends with a transaction's
  /// marker, which nobody reads.
  void drain() {
    boolean drained =
        Wait.until(PATIENCE, () -> lag(LEDGER) == 0 && lag(PUBLISHER) <= 2 && lag(PROJECTION) <= 2);
    if (!drained) {
      throw new StackException("the inventory service does not come to rest");
    }
  }

  /// Waits until all commands are decided.
  void awaitDecided() {
    if (!Wait.until(PATIENCE, () -> lag(LEDGER) == 0)) {
      throw new StackException("the stock ledger does not come to rest");
    }
  }

  /// The auditor's verdict on the whole log: every command is to be there once.
  String verdict() {
    return Verdict.of(lab, Topics.LOG, commands());
  }

  @Override
  public void close() {
    inventory.close();
    lab.close();
  }
}
