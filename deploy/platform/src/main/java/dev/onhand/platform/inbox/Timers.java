package dev.onhand.platform.inbox;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.sql.Sql;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.Transactions;
import dev.onhand.platform.work.Work;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// Fires durable timers as commands. Each due timer is handled and deleted in a transaction of
/// its own, its row locked meanwhile, so that one of several instances fires it, once. A timer
/// whose handler fails is tried again later, and after ten times left to a person.
@ApplicationScoped
class Timers {
  static final int FIRED_MAX = 200;
  static final int ATTEMPTS_MAX = 10;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
  private static final Duration PERSON_DUE = Duration.ofHours(4);
  private static final Logger LOG = Logger.getLogger(Timers.class);

  private final Transactions transactions;
  private final Inbox inbox;

  Timers(Transactions transactions, Inbox inbox) {
    this.transactions = transactions;
    this.inbox = inbox;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void fireDue() {
    Housekeeping.unlessAway(
        () -> {
          for (int fired = 0; fired < FIRED_MAX && fireOne(); fired++) {}
        });
  }

  private boolean fireOne() {
    var due = new ArrayList<Timer>(1);
    try {
      return transactions.once(
          cause(), work -> lockDue(work.connection(), due) && fire(due.getFirst(), work));
    } catch (RuntimeException e) {
      if (due.isEmpty()) throw e;
      LOG.errorf(e, "timer %s for %s failed", due.getFirst().name(), due.getFirst().key());
      transactions.run(cause(), work -> postpone(due.getFirst(), e, work));
      return true;
    }
  }

  private static Cause cause() {
    return new Cause("timer", "timer", "timer", Instant.now());
  }

  private static boolean lockDue(java.sql.Connection connection, List<Timer> due)
      throws SQLException {
    var sql =
        "select name, key, due_at, payload from timer where due_at <= now() and attempts < ?"
            + " order by due_at limit 1 for update skip locked";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, ATTEMPTS_MAX);
      try (var result = statement.executeQuery()) {
        if (!result.next()) return false;
        var dueAt = result.getObject(3, OffsetDateTime.class).toInstant();
        due.add(new Timer(result.getString(1), result.getString(2), dueAt, result.getString(4)));
        return true;
      }
    }
  }

  private boolean fire(Timer timer, Work work) throws SQLException {
    // Deleted first: the handler may start the same timer again.
    var sql = "delete from timer where name = ? and key = ?";
    Sql.update(work.connection(), sql, timer.name(), timer.key());
    var handler = inbox.declarations().timer(timer.name());
    if (handler == null) throw new IllegalStateException("no handler for timer " + timer.name());
    handler.handle(timer, work);
    return true;
  }

  private static boolean postpone(Timer timer, RuntimeException failure, Work work)
      throws SQLException {
    var sql =
        "update timer set attempts = attempts + 1, due_at = ? where name = ? and key = ?"
            + " returning attempts";
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setTimestamp(1, Timestamp.from(work.now().plus(RETRY_AFTER)));
      statement.setString(2, timer.name());
      statement.setString(3, timer.key());
      try (var result = statement.executeQuery()) {
        if (result.next() && result.getInt(1) >= ATTEMPTS_MAX) {
          work.effect(
              new Effect.RaiseException(
                  "TIMER_FAILED",
                  timer.name() + "/" + timer.key(),
                  failure.toString(),
                  "operator",
                  work.now().plus(PERSON_DUE),
                  List.of("resolve")));
        }
      }
    }
    return true;
  }
}
