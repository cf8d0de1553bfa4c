package dev.onhand.inventory.history;

import dev.onhand.inventory.worker.Worker;
import dev.onhand.platform.work.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes the worker that adds movements up.
final class ClosingWorker {
  @Produces
  @Singleton
  Worker closing(Transactions transactions) {
    return Worker.givingWay("stock-closing", () -> new Closing(transactions));
  }
}
