package dev.onhand.reporting.feed;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Reads every partition of every topic there is, from the positions in the database. Not for more
/// than one thread. After any exception it is thrown away with its consumer: a new one begins where
/// the database says.
final class FeedLoop {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration LOOK_FOR_TOPICS_EVERY = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> kafka;
  private final ReadModels models;
  private final Projections projections = new Projections();
  private final Barrier barrier = new Barrier();
  private final Map<TopicPartition, Long> stored = new HashMap<>();
  private long lookedForTopicsAtNanos;

  FeedLoop(Consumer<byte[], byte[]> kafka, ReadModels models) {
    this.kafka = kafka;
    this.models = models;
    lookedForTopicsAtNanos = System.nanoTime() - LOOK_FOR_TOPICS_EVERY.toNanos();
  }

  /// One poll; false while there is no topic to read.
  boolean runOnce() throws SQLException, ReadModels.PositionsMoved {
    if (System.nanoTime() - lookedForTopicsAtNanos >= LOOK_FOR_TOPICS_EVERY.toNanos()) {
      lookForTopics();
    }
    if (stored.isEmpty()) return false;
    var records = kafka.poll(POLL);
    var next = steps(records.partitions());
    if (!next.isEmpty()) {
      var batch = Batch.read(records, next, projections);
      models.write(batch);
      next.forEach((partition, step) -> stored.put(partition, step.to()));
      batch.heartbeats().forEach(heartbeat -> barrier.heard(heartbeat.service(), heartbeat.at()));
    }
    advance();
    return true;
  }

  /// Messages still to be read before the heartbeats in hand count.
  long behind() {
    return barrier.behind(kafka::position);
  }

  /// In this order: what a poll returned is written before its heartbeats may count.
  private void advance() throws SQLException, ReadModels.PositionsMoved {
    if (barrier.isWanted()) {
      lookForTopics();
      barrier.stand(domainEnds());
    }
    var counted = barrier.passed(kafka::position);
    if (counted.isPresent()) models.completeThrough(counted.get(), stored);
  }

  private Map<TopicPartition, Long> domainEnds() {
    var domain = new ArrayList<TopicPartition>();
    for (var partition : stored.keySet()) {
      if (!partition.topic().equals(Topics.HEARTBEATS)) domain.add(partition);
    }
    return kafka.endOffsets(domain);
  }

  private Map<TopicPartition, Batch.Step> steps(Set<TopicPartition> partitions) {
    var steps = new HashMap<TopicPartition, Batch.Step>();
    for (var partition : partitions) {
      steps.put(partition, new Batch.Step(stored.get(partition), kafka.position(partition)));
    }
    return steps;
  }

  private void lookForTopics() throws SQLException, ReadModels.PositionsMoved {
    var found = new HashSet<TopicPartition>();
    for (var topic : kafka.listTopics().entrySet()) {
      if (!Topics.isRead(topic.getKey())) continue;
      topic
          .getValue()
          .forEach(info -> found.add(new TopicPartition(info.topic(), info.partition())));
    }
    lookedForTopicsAtNanos = System.nanoTime();
    models.verify(stored);
    found.removeAll(stored.keySet());
    if (!found.isEmpty()) beginReading(found);
  }

  private void beginReading(Set<TopicPartition> found)
      throws SQLException, ReadModels.PositionsMoved {
    var known = models.positions();
    var beginnings = new HashMap<>(kafka.beginningOffsets(found));
    beginnings.keySet().removeAll(known.keySet());
    if (!beginnings.isEmpty()) {
      models.begin(beginnings);
      known = models.positions();
    }
    var assigned = new HashSet<>(kafka.assignment());
    assigned.addAll(found);
    kafka.assign(assigned);
    for (var partition : found) {
      stored.put(partition, known.get(partition));
      kafka.seek(partition, known.get(partition));
    }
  }
}
