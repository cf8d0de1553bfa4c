package dev.onhand.ledger;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.Work;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// A transaction that never ends, over streams in memory: for running handlers many thousand
/// times. Not for what SQL decides (conflicts, uniqueness, tables): that is for tests on
/// PostgreSQL.
final class MemoryWork implements Work {

  private record Stream(long version, Object state) {}

  private final Map<String, Stream> streams = new LinkedHashMap<>();
  private final List<Recorded<?>> recorded = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Set<String> arrivals = new HashSet<>();
  private long ids;

  /// Every event so far, in order.
  List<Recorded<?>> recorded() {
    return recorded;
  }

  /// Every effect so far, in order.
  List<Effect> effects() {
    return effects;
  }

  /// What has arrived since the last call, as `kind/id`.
  Set<String> takeArrivals() {
    Set<String> taken = Set.copyOf(arrivals);
    arrivals.clear();
    return taken;
  }

  @Override
  public <C, S, E> Decision<E> handle(StreamType<C, S, E> type, String id, C command) {
    Decision<E> decision = type.decide().apply(command, state(type, id));
    for (E event : decision.eventsOrNone()) {
      append(type, StreamRef.of(type, id), event);
    }
    return decision;
  }

  private <C, S, E> void append(StreamType<C, S, E> type, StreamRef ref, E event) {
    long version = version(ref) + 1;
    S state = type.evolve().apply(state(type, ref.id()), event);
    streams.put(ref.toString(), new Stream(version, state));
    Cause cause = cause();
    var entry =
        new Recorded<>(
            newId(),
            ref,
            version,
            event,
            cause.occurredAt(),
            cause.actor(),
            cause.correlationId(),
            cause.causationId());
    recorded.add(entry);
    effects.addAll(type.react().apply(entry, state));
    if (version == 1) {
      arrivals.add(ref.toString());
    }
  }

  private long version(StreamRef ref) {
    Stream known = streams.get(ref.toString());
    return known == null ? 0 : known.version();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <C, S, E> S state(StreamType<C, S, E> type, String id) {
    Stream known = streams.get(StreamRef.of(type, id).toString());
    return known == null ? type.initial() : (S) known.state();
  }

  @Override
  public <C, S, E> boolean exists(StreamType<C, S, E> type, String id) {
    return version(StreamRef.of(type, id)) > 0;
  }

  @Override
  public void preload(Collection<StreamRef> refs) {}

  @Override
  public void effect(Effect effect) {
    effects.add(effect);
  }

  @Override
  public <P extends Part> P part(Class<P> type, Function<Work, P> make) {
    throw new UnsupportedOperationException("nothing tested in memory keeps any");
  }

  @Override
  public void arrived(String kind, String id) {
    arrivals.add(kind + "/" + id);
  }

  @Override
  public Connection connection() {
    throw new UnsupportedOperationException("there is no database here");
  }

  @Override
  public Cause cause() {
    return new Cause("test", "test", "test", now());
  }

  @Override
  public Instant now() {
    return Instant.parse("2026-03-02T12:00:00Z");
  }

  @Override
  public UUID newId() {
    return new UUID(0, ++ids);
  }
}
