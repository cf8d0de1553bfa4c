package dev.onhand.inventory.partition;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.inventory.codec.CommandBytes;
import dev.onhand.inventory.codec.Frame;
import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.Commands;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The loop on a real broker: what a second loop, a lost process and a failing decider do to it. It
/// has a group and topics of its own, so that it meets no other loop.
class PartitionLoopIT {
  private static final Infrastructure SERVERS = Infrastructure.start();
  private static final LedgerLimits LIMITS =
      new LedgerLimits(1024, 500, Long.MAX_VALUE, 16, 32, 500);
  private static KafkaSettings kafka;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final InMemorySnapshotStore snapshots = new InMemorySnapshotStore();
  private final List<PartitionLoop> loops = new ArrayList<>();
  private LoopTopics topics;
  private Messages messages;

  @BeforeAll
  static void connect() {
    kafka = new KafkaSettings(SERVERS.bootstrapServers());
  }

  @BeforeEach
  void createTopics() {
    topics = new LoopTopics("commands-" + run, "log-" + run, "loop-" + run, "loop-" + run + "-");
    SERVERS.createTopic(topics.commands(), 1);
    SERVERS.createTopic(topics.log(), 1);
    SERVERS.createTopics(Topics.DEAD_LETTER);
    messages = Messages.connect();
  }

  @AfterEach
  void close() {
    loops.forEach(PartitionLoop::close);
    messages.close();
  }

  private PartitionLoop loop() {
    var loop = new PartitionLoop(kafka, topics, 1, LIMITS, snapshots);
    loops.add(loop);
    return loop;
  }

  private void send(StockCommand command) {
    byte[] value = new CommandBytes().write(command);
    messages.send(topics.commands(), new TestMessage(null, "EU", Map.of(), value));
  }

  private void receive(String id, long quantity) {
    send(
        new StockCommand.ReceiveStock(
            Commands.cause(id),
            "EU",
            "BER",
            "MUG",
            quantity,
            StockStatus.SELLABLE,
            ReferenceType.RECEIPT,
            id,
            "",
            0));
  }

  private List<LedgerEntry> log() {
    try (var collector = messages.collect(topics.log())) {
      return collector.received().stream()
          .map(message -> FrameReader.read(message.value()))
          .map(Frame::entries)
          .flatMap(List::stream)
          .toList();
    }
  }

  private void turnUntil(PartitionLoop loop, int entries) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              loop.turn();
              return log().size() >= entries;
            });
  }

  @Test
  void a_second_loop_goes_on_where_the_first_was_and_decides_nothing_twice() {
    PartitionLoop first = loop();
    receive("r1", 5);
    receive("r2", 5);
    turnUntil(first, 2);
    loops.remove(first);
    first.close();

    receive("r2", 5);
    receive("r3", 1);
    PartitionLoop second = loop();
    turnUntil(second, 3);
    second.turn();
    assertEquals(3, log().size());
  }

  @Test
  void a_loop_that_was_taken_over_cannot_append_any_more() {
    PartitionLoop stale = loop();
    receive("r1", 5);
    turnUntil(stale, 1);

    // Somebody takes the partition over without the group knowing, as after a long pause.
    var usurper =
        new KafkaPartitionLog(kafka, topics, 0, () -> new ConsumerGroupMetadata("nobody"));
    usurper.takeOver();
    receive("r2", 5);
    assertThrows(AppendFailed.Fenced.class, () -> turnUntil(stale, 2));
    assertEquals(1, log().size());
    usurper.close();

    loops.remove(stale);
    stale.close();
    turnUntil(loop(), 2);
    assertEquals(2, log().size());
  }

  @Test
  void a_command_that_breaks_the_decider_becomes_a_dead_letter_and_the_next_is_decided() {
    receive("r1", 5);
    receive("poison", Long.MAX_VALUE); // more than can be added: the invariants do not hold
    receive("r2", 5);
    PartitionLoop loop = loop();
    turnUntil(loop, 2);
    assertEquals(
        List.of("RECEIPT/r1/BER/MUG/sellable", "RECEIPT/r2/BER/MUG/sellable"),
        log().stream().map(LedgerEntry::commandId).toList());
    TestMessage dead =
        messages
            .collect(Topics.DEAD_LETTER)
            .await("dead letter", m -> topics.commands().equals(m.headers().get("onhand_topic")));
    assertEquals("DECIDER_FAILED", dead.headers().get("onhand_reason"));
    assertTrue(dead.headers().get("onhand_detail").contains("LedgerBroken"));
  }
}
