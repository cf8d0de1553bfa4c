package dev.onhand.inventory.adjustment;

import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.inventory.masterdata.Pools;
import dev.onhand.inventory.masterdata.StockCommands;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/// Units that were found or lost, and opening stock (reason `OPENING_BALANCE`). The stock ledger
/// books it a moment later: the answer is 202 with the place to look.
@Path("/adjustments")
public class AdjustmentResource {
  private final Requests requests;

  /// @param quantity signed, in the item's base unit; never 0
  /// @param status of the units; sellable where absent
  public record Adjustment(
      String pool, String locationId, String sku, long quantity, String reason, String status) {
    public Adjustment {
      Require.text("pool", pool);
      Require.text("locationId", locationId);
      Require.text("sku", sku);
      Require.text("reason", reason);
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
          var id = work.newId().toString();
          StockCommands.send(
              work,
              "adjustment/" + id,
              new StockCommand.AdjustStock(
                  StockCommands.BY_HEADERS,
                  given.pool(),
                  given.locationId(),
                  given.sku(),
                  given.quantity(),
                  status,
                  given.reason(),
                  id,
                  work.now().toEpochMilli()));
          return Answer.accepted("/movements?reference=" + id, new Accepted(id));
        });
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
