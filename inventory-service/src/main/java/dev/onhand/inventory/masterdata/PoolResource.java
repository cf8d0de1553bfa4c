package dev.onhand.inventory.masterdata;

import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Timestamp;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Opens stock pools: the items and locations that may be promised together.
@Path("/pools/{pool}")
@Tag(name = "Pools", description = "Items and locations that may be promised together.")
public class PoolResource {
  private final Requests requests;

  public record Pool(String pool, Instant openedAt) {}

  PoolResource(Requests requests) {
    this.requests = requests;
  }

  /// Opening an open pool changes nothing.
  @PUT
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Operation(
      summary = "Open a stock pool",
      description =
          "From now on its reservations are decided. Opening an open pool changes nothing.")
  public Pool open(@PathParam("pool") String pool) {
    Names.check("pool", pool);
    return requests.run(
        work -> {
          var sql = "insert into pool (pool, opened_at) values (?, ?) on conflict do nothing";
          try (var statement = work.connection().prepareStatement(sql)) {
            statement.setString(1, pool);
            statement.setTimestamp(2, Timestamp.from(work.now()));
            if (statement.executeUpdate() == 1) {
              StockCommands.send(
                  work, "pool/" + pool, new StockCommand.OpenPool(StockCommands.BY_HEADERS, pool));
            }
          }
          var query = "select opened_at from pool where pool = ?";
          try (var statement = work.connection().prepareStatement(query)) {
            statement.setString(1, pool);
            try (var result = statement.executeQuery()) {
              if (!result.next()) throw Problems.unknown("pool", pool);
              return new Pool(pool, result.getTimestamp(1).toInstant());
            }
          }
        });
  }
}
