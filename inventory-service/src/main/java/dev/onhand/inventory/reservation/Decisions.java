package dev.onhand.inventory.reservation;

import dev.onhand.inventory.partition.Reply;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Finds what the ledger decided about a reservation.
@ApplicationScoped
class Decisions {
  private static final long LOOK_AGAIN_MS = 25;

  private final Transactions transactions;

  Decisions(Transactions transactions) {
    this.transactions = transactions;
  }

  /// A new decision is in the reply. One that was made before is in the projection, or will be in
  /// a moment; then the caller waits for it there, as long as it would.
  CompletionStage<Response> answer(Optional<Reply> reply, Reservation requested, Instant deadline) {
    if (reply.isEmpty()) {
      return CompletableFuture.completedFuture(ReservationAnswers.unknownYet(requested));
    }
    if (!ReservationAnswers.isDecided(reply.get())) {
      return CompletableFuture.completedFuture(ReservationAnswers.refused(reply.get()));
    }
    return ReservationAnswers.reservation(reply.get())
        .<CompletionStage<Response>>map(
            decided -> CompletableFuture.completedFuture(ReservationAnswers.decided(decided)))
        .orElseGet(() -> look(requested, deadline));
  }

  private CompletionStage<Response> look(Reservation requested, Instant deadline) {
    var id = requested.reservationId();
    return CompletableFuture.supplyAsync(() -> projected(id), Thread::startVirtualThread)
        .thenCompose(
            found -> {
              if (found.isPresent()) {
                return CompletableFuture.completedFuture(ReservationAnswers.decided(found.get()));
              }
              if (Instant.now().isAfter(deadline)) {
                return CompletableFuture.completedFuture(ReservationAnswers.unknownYet(requested));
              }
              return later().thenCompose(_ -> look(requested, deadline));
            });
  }

  private Optional<Reservation> projected(String id) {
    var cause = new Cause("system:inventory", id, id, Instant.now());
    return transactions.run(cause, work -> Reservations.decided(work, id));
  }

  private static CompletableFuture<Void> later() {
    Executor inAMoment =
        CompletableFuture.delayedExecutor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS, Runnable::run);
    return CompletableFuture.runAsync(() -> {}, inAMoment);
  }
}
