package dev.onhand.inventory.reservation;

import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/// Forgets what was asked for long ago: a key may be used anew then.
@ApplicationScoped
class OldRequests {
  static final Duration KEPT = Duration.ofDays(90);

  private final Transactions transactions;

  OldRequests(Transactions transactions) {
    this.transactions = transactions;
  }

  @Scheduled(every = "1h", delayed = "1m")
  void forget() {
    transactions.run(
        new Cause("system:inventory", "old-requests", "old-requests", Instant.now()),
        work ->
            Sql.update(
                work.connection(),
                "delete from reservation_request where asked_at < ?",
                work.now().minus(KEPT)));
  }
}
