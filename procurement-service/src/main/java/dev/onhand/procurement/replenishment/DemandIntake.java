package dev.onhand.procurement.replenishment;

import dev.onhand.platform.message.Envelope;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Backoff;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.SqlFailure;
import dev.onhand.platform.work.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Reads what was shipped and what is available, in batches: one transaction and a few set-based
/// statements each, however many movements there were. The position in each partition is stored
/// with the sums, so a movement counts once even when it is delivered twice. A message that cannot
/// be read is logged and left out: these are statistics, and the books do not depend on them.
@ApplicationScoped
public class DemandIntake {
  private static final Logger LOG = Logger.getLogger(DemandIntake.class);
  private static final String SHIPMENT = "SHIPMENT";
  static final String ALL_CHANNELS = "*";

  private final Transactions transactions;
  private volatile boolean stopping;

  DemandIntake(Transactions transactions) {
    this.transactions = transactions;
  }

  /// Read from `inventory.StockMoved.v1`; shipped quantities are negative.
  record StockMoved(String pool, String sku, String kind, long quantity, Instant occurredAt) {
    StockMoved {
      Require.text("pool", pool);
      Require.text("sku", sku);
      Require.text("kind", kind);
      Require.present("occurredAt", occurredAt);
    }
  }

  /// Read from `inventory.AvailabilityChanged.v1`.
  record AvailabilityChanged(
      String pool, String channel, String sku, long available, Instant asOf) {
    AvailabilityChanged {
      Require.text("pool", pool);
      Require.text("channel", channel);
      Require.text("sku", sku);
      Require.present("asOf", asOf);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  @Incoming("demand")
  @Blocking
  public void take(ConsumerRecords<byte[], byte[]> records) {
    var cause = new Cause("topic:inventory.movements", "demand", "demand", Instant.now());
    for (int attempt = 1; ; attempt++) {
      try {
        transactions.run(
            cause,
            work -> {
              var batch = new DemandBatch(work.connection());
              batch.loadPositions(records.partitions());
              for (var message : records) add(message, batch);
              batch.write();
              return null;
            });
        return;
      } catch (RuntimeException e) {
        if (stopping || SqlFailure.of(e) != SqlFailure.RETRY) throw e;
        LOG.warnf("demand is not stored, trying again: %s", e.getMessage());
        Backoff.pause(attempt);
      }
    }
  }

  private static void add(ConsumerRecord<byte[], byte[]> message, DemandBatch batch) {
    if (!batch.advance(message) || message.value() == null) return;
    try {
      var envelope = Envelope.read(Envelope.headers(message), message.value());
      switch (envelope.type()) {
        case "inventory.StockMoved.v1" -> {
          var moved = Json.read(envelope.data(), StockMoved.class);
          if (moved.kind().equals(SHIPMENT)) {
            var day = moved.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate();
            batch.shipped(moved.pool(), moved.sku(), day, -moved.quantity());
          }
        }
        case "inventory.AvailabilityChanged.v1" -> {
          var changed = Json.read(envelope.data(), AvailabilityChanged.class);
          if (changed.channel().equals(ALL_CHANNELS)) {
            batch.available(changed.pool(), changed.sku(), changed.available(), changed.asOf());
          }
        }
        default -> {}
      }
    } catch (InvalidMessage e) {
      LOG.warnf(
          "%s/%d@%d is left out of demand: %s",
          message.topic(), message.partition(), message.offset(), e.getMessage());
    }
  }
}
