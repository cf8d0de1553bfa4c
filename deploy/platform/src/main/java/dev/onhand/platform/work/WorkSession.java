package dev.onhand.platform.work;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.onhand.platform.event.Current;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.EventStore;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.event.StreamType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// The one implementation of [Work]. Streams and effects are gathered in memory; [#flush] hands
/// them to [WorkFlush]. After the commit, [#remember] keeps the new states in the cache.
public final class WorkSession implements Work {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final Connection connection;
  private final StreamCache cache;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final Map<String, Fetched> fetched = new HashMap<>();
  private final Map<String, Loaded<?, ?, ?>> loaded = new LinkedHashMap<>();
  private final List<Occurred<?>> occurred = new ArrayList<>();
  private final Set<String> arrivals = new LinkedHashSet<>();
  private final Map<Class<?>, Part> parts = new LinkedHashMap<>();
  private Cause cause;

  /// A stream as this transaction sees it.
  static final class Loaded<C, S, E> {
    final StreamType<C, S, E> type;
    final String id;
    final boolean isNew;
    long version;
    S state;
    boolean changed;

    Loaded(StreamType<C, S, E> type, String id, long version, S state) {
      this.type = type;
      this.id = id;
      this.isNew = version == 0;
      this.version = version;
      this.state = state;
    }
  }

  /// What the cache knew of a stream, and the events after it.
  private record Fetched(StreamCache.Known known, List<EventStore.Row> newer) {}

  /// An event to append with what it causes; or effects alone (`recorded` is null).
  record Occurred<E>(
      Recorded<E> recorded, String typeName, UUID id, Cause cause, List<Effect> effects) {}

  WorkSession(Connection connection, StreamCache cache, Cause cause) {
    this.connection = connection;
    this.cache = cache;
    this.cause = cause;
  }

  /// The cause of what is handled from now on.
  public void because(Cause next) {
    cause = next;
  }

  /// How much has been gathered: equal before and after a handler that decided nothing.
  public int size() {
    return occurred.size();
  }

  /// Takes the streams and keys that arrived since the last call, as `kind/id`.
  public Set<String> takeArrivals() {
    var taken = Set.copyOf(arrivals);
    arrivals.clear();
    return taken;
  }

  @Override
  public <C, S, E> Decision<E> handle(StreamType<C, S, E> type, String id, C command) {
    var stream = load(type, id);
    var decision = type.decide().apply(command, stream.state);
    for (var event : decision.eventsOrNone()) append(stream, event);
    return decision;
  }

  private <C, S, E> void append(Loaded<C, S, E> stream, E event) {
    stream.version++;
    stream.state = stream.type.evolve().apply(stream.state, event);
    stream.changed = true;
    var ref = StreamRef.of(stream.type, stream.id);
    var recorded =
        new Recorded<>(
            newId(),
            ref,
            stream.version,
            event,
            cause.occurredAt(),
            cause.actor(),
            cause.correlationId(),
            cause.causationId());
    var effects = stream.type.react().apply(recorded, stream.state);
    var name = stream.type.types().nameOf(event);
    occurred.add(new Occurred<>(recorded, name, recorded.id(), cause, effects));
    if (stream.version == 1) arrivals.add(ref.toString());
  }

  @Override
  public <C, S, E> S state(StreamType<C, S, E> type, String id) {
    return load(type, id).state;
  }

  @Override
  public <C, S, E> boolean exists(StreamType<C, S, E> type, String id) {
    return load(type, id).version > 0;
  }

  @Override
  public void preload(Collection<StreamRef> streams) {
    var versions = new HashMap<String, Long>();
    for (var ref : streams) {
      var name = ref.toString();
      if (loaded.containsKey(name) || fetched.containsKey(name)) continue;
      var known = cache.get(name);
      fetched.put(name, new Fetched(known, new ArrayList<>()));
      versions.put(name, known == null ? 0 : known.version());
    }
    try {
      for (var row : EventStore.after(connection, versions)) {
        fetched.get(row.stream()).newer().add(row);
      }
    } catch (SQLException e) {
      throw new FailedStatement(e);
    }
  }

  @SuppressWarnings("unchecked")
  private <C, S, E> Loaded<C, S, E> load(StreamType<C, S, E> type, String id) {
    var ref = StreamRef.of(type, id);
    var name = ref.toString();
    var known = loaded.get(name);
    if (known != null) return (Loaded<C, S, E>) known;
    preload(List.of(ref));
    var from = fetched.remove(name);
    long version = from.known() == null ? 0 : from.known().version();
    S state = from.known() == null ? type.initial() : (S) from.known().state();
    for (var row : from.newer()) {
      state = type.evolve().apply(state, type.types().read(row.type(), row.data()));
      version = row.version();
    }
    var stream = new Loaded<>(type, id, version, state);
    loaded.put(name, stream);
    return stream;
  }

  @Override
  public void effect(Effect effect) {
    occurred.add(new Occurred<>(null, null, newId(), cause, List.of(effect)));
  }

  @Override
  public void arrived(String kind, String id) {
    arrivals.add(new StreamRef(kind, id).toString());
  }

  @Override
  public <P extends Part> P part(Class<P> type, Function<Work, P> make) {
    return type.cast(parts.computeIfAbsent(type, _ -> make.apply(this)));
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public Cause cause() {
    return cause;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public UUID newId() {
    return IDS.generate();
  }

  /// Writes everything gathered. Called once, before the commit.
  void flush(String service, String eventsTopic) throws SQLException {
    for (var part : parts.values()) part.write(connection);
    if (occurred.isEmpty()) return;
    new WorkFlush(connection, service, eventsTopic, now).write(occurred);
    var byType = new LinkedHashMap<StreamType<?, ?, ?>, List<Current<?>>>();
    for (var stream : loaded.values()) {
      if (stream.changed) {
        byType
            .computeIfAbsent(stream.type, _ -> new ArrayList<>())
            .add(new Current<>(stream.id, stream.version, stream.state, now, stream.isNew));
      }
    }
    for (var changed : byType.entrySet()) project(changed.getKey(), changed.getValue());
  }

  @SuppressWarnings("unchecked")
  private <C, S, E> void project(StreamType<C, S, E> type, List<Current<?>> changed)
      throws SQLException {
    type.projection().save(connection, (List<Current<S>>) (List<?>) changed);
  }

  /// Keeps the committed states. Called after the commit.
  void remember() {
    loaded.forEach((name, stream) -> cache.put(name, stream.version, stream.state));
  }
}
