package dev.onhand.platform.work;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.EventStore;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.message.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Sends the messages of stored events again, with the ids and sequences they had, after a
/// replication slot was lost. Readers that had them leave them out as duplicates.
public final class Republish {
  /// Events read per transaction.
  public static final int EVENTS_MAX = 500;

  private final Connection connection;
  private final String service;
  private final Map<String, StreamType<?, ?, ?>> types;

  public Republish(Connection connection, String service, Map<String, StreamType<?, ?, ?>> types) {
    this.connection = connection;
    this.service = service;
    this.types = types;
  }

  /// What one step did: messages sent, and the position to go on from (0 at the end).
  public record Step(int messages, long next) {}

  /// Republishes at most [#EVENTS_MAX] events from `position` on.
  public Step step(long position) throws SQLException {
    var events = EventStore.fromPosition(connection, position, EVENTS_MAX);
    if (events.isEmpty()) return new Step(0, 0);
    var wanted = new HashSet<UUID>();
    var streams = new HashMap<String, Long>();
    for (var event : events) {
      wanted.add(event.id());
      streams.put(event.stream(), 0L);
    }
    var byId = new HashMap<UUID, List<Outbox.Outgoing>>();
    var byStream = new HashMap<String, List<EventStore.Row>>();
    for (var row : EventStore.after(connection, streams)) {
      byStream.computeIfAbsent(row.stream(), _ -> new ArrayList<>()).add(row);
    }
    for (var stream : byStream.entrySet()) {
      var kind = stream.getKey().substring(0, stream.getKey().indexOf('/'));
      var type = types.get(kind);
      if (type != null) collect(type, stream.getKey(), stream.getValue(), wanted, byId);
    }
    var rows = new ArrayList<Outbox.Outgoing>();
    for (var event : events) rows.addAll(byId.getOrDefault(event.id(), List.of()));
    Outbox.send(connection, rows);
    return new Step(rows.size(), EventStore.positionOf(connection, events.getLast()) + 1);
  }

  private <C, S, E> void collect(
      StreamType<C, S, E> type,
      String stream,
      List<EventStore.Row> rows,
      Set<UUID> wanted,
      Map<UUID, List<Outbox.Outgoing>> byId) {
    var ref = new StreamRef(type.kind(), stream.substring(type.kind().length() + 1));
    var state = type.initial();
    for (var row : rows) {
      var event = type.types().read(row.type(), row.data());
      state = type.evolve().apply(state, event);
      if (!wanted.contains(row.id())) continue;
      var recorded =
          new Recorded<>(
              row.id(),
              ref,
              row.version(),
              event,
              row.occurredAt(),
              row.actor(),
              row.correlationId(),
              row.causationId());
      byId.put(row.id(), messages(row, type.react().apply(recorded, state)));
    }
  }

  private List<Outbox.Outgoing> messages(EventStore.Row event, List<Effect> effects) {
    var messages = new ArrayList<Outbox.Outgoing>();
    for (var effect : effects) {
      if (!(effect instanceof Effect.Publish message)) continue;
      int ordinal = messages.size();
      if (ordinal >= event.sequences().size()) break; // a newer release publishes more
      messages.add(
          new Outbox.Outgoing(
              WorkFlush.messageId(event.id(), ordinal),
              message.topic(),
              message.key(),
              message.type(),
              "/onhand/" + service,
              message.subject(),
              event.sequences().get(ordinal),
              event.occurredAt().toString(),
              event.correlationId(),
              event.id().toString(),
              event.actor(),
              Json.write(message.payload())));
    }
    return messages;
  }
}
