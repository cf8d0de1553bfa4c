package dev.onhand.platform.work;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.EventStore;
import dev.onhand.platform.exception.ExceptionQueue;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.message.Outbox;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Writes what a transaction gathered, in a fixed number of statements: events with the sequence
/// numbers of their messages, those messages, timers, exceptions.
final class WorkFlush {
  private final Connection connection;
  private final String service;
  private final String eventsTopic;
  private final Instant now;
  private final String time;

  WorkFlush(Connection connection, String service, String eventsTopic, Instant now) {
    this.connection = connection;
    this.service = service;
    this.eventsTopic = eventsTopic;
    this.now = now;
    this.time = now.toString();
  }

  /// A message to send: which occurrence it belongs to and its place there.
  private record Sent(WorkSession.Occurred<?> by, int ordinal, Effect.Publish message) {}

  void write(List<WorkSession.Occurred<?>> occurred) throws SQLException {
    var sent = new ArrayList<Sent>();
    var timers = new TimerTable(connection);
    var exceptions = new ExceptionQueue(connection, service, eventsTopic);
    for (var by : occurred) {
      int ordinal = 0;
      for (var effect : by.effects()) {
        switch (effect) {
          case Effect.Publish p -> sent.add(new Sent(by, ordinal++, p));
          case Effect.StartTimer t -> timers.start(t);
          case Effect.CancelTimer t -> timers.cancel(t);
          case Effect.RaiseException r -> exceptions.raise(r, now, by.cause().actor());
          case Effect.ResolveException r -> exceptions.resolve(r, now, by.cause().actor());
        }
      }
    }
    timers.write();
    var last = occurred.getLast();
    for (var message : exceptions.write()) {
      sent.add(
          new Sent(
              new WorkSession.Occurred<>(null, null, UUID.randomUUID(), last.cause(), List.of()),
              0,
              message));
    }
    send(occurred, sent);
  }

  private void send(List<WorkSession.Occurred<?>> occurred, List<Sent> sent) throws SQLException {
    var counts = new LinkedHashMap<Outbox.Line, Integer>();
    for (var s : sent) counts.merge(line(s), 1, Integer::sum);
    var next = new HashMap<>(Outbox.nextSequences(connection, counts));
    var sequences = new HashMap<UUID, List<Long>>();
    var rows = new ArrayList<Outbox.Outgoing>(sent.size());
    for (var s : sent) {
      long sequence = next.merge(line(s), 1L, Long::sum) - 1;
      sequences.computeIfAbsent(s.by().id(), _ -> new ArrayList<>()).add(sequence);
      rows.add(row(s, sequence));
    }
    EventStore.append(connection, events(occurred, sequences));
    Outbox.send(connection, rows);
  }

  private static Outbox.Line line(Sent s) {
    return new Outbox.Line(s.message().topic(), s.message().subject());
  }

  private List<EventStore.Row> events(
      List<WorkSession.Occurred<?>> occurred, Map<UUID, List<Long>> sequences) {
    var rows = new ArrayList<EventStore.Row>(occurred.size());
    for (var by : occurred) {
      var event = by.recorded();
      if (event == null) continue;
      rows.add(
          new EventStore.Row(
              event.id(),
              event.stream().toString(),
              event.version(),
              by.typeName(),
              Json.writeWithoutNulls(event.event()),
              event.occurredAt(),
              event.actor(),
              event.correlationId(),
              event.causationId(),
              sequences.getOrDefault(event.id(), List.of())));
    }
    return rows;
  }

  private Outbox.Outgoing row(Sent s, long sequence) {
    var message = s.message();
    var by = s.by();
    return new Outbox.Outgoing(
        messageId(by.id(), s.ordinal()),
        message.topic(),
        message.key(),
        message.type(),
        "/onhand/" + service,
        message.subject(),
        sequence,
        time,
        by.cause().correlationId(),
        by.id().toString(),
        by.cause().actor(),
        Json.write(message.payload()));
  }

  /// A message's id is a function of its event's id, so a message sent again is recognized.
  static UUID messageId(UUID eventId, int ordinal) {
    return UUID.nameUUIDFromBytes((eventId + "/" + ordinal).getBytes(StandardCharsets.UTF_8));
  }
}
