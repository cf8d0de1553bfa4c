package dev.onhand.local.stack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The real PostgreSQL, Kafka and Kafka Connect, with one outbox as a service would have it. The
/// steps build on each other: one stack is started, broken and repaired.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackIT {
  private static final List<Part> PARTS = List.of(Part.POSTGRES, Part.KAFKA, Part.CONNECT);
  private static final Duration MESSAGE_WITHIN = Duration.ofSeconds(30);
  private static final String TOPIC = "order.events";

  @TempDir static Path folder;
  private static Settings settings;
  private static Stack stack;

  @BeforeAll
  static void start() throws Exception {
    var environment = new HashMap<String, String>();
    environment.put("ONHAND_HOME", folder.resolve("home").toString());
    environment.put("ONHAND_PORT_BASE", Integer.toString(freeBase()));
    // This home is used once: a cache for the next start would still be made when it is deleted.
    environment.put("ONHAND_AOT", "no");
    var root = Path.of(System.getProperty("onhand.root", "../.."));
    settings = Settings.of(root, environment);
    stack = new Stack(settings, _ -> {});
    stack.up(PARTS);
    createOutbox();
    new Connectors(settings).register(new Postgres(settings), Part.ORDER);
  }

  @AfterAll
  static void stop() {
    stack.down();
  }

  @Test
  @Order(1)
  void what_the_outbox_sends_becomes_a_message_with_its_envelope_in_the_headers() throws Exception {
    var id = insert("order-1", "{\"orderId\": \"order-1\"}");
    var message = await().atMost(MESSAGE_WITHIN).until(() -> find(id), m -> m != null);
    assertEquals("order-1", message.key());
    assertEquals("{\"orderId\": \"order-1\"}", message.value());
    assertEquals("order.OrderReceived.v1", header(message, "ce_type"));
    assertEquals("/onhand/order", header(message, "ce_source"));
    assertEquals("order-1", header(message, "ce_subject"));
    assertEquals("1", header(message, "ce_sequence"));
    assertEquals("1.0", header(message, "ce_specversion"));
    assertEquals("2026-01-05T09:00:00Z", header(message, "ce_time"));
    assertEquals("corr", header(message, "ce_correlationid"));
    assertEquals("cause", header(message, "ce_causationid"));
    assertEquals("tester", header(message, "ce_actor"));
    assertEquals("application/json", header(message, "content-type"));
  }

  @Test
  @Order(2)
  void nothing_is_lost_when_connect_is_killed() throws Exception {
    kill(Part.CONNECT);
    var id = insert("order-2", "{}");
    assertEquals("killed", state(Part.CONNECT));
    stack.up(PARTS);
    await().atMost(MESSAGE_WITHIN).until(() -> find(id) != null);
  }

  @Test
  @Order(3)
  void nothing_is_lost_when_the_broker_is_killed() throws Exception {
    var before = stack.running(Part.CONNECT).orElseThrow();
    kill(Part.KAFKA);
    var id = insert("order-3", "{}");
    stack.up(PARTS);
    await().atMost(MESSAGE_WITHIN).until(() -> find(id) != null);
    assertEquals(before, stack.running(Part.CONNECT).orElseThrow(), "only the dead is restarted");
  }

  @Test
  @Order(4)
  void nothing_committed_is_lost_when_postgres_is_killed() throws Exception {
    var id = insert("order-4", "{}");
    kill(Part.POSTGRES);
    stack.up(PARTS);
    new Connectors(settings).register(new Postgres(settings), Part.ORDER);
    await().atMost(MESSAGE_WITHIN).until(() -> find(id) != null);
  }

  @Test
  @Order(5)
  void a_slot_that_was_made_again_stops_the_connector_instead_of_losing_messages()
      throws Exception {
    kill(Part.CONNECT);
    await().atMost(MESSAGE_WITHIN).until(() -> dropSlot());
    insert("order-5", "{}");
    var refused = assertThrows(StackException.class, () -> stack.up(PARTS));
    assertTrue(refused.getMessage().contains(Part.ORDER.slot()), refused.getMessage());

    createSlot();
    stack.up(PARTS);
    var connectors = new Connectors(settings);
    await().atMost(MESSAGE_WITHIN).until(() -> connectors.state(Part.ORDER).equals("FAILED"));
    assertFalse(StackStatus.of(settings).isUp());
  }

  /// Below the ports that the kernel hands out: a client that knocks at a dead server's port from
  /// one of those may be given the very port and connect to itself.
  static int freeBase() {
    return new Random()
        .ints(20_000, 32_000)
        .filter(base -> IntStream.range(base, base + 14).allMatch(Ports::isFree))
        .findFirst()
        .orElseThrow();
  }

  private static void kill(Part part) {
    var running = stack.running(part).orElseThrow();
    running.signal("KILL");
    assertTrue(running.awaitEnd(Duration.ofSeconds(10)));
  }

  private static String state(Part part) {
    return StackStatus.of(settings).processes().stream()
        .filter(p -> p.name().equals(part.label()))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private static void createOutbox() throws SQLException {
    sql("create publication outbox");
    createSlot();
  }

  private static void createSlot() throws SQLException {
    sql("select pg_create_logical_replication_slot('" + Part.ORDER.slot() + "', 'pgoutput')");
  }

  private static boolean dropSlot() {
    try {
      sql("select pg_drop_replication_slot('" + Part.ORDER.slot() + "')");
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  private static UUID insert(String orderId, String payload) throws SQLException {
    var id = UUID.randomUUID();
    sql(
        """
        select pg_logical_emit_message(true, 'outbox', format(E'%%s\\n%%s', json_build_object(
          'topic', '%s', 'key', '%s', 'ce_id', '%s', 'ce_specversion', '1.0',
          'ce_type', 'order.OrderReceived.v1', 'ce_source', '/onhand/order', 'ce_subject', '%s',
          'ce_sequence', '1', 'ce_time', '2026-01-05T09:00:00Z', 'ce_correlationid', 'corr',
          'ce_causationid', 'cause', 'ce_actor', 'tester', 'content-type', 'application/json'),
          '%s'))
        """
            .formatted(TOPIC, orderId, id, orderId, payload));
    return id;
  }

  private static void sql(String text) throws SQLException {
    var role = Part.ORDER.database();
    var password = Passwords.of(settings).of(role);
    try (var connection = DriverManager.getConnection(settings.jdbcUrl(role), role, password);
        var statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static ConsumerRecord<String, String> find(UUID id) {
    for (var message : all()) {
      if (id.toString().equals(header(message, "ce_id"))) {
        return message;
      }
    }
    return null;
  }

  private static List<ConsumerRecord<String, String>> all() {
    var properties = new Properties();
    properties.putAll(Map.of("bootstrap.servers", settings.kafka()));
    var messages = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(p -> new TopicPartition(TOPIC, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      consumer.poll(Duration.ofSeconds(2)).forEach(messages::add);
    }
    return messages;
  }

  private static String header(ConsumerRecord<String, String> message, String name) {
    var header = message.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
