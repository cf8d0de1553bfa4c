package dev.onhand.inventory.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.StockEvent.ReservationRejected;
import dev.onhand.inventory.ledger.StockEvent.StockReserved;
import dev.onhand.platform.message.Json;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A reservation as it is now, with where its units come from and why.
///
/// @param state `REQUESTED` until the stock ledger's decision is seen here
/// @param allocations units by line and location; null when nothing was promised
/// @param explanation the locations looked at and what became of each
/// @param shortages why nothing was promised
@Schema(description = "A reservation, with where its units come from and why.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reservation(
    String reservationId,
    String pool,
    String orderId,
    @Schema(
            description =
                "REQUESTED, RESERVED, REJECTED, PARTIALLY_SHIPPED, SHIPPED, RELEASED, EXPIRED or"
                    + " BROKEN; REQUESTED until the decision is seen here.")
        String state,
    @Schema(description = "Why it was rejected, released or broken.") String reason,
    String channel,
    Integer priority,
    Instant expiresAt,
    @Schema(description = "By which version of the sourcing rules locations were chosen.")
        Integer ruleVersion,
    @Schema(
            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.ARRAY,
            description = "Units by line and location: lineId, sku, locationId, quantity.")
        JsonNode allocations,
    @Schema(
            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.ARRAY,
            description = "Every location looked at, and what became of it.")
        JsonNode explanation,
    @Schema(
            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.ARRAY,
            description = "The items that were short: sku, requested, available.")
        JsonNode shortages,
    Instant decidedAt,
    Instant changedAt) {

  static final String REQUESTED = "REQUESTED";
  static final String REJECTED = "REJECTED";

  /// Asked for, and not seen decided yet.
  static Reservation requested(String id, String pool, String orderId) {
    return new Reservation(
        id, pool, orderId, REQUESTED, null, null, null, null, null, null, null, null, null, null);
  }

  /// As the ledger decided it just now; empty when the entry decides about no reservation.
  static Optional<Reservation> decided(String pool, LedgerEntry entry) {
    var at = Instant.ofEpochMilli(entry.atMs());
    for (var event : entry.events()) {
      if (event instanceof StockReserved e) return Optional.of(reserved(pool, e, at));
      if (event instanceof ReservationRejected e) return Optional.of(rejected(pool, e, at));
    }
    return Optional.empty();
  }

  private static Reservation reserved(String pool, StockReserved e, Instant at) {
    return new Reservation(
        e.reservationId(),
        pool,
        e.orderId(),
        "RESERVED",
        null,
        e.channel(),
        e.priority(),
        e.expiresAtMs() == 0 ? null : Instant.ofEpochMilli(e.expiresAtMs()),
        e.ruleVersion(),
        Json.mapper().valueToTree(e.allocations()),
        Json.mapper().valueToTree(e.explanation()),
        null,
        at,
        at);
  }

  private static Reservation rejected(String pool, ReservationRejected e, Instant at) {
    return new Reservation(
        e.reservationId(),
        pool,
        e.orderId(),
        REJECTED,
        e.reason().name(),
        null,
        null,
        null,
        null,
        null,
        null,
        Json.mapper().valueToTree(e.shortages()),
        at,
        at);
  }
}
