package dev.onhand.platform.work;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.event.StreamType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

/// One SQL transaction: streams are loaded once and kept, decisions are made in memory, and
/// everything they cause is written in a few set-based statements when it ends. Not thread-safe.
public interface Work {
  /// Loads the stream, decides and evolves it. A refusal leaves everything as it was.
  <C, S, E> Decision<E> handle(StreamType<C, S, E> type, String id, C command);

  /// The stream's state, with what this transaction has added.
  <C, S, E> S state(StreamType<C, S, E> type, String id);

  /// True when the stream has at least one event.
  <C, S, E> boolean exists(StreamType<C, S, E> type, String id);

  /// Loads many streams with one statement, so that [#handle] need not ask for each.
  void preload(Collection<StreamRef> streams);

  /// Carries out an effect that has no event of its own (master data kept in plain tables).
  void effect(Effect effect);

  /// Tells messages that wait for `kind/id` that it is there. A stream's first event does it by
  /// itself.
  void arrived(String kind, String id);

  /// The transaction's own object of this class, made when it is first asked for.
  <P extends Part> P part(Class<P> type, Function<Work, P> make);

  /// What a service keeps for one transaction: rows that it has loaded for many messages at once,
  /// and rows to write together before the events.
  interface Part {
    /// Called once, before the commit.
    default void write(Connection connection) throws SQLException {}
  }

  /// For tables of the service, in the same transaction. Throw `WaitsFor` before writing to it.
  Connection connection();

  Cause cause();

  /// The time of this transaction: commands take their time from here.
  Instant now();

  /// A new UUIDv7, for commands that need an id.
  UUID newId();
}
