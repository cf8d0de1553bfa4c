package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
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
      statement.execute(
          """
          create table outbox (
            id uuid primary key, topic text not null, key text not null, type text not null,
            source text not null, subject text not null, sequence text not null,
            time text not null, correlationid text not null, causationid text not null,
            actor text not null, traceparent text,
            content_type text not null default 'application/json',
            specversion text not null default '1.0', payload text not null)\
          """);
    }
  }

  @BeforeEach
  void captured() {
    capture = OutboxCapture.install(INFRASTRUCTURE);
  }

  private void publish(Connection connection, long sequence) throws SQLException {
    try (var insert =
            connection.prepareStatement(
                """
                insert into outbox (id, topic, key, type, source, subject, sequence, time,
                  correlationid, causationid, actor, payload)
                values (gen_random_uuid(), 'testkit.outbox', ?, 'parcel.ParcelSent.v1',
                  '/onhand/parcel', ?, ?, '2026-01-02T03:04:05Z', 'c', 'd', 'mira', '{"grams":5}')
                """);
        var delete = connection.createStatement()) {
      insert.setString(1, subject);
      insert.setString(2, subject);
      insert.setString(3, "" + sequence);
      insert.executeUpdate();
      delete.execute("delete from outbox");
    }
  }

  @Test
  void a_row_that_was_inserted_and_deleted_is_remembered() throws SQLException {
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
      assertEquals(java.util.stream.LongStream.rangeClosed(1, 20).boxed().toList(), sequences);
    }
  }
}
