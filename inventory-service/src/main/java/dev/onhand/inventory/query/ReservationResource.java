package dev.onhand.inventory.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Json;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// A reservation, with where its units come from and why.
@Path("/reservations/{id}")
public class ReservationResource {
  private final Requests requests;

  /// @param allocations units by line and location; null when nothing was promised
  /// @param explanation the locations looked at and what became of each
  /// @param shortages why nothing was promised
  public record Reservation(
      String reservationId,
      String pool,
      String orderId,
      String state,
      String reason,
      Integer ruleVersion,
      JsonNode allocations,
      JsonNode explanation,
      JsonNode shortages,
      Instant decidedAt,
      Instant changedAt) {}

  ReservationResource(Requests requests) {
    this.requests = requests;
  }

  @GET
  @RolesAllowed({
    Roles.PLANNER,
    Roles.WAREHOUSE,
    Roles.ORDER_CLERK,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Reservation get(@PathParam("id") String id) {
    var sql =
        """
        select reservation_id, pool, order_id, state, reason, rule_version, allocations,
               explanation, shortages, decided_at, changed_at
        from stock_reservation where reservation_id = ? order by changed_at desc limit 1
        """;
    return requests.run(
        work -> {
          try (var statement = work.connection().prepareStatement(sql)) {
            statement.setString(1, id);
            try (var result = statement.executeQuery()) {
              if (!result.next()) throw Problems.unknown("reservation", id);
              return row(result);
            }
          }
        });
  }

  private static Reservation row(ResultSet result) throws SQLException {
    return new Reservation(
        result.getString(1),
        result.getString(2),
        result.getString(3),
        result.getString(4),
        result.getString(5),
        result.getObject(6, Integer.class),
        json(result.getString(7)),
        json(result.getString(8)),
        json(result.getString(9)),
        result.getObject(10, OffsetDateTime.class).toInstant(),
        result.getObject(11, OffsetDateTime.class).toInstant());
  }

  private static JsonNode json(String stored) {
    try {
      return stored == null ? null : Json.mapper().readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON cannot be read", e);
    }
  }
}
