package dev.onhand.inventory.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.StockEvent.ReservationRejected;
import dev.onhand.inventory.ledger.StockEvent.StockBackordered;
import dev.onhand.inventory.ledger.StockEvent.StockReserved;
import dev.onhand.platform.message.Json;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A reservation as it is now, with where its units come from and why.
///
/// @param state `REQUESTED` until the stock ledger's decision is seen here
/// @param allocations units by line and location; null when nothing was promised
/// @param explanation the locations looked at and what became of each
/// @param shortages why nothing, or not all, was promised
/// @param waiting what is promised when it comes
/// @param shipped what of it has left, as long as some of it has not
/// @param peggedTo the inbound that is to serve it first
@Schema(description = "A reservation, with where its units come from and why.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reservation(
    String reservationId,
    String pool,
    String orderId,
    @Schema(
            description =
                "REQUESTED, RESERVED, BACKORDERED, REJECTED, PARTIALLY_SHIPPED, SHIPPED, RELEASED,"
                    + " EXPIRED or BROKEN; REQUESTED until the decision is seen here.")
        String state,
    @Schema(description = "Why it was rejected, released or broken.") String reason,
    String channel,
    Integer priority,
    Instant expiresAt,
    @Schema(description = "By which version of the sourcing rules locations were chosen.")
        Integer ruleVersion,
    @Schema(
            type = SchemaType.ARRAY,
            description = "Units by line and location: lineId, sku, locationId, lot, quantity.")
        JsonNode allocations,
    @Schema(
            type = SchemaType.ARRAY,
            description = "Every location looked at, and what became of it.")
        JsonNode explanation,
    @Schema(
            type = SchemaType.ARRAY,
            description = "The items that were short: sku, requested, available.")
        JsonNode shortages,
    @Schema(
            type = SchemaType.ARRAY,
            description =
                "What it waits for by line: lineId, sku, quantity, and expectedAt as things stand"
                    + " where that is known.")
        JsonNode waiting,
    @Schema(
            type = SchemaType.ARRAY,
            description = "What of it has left, as long as some of it has not.")
        JsonNode shipped,
    @Schema(description = "The inbound that is to serve it first.") String peggedTo,
    Instant decidedAt,
    Instant changedAt) {

  static final String REQUESTED = "REQUESTED";
  static final String REJECTED = "REJECTED";

  /// Asked for, and not seen decided yet.
  static Reservation requested(String id, String pool, String orderId) {
    return new Reservation(
        id, pool, orderId, REQUESTED, null, null, null, null, null, null, null, null, null, null,
        null, null, null);
  }

  /// As the ledger decided it just now; empty when the entry decides about no reservation.
  static Optional<Reservation> decided(String pool, LedgerEntry entry) {
    var at = Instant.ofEpochMilli(entry.atMs());
    Reservation reservation = null;
    for (var event : entry.events()) {
      if (event instanceof StockReserved e) reservation = reserved(pool, e, at);
      if (event instanceof StockBackordered e) reservation = waiting(pool, e, reservation, at);
      if (event instanceof ReservationRejected e) reservation = rejected(pool, e, at);
      if (reservation != null && !(event instanceof StockReserved)) break;
    }
    return Optional.ofNullable(reservation);
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
        time(e.expiresAtMs()),
        e.ruleVersion(),
        json(e.allocations()),
        json(e.explanation()),
        e.shortages().isEmpty() ? null : json(e.shortages()),
        null,
        null,
        null,
        at,
        at);
  }

  /// @param promised what was promised of it at once; null where nothing was
  private static Reservation waiting(
      String pool, StockBackordered e, Reservation promised, Instant at) {
    return new Reservation(
        e.reservationId(),
        pool,
        e.orderId(),
        "BACKORDERED",
        null,
        e.channel(),
        e.priority(),
        time(e.expiresAtMs()),
        e.ruleVersion(),
        promised == null ? null : promised.allocations(),
        promised == null ? null : promised.explanation(),
        null,
        withDates(json(e.waiting())),
        null,
        null,
        at,
        at);
  }

  private static Instant time(long ms) {
    return ms == 0 ? null : Instant.ofEpochMilli(ms);
  }

  private static JsonNode json(Object value) {
    return withoutEmptyLots(Json.mapper().valueToTree(value));
  }

  /// Units of an item that is not kept by lot name none.
  static JsonNode withoutEmptyLots(JsonNode units) {
    if (units == null) return null;
    for (var unit : units) {
      if (unit instanceof ObjectNode one && one.path("lot").asText().isEmpty()) one.remove("lot");
    }
    return units;
  }

  /// When what is waited for is expected, as an instant, and not at all where nobody knows.
  static JsonNode withDates(JsonNode waiting) {
    if (waiting == null) return null;
    for (var line : waiting) {
      var date = line instanceof ObjectNode one ? one.remove("expectedAtMs") : null;
      if (date != null && date.asLong() != 0) {
        ((ObjectNode) line).put("expectedAt", Instant.ofEpochMilli(date.asLong()).toString());
      }
    }
    return waiting;
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
        e.explanation().isEmpty() ? null : json(e.explanation()),
        json(e.shortages()),
        null,
        null,
        null,
        at,
        at);
  }
}
