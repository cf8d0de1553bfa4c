package dev.onhand.platform.inbox;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.SqlFailure;
import dev.onhand.platform.work.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// What runs on the clock beside the timers: the heartbeat that keeps the replication slot moving
/// and tells readers how far the data is complete; a second try for parked messages whose
/// dependency arrived in another transaction; and the end of what is kept for a limited time.
@ApplicationScoped
class Housekeeping {
  private static final Logger LOG = Logger.getLogger(Housekeeping.class);
  static final Duration PARKED_TOLD_AFTER = Duration.ofMinutes(15);
  static final String HEARTBEATS = "platform.heartbeats";

  private static final String OLD_ENTRIES =
      """
      with a as (delete from inbox where received_at < now() - interval '90 days'),
           b as (delete from idempotency where created_at < now() - interval '7 days')
      delete from dead_letter
        where status <> 'OPEN' and closed_at < now() - interval '90 days'
      """;

  private final Transactions transactions;
  private final Inbox inbox;
  private final String service;
  private final boolean heartbeat;

  record Heartbeat(String service, Instant at) {}

  Housekeeping(
      Transactions transactions,
      Inbox inbox,
      @ConfigProperty(name = "onhand.service") String service,
      @ConfigProperty(name = "onhand.heartbeat", defaultValue = "true") boolean heartbeat) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.service = service;
    this.heartbeat = heartbeat;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void beat() {
    if (!heartbeat) return;
    unlessAway(
        () ->
            transactions.once(
                new Cause("system:" + service, "heartbeat", "heartbeat", Instant.now()),
                work -> {
                  work.effect(
                      new Effect.Publish(
                          HEARTBEATS,
                          service,
                          "heartbeat/" + service,
                          service + ".Heartbeat.v1",
                          new Heartbeat(service, work.now())));
                  return null;
                }));
  }

  /// What runs every second runs again in a second: a database that is away, or a row that another
  /// instance has, is told by health and metrics, not by a stack trace each time.
  static void unlessAway(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      var failure = SqlFailure.of(e);
      if (failure != SqlFailure.CONFLICT && failure != SqlFailure.RETRY) throw e;
      LOG.debugf("tried again later: %s", e.getMessage());
    }
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void resumeParked() {
    unlessAway(
        () -> {
          var head = new long[1];
          do {
            inbox.inTransaction(batch -> head[0] = batch.resumeNext(head[0]));
          } while (head[0] > 0);
        });
  }

  /// A message parked for long waits for something that may never come: a person is told, once.
  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tellOfLongParked() {
    transactions.run(
        new Cause("system:" + service, "housekeeping", "housekeeping", Instant.now()),
        work -> {
          for (var waiting : ParkingLot.waitingSince(work.connection(), PARKED_TOLD_AFTER)) {
            work.effect(waiting.raise(work.now()));
          }
          for (var kept : ParkingLot.resumedSince(work.connection())) {
            work.effect(new Effect.ResolveException(ParkingLot.WAITS, kept, "it arrived"));
          }
          return null;
        });
  }

  @Scheduled(every = "1h", delayed = "1m")
  void removeOldEntries() {
    transactions.run(
        new Cause("system:" + service, "housekeeping", "housekeeping", Instant.now()),
        work -> {
          try (var statement = work.connection().createStatement()) {
            return statement.executeUpdate(OLD_ENTRIES);
          }
        });
  }
}
