package dev.onhand.inventory.adjustment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.inventory.masterdata.Pools;
import dev.onhand.inventory.masterdata.Quantities;
import dev.onhand.inventory.masterdata.StockCommands;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Units that were found or lost, and opening stock (reason `OPENING_BALANCE`). The stock ledger
/// books it a moment later: the answer is 202 with the place to look.
@Path("/adjustments")
@Tag(name = "Stock")
public class AdjustmentResource {
  private final Requests requests;

  /// @param quantity signed; never 0
  /// @param unit of the quantity; the item's base unit where absent
  /// @param lot of the units; must be there for an item that is kept by lot
  /// @param status of the units; sellable where absent
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Adjustment(
      String pool,
      String locationId,
      String sku,
      @Schema(description = "Signed; never 0.") long quantity,
      @Schema(description = "One of the item's units; its base unit where absent.") String unit,
      @Schema(description = "Must be there for an item that is kept by lot.") String lot,
      @Schema(description = "OPENING_BALANCE for opening stock, or another word.") String reason,
      @Schema(description = "sellable (default), quarantine or damaged.") String status) {
    public Adjustment {
      Require.text("pool", pool);
      Require.text("locationId", locationId);
      Require.text("sku", sku);
      Require.text("reason", reason);
      if (lot != null) Require.text("lot", lot);
      if (quantity == 0) {
        throw new InvalidMessage("SCHEMA_VIOLATION", "quantity", "send a number other than 0");
      }
    }
  }

  public record Accepted(String adjustmentId) {}

  AdjustmentResource(Requests requests) {
    this.requests = requests;
  }

  @POST
  @RolesAllowed({Roles.WAREHOUSE, Roles.ADMIN})
  @Operation(
      summary = "Book units that were found or lost",
      description =
          "Booked a moment later: the Location shows it. With an Idempotency-Key the same again"
              + " books nothing more.")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same in every repeat; 1 to 200 characters.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "202",
      description = "Will be booked; see the Location.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Accepted.class)))
  @APIResponse(responseCode = "404", description = "There is no such location.")
  @APIResponse(responseCode = "422", description = "The key was used for another request.")
  public Response adjust(Adjustment given) {
    var status = status(given.status());
    return requests.post(
        given,
        work -> {
          var pool = Pools.ofLocation(work, given.locationId());
          if (pool.isEmpty()) throw Problems.unknown("location", given.locationId());
          if (!pool.get().equals(given.pool())) {
            throw Problems.invalid("pool", given.locationId() + " is in pool " + pool.get());
          }
          long quantity = Quantities.toBase(work, "", given.sku(), given.quantity(), given.unit());
          if (given.lot() == null && isKeptByLot(work, given.sku())) {
            throw Problems.invalid("lot", given.sku() + " is kept by lot: name it");
          }
          var id = work.newId().toString();
          StockCommands.send(
              work,
              "adjustment/" + id,
              new StockCommand.AdjustStock(
                  StockCommands.BY_HEADERS,
                  given.pool(),
                  given.locationId(),
                  given.sku(),
                  quantity,
                  status,
                  given.reason(),
                  id,
                  work.now().toEpochMilli(),
                  given.lot() == null ? "" : given.lot()));
          return Answer.accepted("/movements?reference=" + id, new Accepted(id));
        });
  }

  private static boolean isKeptByLot(Work work, String sku) throws SQLException {
    return Sql.first(
            work.connection(),
            "select lot_controlled from item where sku = ?",
            row -> row.getBoolean(1),
            sku)
        .orElse(false);
  }

  private static StockStatus status(String word) {
    if (word == null) return StockStatus.SELLABLE;
    try {
      return StockStatus.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problems.invalid("status", "send sellable, quarantine or damaged");
    }
  }
}
