package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Sends messages to topics and reads what is on them, as a party outside the services would.
///
/// Not for concurrent use. Close it after the test.
public final class Messages implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Collector> collectors = new ArrayList<>();

  private Messages(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// Connected to the shared broker of the tests.
  public static Messages connect() {
    return connect(Infrastructure.start().bootstrapServers());
  }

  /// Connected to any broker.
  public static Messages connect(String bootstrapServers) {
    return new Messages(bootstrapServers);
  }

  /// Sends, in the given order, and returns when the broker has all of them.
  public void send(String topic, TestMessage... messages) {
    try {
      for (var message : messages) {
        producer.send(record(topic, message)).get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("not sent to " + topic, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Reads topics from their beginnings; the topics must exist.
  public Collector collect(String... topics) {
    var collector = new Collector(bootstrapServers, topics);
    collectors.add(collector);
    return collector;
  }

  @Override
  public void close() {
    producer.close();
    collectors.forEach(Collector::close);
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, TestMessage message) {
    var key = message.key() == null ? null : message.key().getBytes(StandardCharsets.UTF_8);
    var sent = new ProducerRecord<>(topic, key, message.value());
    message
        .headers()
        .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return sent;
  }

  static TestMessage message(ConsumerRecord<byte[], byte[]> received) {
    var headers = new LinkedHashMap<String, String>();
    for (var header : received.headers()) {
      var value = header.value();
      headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
    }
    var key = received.key() == null ? null : new String(received.key(), StandardCharsets.UTF_8);
    return new TestMessage(received.topic(), key, headers, received.value());
  }

  /// Remembers everything that was read so far; committed transactions only.
  public static final class Collector implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TestMessage> received = new ArrayList<>();

    private Collector(String bootstrapServers, String... topics) {
      consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      var partitions = new ArrayList<TopicPartition>();
      for (var topic : topics) {
        consumer
            .partitionsFor(topic)
            .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    /// Everything up to the present ends of the topics.
    public List<TestMessage> received() {
      var ends = consumer.endOffsets(consumer.assignment());
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        poll();
        if (System.nanoTime() > deadline) {
          return fail("the end of the topics was not reached in " + PATIENCE);
        }
      }
      return List.copyOf(received);
    }

    /// The first message, old or new, that fits.
    public TestMessage await(String what, Predicate<TestMessage> wanted) {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      int seen = 0;
      while (true) {
        for (; seen < received.size(); seen++) {
          if (wanted.test(received.get(seen))) {
            return received.get(seen);
          }
        }
        if (System.nanoTime() > deadline) {
          return fail("no " + what + " in " + PATIENCE + " among " + received);
        }
        poll();
      }
    }

    /// The first message of a type about a subject.
    public TestMessage await(String type, String subject) {
      return await(
          type + " about " + subject,
          message -> type.equals(message.type()) && subject.equals(message.subject()));
    }

    private void poll() {
      consumer.poll(Duration.ofMillis(100)).forEach(next -> received.add(Messages.message(next)));
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
