package dev.onhand.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A warehouse that picks, packs and ships the moment it is asked to. It goes on where the world
/// outside stopped listening, and leaves nothing that the next would answer again.
final class BenchWarehouse implements AutoCloseable {
  private static final String REQUESTS = "warehouse.requests";
  private static final Duration LISTEN = Duration.ofMillis(50);
  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final Thread thread = Thread.ofPlatform().name("bench-warehouse").unstarted(this::run);
  private volatile boolean closing;
  private volatile long shipped;

  BenchWarehouse(Settings settings) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", settings.kafka(), "acks", "all", "linger.ms", 5),
            new StringSerializer(),
            new StringSerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                settings.kafka(),
                "isolation.level",
                "read_committed",
                "group.id",
                World.GROUP,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false),
            new StringDeserializer(),
            new StringDeserializer());
    var partitions =
        consumer.partitionsFor(REQUESTS).stream()
            .map(p -> new org.apache.kafka.common.TopicPartition(REQUESTS, p.partition()))
            .toList();
    consumer.assign(partitions);
  }

  void start() {
    thread.start();
  }

  /// Ship confirmations sent.
  long shipped() {
    return shipped;
  }

  /// Publishes what a party outside says, as CloudEvents in binary mode.
  void publish(String topic, String subject, String type, ObjectNode payload) {
    var message = new ProducerRecord<>(topic, subject, payload.toString());
    var headers =
        Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            UUID.randomUUID().toString(),
            "ce_source",
            "/outside/bench",
            "ce_type",
            type,
            "ce_subject",
            subject,
            "ce_time",
            Instant.now().toString(),
            "content-type",
            "application/json");
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(message);
  }

  private void run() {
    while (!closing) {
      for (var message : consumer.poll(LISTEN)) hear(message);
    }
    consumer.commitSync();
    consumer.close();
  }

  private void hear(ConsumerRecord<String, String> message) {
    var type = message.headers().lastHeader("ce_type");
    var asked = "fulfillment.PickRequested.v1";
    if (type == null || !asked.equals(new String(type.value(), StandardCharsets.UTF_8))) return;
    try {
      ship(Http.JSON.readTree(message.value()));
    } catch (IOException e) {
      throw new UncheckedIOException("a pick request cannot be read", e);
    }
  }

  private void ship(JsonNode request) {
    var id = request.path("fulfillmentOrderId").asText();
    var now = Instant.now().toString();
    say("PickConfirmed", id, request, List.of("locationId"), "pickedAt", now, fields -> {});
    var packed = Http.JSON.createObjectNode().put("fulfillmentOrderId", id).put("packedAt", now);
    packed.putArray("packages").addObject().put("packageId", "P-" + id).put("weightGrams", 500);
    publish("warehouse.events", id, "warehouse.PackConfirmed.v1", packed);
    say(
        "ShipConfirmed",
        id,
        request,
        List.of(),
        "shippedAt",
        now,
        fields -> fields.put("carrier", "dhl").put("trackingNumber", "BENCH-" + id));
    shipped++;
  }

  private void say(
      String name,
      String id,
      JsonNode request,
      List<String> copied,
      String timeField,
      String now,
      java.util.function.Consumer<ObjectNode> more) {
    var fact = Http.JSON.createObjectNode().put("fulfillmentOrderId", id).put(timeField, now);
    for (var field : copied) fact.set(field, request.path(field));
    fact.set("lines", request.path("lines"));
    more.accept(fact);
    publish("warehouse.events", id, "warehouse." + name + ".v1", fact);
  }

  @Override
  public void close() {
    closing = true;
    try {
      if (thread.isAlive()) thread.join(END_WITHIN);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    producer.close(END_WITHIN);
  }
}
