package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.platform.message.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxCaptureIT {

  private static final Infrastructure INFRASTRUCTURE =
      Infrastructure.start().withDatabase("outbox_capture");

  private final String subject = UUID.randomUUID().toString();
  private OutboxCapture capture;

  @BeforeAll
  static void anOutboxAsTheMigrationMakesIt() throws SQLException {
    INFRASTRUCTURE.createTopics("testkit.outbox");
    try (var connection = INFRASTRUCTURE.connect();
        var statement = connection.createStatement()) {
      statement.execute("create publication outbox");
    }
  }

  @BeforeEach
  void captured() {
    capture = OutboxCapture.install(INFRASTRUCTURE);
  }

  private void publish(Connection connection, long sequence) throws SQLException {
    Outbox.send(
        connection,
        List.of(
            new Outbox.Outgoing(
                UUID.randomUUID(),
                "testkit.outbox",
                subject,
                "parcel.ParcelSent.v1",
                "/onhand/parcel",
                subject,
                sequence,
                "2026-01-02T03:04:05Z",
                "c",
                "d",
                "mira",
                "{\"grams\":5}")));
  }

  @Test
  void a_message_is_captured_once_it_is_committed() throws SQLException {
    try (var connection = INFRASTRUCTURE.connect()) {
      connection.setAutoCommit(false);
      publish(connection, 1);
      connection.commit();
    }
    var message = capture.awaitOne("parcel.ParcelSent.v1", subject);
    assertEquals("mira", message.headers().get("ce_actor"));
    assertEquals("1.0", message.headers().get("ce_specversion"));
    assertEquals("application/json", message.headers().get("content-type"));
    assertEquals(1, message.sequence());
    assertEquals(5, message.json().path("grams").asInt());
  }

  @Test
  void a_transaction_that_rolled_back_has_published_nothing() throws SQLException {
    try (var connection = INFRASTRUCTURE.connect()) {
      connection.setAutoCommit(false);
      publish(connection, 1);
      connection.rollback();
    }
    assertEquals(0, capture.about(subject).size());
  }

  @Test
  void a_relay_brings_the_messages_to_their_topic_in_order() throws SQLException {
    try (var connection = INFRASTRUCTURE.connect();
        var messages = Messages.connect();
        var _ = OutboxRelay.start(capture)) {
      for (long sequence = 1; sequence <= 20; sequence++) {
        publish(connection, sequence);
      }
      var collector = messages.collect("testkit.outbox");
      var last =
          collector.await("the last of 20", m -> subject.equals(m.subject()) && m.sequence() == 20);
      assertEquals(subject, last.key());
      var sequences =
          collector.received().stream()
              .filter(message -> subject.equals(message.subject()))
              .map(TestMessage::sequence)
              .toList();
      assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), sequences);
    }
  }
}
