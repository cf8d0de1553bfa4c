package dev.onhand.platform.inbox;

import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.work.Backoff;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.SqlFailure;
import dev.onhand.platform.work.Transactions;
import dev.onhand.platform.work.WorkSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Takes batches of messages from the channel `inbox`, one transaction each.
///
/// * Delivered at least once, effective exactly once: what was received before is left out, in
///   the same transaction.
/// * A passing failure (connection, resources, serialization) is retried in place; nothing
///   behind it is taken meanwhile.
/// * A batch that meets content that cannot be stored, a failing handler, or lost races again and
///   again, is run message by message, so that the culprit alone becomes a dead letter.
/// * The offset moves on only after the commit; a stop in between means a second delivery.
@ApplicationScoped
public class Inbox {
  /// How often a batch is tried as a whole before it is taken message by message.
  static final int BATCH_ATTEMPTS_MAX = 10;

  /// How often a batch that lost a race for a stream is tried as a whole.
  static final int RACES_MAX = 3;

  private static final Logger LOG = Logger.getLogger(Inbox.class);

  private final Transactions transactions;
  private final MeterRegistry metrics;
  private final Declarations declarations = new Declarations();
  private final InboxSettings settings;
  private volatile boolean stopping;

  Inbox(
      Transactions transactions,
      MeterRegistry metrics,
      @Any Instance<MessageHandlers> handlers,
      @ConfigProperty(name = "onhand.inbox.outside-topics") Optional<Set<String>> outside) {
    this.transactions = transactions;
    this.metrics = metrics;
    this.settings = new InboxSettings(outside.orElse(Set.of()));
    for (var handler : handlers) handler.declare(declarations);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  Declarations declarations() {
    return declarations;
  }

  @Incoming("inbox")
  @Blocking
  public void take(ConsumerRecords<byte[], byte[]> records) {
    var messages = new ArrayList<Received>(records.count());
    for (var message : records) messages.add(Received.of(message));
    take(messages);
  }

  void take(List<Received> messages) {
    for (int attempt = 1; attempt <= BATCH_ATTEMPTS_MAX; attempt++) {
      try {
        inTransaction(batch -> batch.run(messages));
        return;
      } catch (RuntimeException e) {
        var failure = SqlFailure.of(e);
        boolean raced = failure == SqlFailure.CONFLICT && attempt < RACES_MAX;
        if (failure != SqlFailure.RETRY && !raced) {
          LOG.debugf(e, "a batch of %d is taken message by message", messages.size());
          break;
        }
        giveWay(attempt, e);
      }
    }
    for (var message : messages) takeOne(message);
  }

  private void takeOne(Received message) {
    for (int attempt = 1; ; attempt++) {
      try {
        inTransaction(batch -> batch.run(List.of(message)));
        return;
      } catch (RuntimeException e) {
        switch (SqlFailure.of(e)) {
          case RETRY, CONFLICT -> giveWay(attempt, e);
          case CONTENT -> {
            refuse(message, "CONTENT_CANNOT_BE_STORED", e);
            return;
          }
          case OTHER -> {
            LOG.errorf(e, "a message of %s cannot be handled", message.topic());
            refuse(message, e instanceof InvalidMessage i ? i.reason() : "HANDLER_FAILED", e);
            return;
          }
        }
      }
    }
  }

  private void refuse(Received message, String reason, RuntimeException failure) {
    for (int attempt = 1; ; attempt++) {
      try {
        inTransaction(batch -> batch.runRefused(message, reason, failure.toString()));
        return;
      } catch (RuntimeException e) {
        giveWay(attempt, e);
      }
    }
  }

  /// Waits, unless the service is stopping: then the batch goes back to the broker unacknowledged.
  private void giveWay(int attempt, RuntimeException failure) {
    if (stopping) throw failure;
    LOG.warnf("attempt %d failed, trying again: %s", attempt, failure.getMessage());
    Backoff.pause(attempt);
  }

  @FunctionalInterface
  interface BatchBody {
    void run(InboxBatch batch) throws java.sql.SQLException;
  }

  /// Runs a body over a batch in one transaction and counts what became of its messages.
  void inTransaction(BatchBody body) {
    var service = new Cause("inbox", "inbox", "inbox", Instant.now());
    var counts =
        transactions.once(
            service,
            work -> {
              var batch = new InboxBatch((WorkSession) work, declarations, settings);
              body.run(batch);
              return batch.counts;
            });
    counts.addTo(metrics);
  }
}
