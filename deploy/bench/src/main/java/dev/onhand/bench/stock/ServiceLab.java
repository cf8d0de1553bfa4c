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
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// The inventory service as it is packaged, on a PostgreSQL and a broker of the benchmark's own,
/// with stock on its shelves.
final class ServiceLab implements AutoCloseable {
  /// Who follows the log.
  static final String PUBLISHER = "inventory-publisher";

  static final String PROJECTION = "inventory-projection";
  static final String LEDGER = "inventory-ledger";

  static final String POOL = "bench";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Lab lab;
  private final InventoryProcess inventory;
  private final long seed;
  private int loads;

  private ServiceLab(Lab lab, long seed) {
    this.lab = lab;
    this.seed = seed;
    inventory = new InventoryProcess(lab, 0);
  }

  static ServiceLab start(long seed, int skus, Consumer<String> say) {
    var lab =
        Lab.start(List.of(Part.POSTGRES, Part.KAFKA), Map.of("ONHAND_PARTITIONS", "1"), say);
    var service = new ServiceLab(lab, seed);
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
    var shape = OrderShape.zipf(seed, 1).withSkus(skus);
    var stream =
        new CommandStream(OrderStream.of(shape), POOL, false, System.currentTimeMillis() - 1_000);
    var failure = new AtomicReference<Exception>();
    try (var producer = Backlog.producer(lab.bootstrapServers())) {
      stream.setup(
          command ->
              producer.send(
                  stream.record(Topics.COMMANDS, 0, command),
                  (_, e) -> failure.compareAndSet(null, e)));
      producer.flush();
    }
    if (failure.get() != null) {
      throw new KafkaException("the stock was not written", failure.get());
    }
    drain();
    lab.say("stock of %,d items is on its shelves".formatted(skus));
  }

  /// Begins a load beside the caller.
  Load begin(int rate, int seconds) {
    return Load.begin(lab, seed + ++loads, rate, seconds);
  }

  /// Records between where a group is and the end of what it reads.
  long lag(String group) {
    var topic = group.equals(LEDGER) ? Topics.COMMANDS : Topics.LOG;
    var partition = new TopicPartition(topic, 0);
    Map<TopicPartition, OffsetAndMetadata> committed =
        Lab.await(lab.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    var at = committed.get(partition);
    return lab.end(topic) - (at == null ? 0 : at.offset());
  }

  /// Waits until everything is decided, published and projected. A log ends with a transaction's
  /// marker, which nobody reads.
  void drain() {
    boolean drained =
        Wait.until(
            PATIENCE, () -> lag(LEDGER) == 0 && lag(PUBLISHER) <= 2 && lag(PROJECTION) <= 2);
    if (!drained) {
      throw new StackException("the inventory service does not come to rest");
    }
  }

  /// The auditor's verdict on the whole log.
  String verdict() {
    return Verdict.of(lab, Topics.LOG, lab.end(Topics.COMMANDS));
  }

  @Override
  public void close() {
    inventory.close();
    lab.close();
  }
}
