package dev.onhand.local.verify;

import dev.onhand.local.stack.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.common.TopicPartition;

/// Waits until nothing is under way: every replication slot has passed on what was committed, every
/// consumer has read to the ends, and that has brought nothing new.
final class Drain {
  /// One who is behind.
  ///
  /// @param who slot, consumer group or feed
  /// @param behind how much
  /// @param unit bytes or messages
  public record Lag(String who, long behind, String unit) {
    @Override
    public String toString() {
      return "%s (%d %s)".formatted(who, behind, unit);
    }
  }

  private static final Set<String> ALWAYS_MOVING = Set.of("platform.heartbeats");
  private static final String CONNECT = "connect";

  /// The outside parties of the demo: nobody reads for them when it is over.
  private static final String WORLD = "world";

  private static final long ASK_SECONDS = 10;
  private static final Duration SAID_EVERY = Duration.ofSeconds(5);

  private final Endpoints endpoints;
  private final TopicReader reader;
  private final Admin admin;
  private Map<TopicPartition, Long> endsBefore = Map.of();
  private List<Lag> lagging = List.of();
  private String walTarget;

  private Drain(Endpoints endpoints, TopicReader reader, Admin admin) {
    this.endpoints = endpoints;
    this.reader = reader;
    this.admin = admin;
  }

  /// Who is still behind after the patience; empty when all is drained. Says every while who is.
  static List<Lag> await(Endpoints endpoints, Duration patience, Consumer<String> say) {
    try (var reader = new TopicReader(endpoints.bootstrapServers());
        var admin = Admin.create(Map.of("bootstrap.servers", endpoints.bootstrapServers()))) {
      var drain = new Drain(endpoints, reader, admin);
      long deadline = System.nanoTime() + patience.toNanos();
      while (true) {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (!left.isPositive()) {
          return drain.lagging;
        }
        if (Wait.until(left.compareTo(SAID_EVERY) < 0 ? left : SAID_EVERY, drain::isDrained)) {
          return List.of();
        }
        say.accept("  behind: " + drain.lagging);
      }
    }
  }

  /// First everybody has read everything; then the WAL's end of that moment has passed the slots,
  /// which takes seconds; then still nobody has anything new to read.
  private boolean isDrained() {
    var topics = reader.topics();
    topics.removeIf(t -> ALWAYS_MOVING.contains(t) || t.contains(CONNECT));
    var ends = reader.ends(topics);
    lagging = new ArrayList<>(groups(ends));
    lagging.addAll(feed("reporting", "topic, partition, next_offset from feed_position", ends));
    lagging.addAll(
        feed(
            "inventory",
            "'inventory.log', log_partition, next_offset from projection_position",
            ends));
    if (!lagging.isEmpty()) {
      return false;
    }
    if (!ends.equals(endsBefore)) {
      lagging = List.of(new Lag("new messages since the last look", growth(ends), "messages"));
      endsBefore = ends;
      walTarget = null;
      return false;
    }
    lagging = slots();
    return lagging.isEmpty() && reader.ends(topics).equals(ends);
  }

  private long growth(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(e -> e.getValue() - endsBefore.getOrDefault(e.getKey(), 0L))
        .sum();
  }

  /// Slots that have not yet confirmed where the WAL ended when this was first asked.
  private List<Lag> slots() {
    if (walTarget == null) {
      endpoints
          .server()
          .forEach("select pg_current_wal_flush_lsn()", row -> walTarget = row.getString(1));
    }
    var behind = new ArrayList<Lag>();
    endpoints
        .server()
        .forEach(
            """
            select slot_name, active, wal_status,
              greatest(0, pg_wal_lsn_diff('%s', confirmed_flush_lsn))
            from pg_replication_slots where slot_type = 'logical'\
            """
                .formatted(walTarget),
            row -> {
              var name = "slot " + row.getString(1) + (row.getBoolean(2) ? "" : " (inactive)");
              boolean behindOrLost = row.getLong(4) > 0 || "lost".equals(row.getString(3));
              if (behindOrLost && !endpoints.isLeftOut(row.getString(1))) {
                behind.add(new Lag(name, row.getLong(4), "bytes"));
              }
            });
    return behind;
  }

  private List<Lag> groups(Map<TopicPartition, Long> ends) {
    try {
      var asked = new HashMap<String, ListConsumerGroupOffsetsSpec>();
      for (GroupListing group : admin.listGroups().all().get(ASK_SECONDS, TimeUnit.SECONDS)) {
        var id = group.groupId();
        if (!id.contains(CONNECT) && !id.startsWith(WORLD) && !endpoints.isLeftOut(id)) {
          asked.put(id, new ListConsumerGroupOffsetsSpec());
        }
      }
      if (asked.isEmpty()) {
        return List.of();
      }
      var lags = new ArrayList<Lag>();
      admin
          .listConsumerGroupOffsets(asked)
          .all()
          .get(ASK_SECONDS, TimeUnit.SECONDS)
          .forEach(
              (group, offsets) -> {
                var known = new HashMap<TopicPartition, Long>();
                offsets.forEach((p, o) -> known.put(p, o == null ? 0 : o.offset()));
                lag("group " + group, whole(known, ends), ends, lags);
              });
      return lags;
    } catch (ExecutionException | TimeoutException e) {
      throw new AuditException("Kafka does not tell its consumer groups: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException("interrupted", e);
    }
  }

  /// A partition without a committed offset counts from its beginning when the group reads
  /// others of the same topic.
  private static Map<TopicPartition, Long> whole(
      Map<TopicPartition, Long> known, Map<TopicPartition, Long> ends) {
    var all = new HashMap<>(known);
    var topics = known.keySet().stream().map(TopicPartition::topic).toList();
    ends.keySet().stream()
        .filter(p -> topics.contains(p.topic()))
        .forEach(p -> all.putIfAbsent(p, 0L));
    return all;
  }

  /// Whoever keeps positions with the tables that are filled up to them.
  private List<Lag> feed(String service, String columns, Map<TopicPartition, Long> ends) {
    var database = endpoints.databases().get(service);
    var table = columns.substring(columns.lastIndexOf(' ') + 1);
    if (database == null || !database.hasTable(table)) {
      return List.of();
    }
    var positions = new HashMap<TopicPartition, Long>();
    database.forEach(
        "select " + columns,
        row -> positions.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)));
    var lags = new ArrayList<Lag>();
    lag(service + "'s " + table, whole(positions, ends), ends, lags);
    return lags;
  }

  private void lag(
      String who,
      Map<TopicPartition, Long> positions,
      Map<TopicPartition, Long> ends,
      List<Lag> lags) {
    long behind = 0;
    for (var position : positions.entrySet()) {
      var end = ends.get(position.getKey());
      if (end != null && position.getValue() < end) {
        behind += reader.count(position.getKey(), position.getValue(), end);
      }
    }
    if (behind > 0) {
      lags.add(new Lag(who, behind, "messages"));
    }
  }
}
