package dev.onhand.bench.stock;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes a whole stream of commands to a topic of one partition, before any clock starts.
final class Backlog {
  private static final int TOLD_EVERY = 1_000_000;

  private Backlog() {}

  /// @return the offset of the first order
  static long write(Lab lab, String topic, CommandStream stream) {
    var failure = new AtomicReference<Exception>();
    try (var producer = producer(lab.bootstrapServers())) {
      var sent = new long[1];
      Consumer<ProducerRecord<byte[], byte[]>> send =
          record -> {
            producer.send(record, (_, e) -> failure.compareAndSet(null, e));
            if (++sent[0] % TOLD_EVERY == 0) {
              lab.say("  %,d commands written to %s".formatted(sent[0], topic));
            }
          };
      stream.setup(command -> send.accept(stream.record(topic, 0, command)));
      for (int i = 0; i < stream.orders().commands(); i++) {
        send.accept(stream.record(topic, 0, stream.order(i)));
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new KafkaException("the backlog was not written", failure.get());
    }
    return stream.setupCommands();
  }

  static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "acks",
            "all",
            "linger.ms",
            5,
            "batch.size",
            256 * 1024,
            "compression.type",
            "lz4",
            "buffer.memory",
            64 << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
