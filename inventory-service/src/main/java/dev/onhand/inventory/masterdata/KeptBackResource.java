package dev.onhand.inventory.masterdata;

import dev.onhand.inventory.ledger.StockCommand.ChangeSourcing;
import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import dev.onhand.inventory.query.Keyset;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What is kept back: safety stock at locations, units fenced off for channels.
@Path("/pools/{pool}")
@Tag(name = "Sourcing")
@RolesAllowed({
  Roles.PLANNER,
  Roles.WAREHOUSE,
  Roles.ORDER_CLERK,
  Roles.ANALYST,
  Roles.OPERATOR,
  Roles.ADMIN
})
public class KeptBackResource {
  private final Requests requests;

  /// @param quantity 0 keeps nothing back any more
  /// @param unit of the quantity; the item's base unit where absent
  @Schema(name = "KeptQuantity")
  public record Quantity(
      @Schema(description = "0 keeps nothing back any more.") Long quantity,
      @Schema(description = "One of the item's units; its base unit where absent.") String unit) {
    public Quantity {
      SourcingDefinition.units("quantity", quantity);
    }
  }

  /// Units, in base units, that are never promised.
  public record Safety(
      String pool, String locationId, String sku, long units, String changedBy, Instant changedAt) {
    String key() {
      return locationId + "\n" + sku;
    }
  }

  /// Units, in base units, that no other channel can have.
  public record Fenced(
      String pool, String channel, String sku, long units, String changedBy, Instant changedAt) {
    String key() {
      return channel + "\n" + sku;
    }
  }

  KeptBackResource(Requests requests) {
    this.requests = requests;
  }

  @PUT
  @Path("/safety-stock/{location}/{sku}")
  @RolesAllowed({Roles.PLANNER, Roles.ADMIN})
  @Operation(
      summary = "Keep safety stock",
      description = "Units of an item at a location that are never promised.")
  public Safety keepSafety(
      @PathParam("pool") String pool,
      @PathParam("location") String location,
      @PathParam("sku") String sku,
      Quantity given) {
    Require.present("body", given);
    return requests.run(
        work -> {
          var ofLocation = Pools.ofLocation(work, location);
          if (ofLocation.isEmpty()) throw Problems.unknown("location", location);
          if (!ofLocation.get().equals(pool)) {
            throw Problems.invalid("pool", location + " is in pool " + ofLocation.get());
          }
          requireItem(work, pool, sku);
          long units = Quantities.toBase(work, "", sku, given.quantity(), given.unit());
          int changed = store(work, "safety_stock", "location_id", pool, location, sku, units);
          if (changed > 0) {
            var safety = List.of(new SafetyStock(sku, location, units));
            send(work, pool, "safety/" + location + "/" + sku, safety, List.of());
          }
          return new Safety(pool, location, sku, units, work.cause().actor(), work.now());
        });
  }

  @PUT
  @Path("/fences/{channel}/{sku}")
  @RolesAllowed({Roles.PLANNER, Roles.ADMIN})
  @Operation(
      summary = "Fence units off for a channel",
      description = "So many units, promised to the channel or not yet, no other channel can have.")
  public Fenced fence(
      @PathParam("pool") String pool,
      @PathParam("channel") String channel,
      @PathParam("sku") String sku,
      Quantity given) {
    Require.present("body", given);
    Names.check("channel", channel);
    return requests.run(
        work -> {
          SourcingResource.requirePool(work, pool);
          requireItem(work, pool, sku);
          long units = Quantities.toBase(work, "", sku, given.quantity(), given.unit());
          if (store(work, "fence", "channel", pool, channel, sku, units) > 0) {
            var fence = List.of(new Fence(sku, channel, units));
            send(work, pool, "fence/" + channel + "/" + sku, List.of(), fence);
          }
          return new Fenced(pool, channel, sku, units, work.cause().actor(), work.now());
        });
  }

  private static void requireItem(Work work, String pool, String sku) throws SQLException {
    var ofItem =
        Sql.first(
            work.connection(), "select pool from item where sku = ?", row -> row.getString(1), sku);
    if (ofItem.isEmpty()) throw Problems.unknown("item", sku);
    if (!ofItem.get().equals(pool)) {
      throw Problems.invalid("pool", sku + " is in pool " + ofItem.get());
    }
  }

  /// @param column that says for whom or where
  /// @return 0 when it was so already
  private static int store(
      Work work, String table, String column, String pool, String key, String sku, long units)
      throws SQLException {
    if (units == 0) {
      return Sql.update(
          work.connection(),
          "delete from %s where pool = ? and %s = ? and sku = ?".formatted(table, column),
          pool,
          key,
          sku);
    }
    return Sql.update(
        work.connection(),
        """
        insert into %1$s as k (pool, %2$s, sku, units, changed_by, changed_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (pool, %2$s, sku) do update set units = excluded.units,
          changed_by = excluded.changed_by, changed_at = excluded.changed_at
          where k.units <> excluded.units
        """
            .formatted(table, column),
        pool,
        key,
        sku,
        units,
        work.cause().actor(),
        work.now());
  }

  private static void send(
      Work work, String pool, String subject, List<SafetyStock> safety, List<Fence> fences) {
    StockCommands.send(
        work,
        "sourcing/" + subject,
        new ChangeSourcing(StockCommands.BY_HEADERS, pool, null, safety, fences));
  }

  @GET
  @Path("/safety-stock")
  @Operation(summary = "List safety stock", description = "By location and SKU.")
  public Page<Safety> safety(
      @PathParam("pool") String pool,
      @QueryParam("sku") String sku,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    return list("safety_stock", "location_id", pool, sku, after, limit, Safety::key, Safety::new);
  }

  @GET
  @Path("/fences")
  @Operation(summary = "List fences", description = "By channel and SKU.")
  public Page<Fenced> fences(
      @PathParam("pool") String pool,
      @QueryParam("sku") String sku,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    return list("fence", "channel", pool, sku, after, limit, Fenced::key, Fenced::new);
  }

  private interface Kept<T> {
    T of(String pool, String key, String sku, long units, String changedBy, Instant changedAt);
  }

  private <T> Page<T> list(
      String table,
      String column,
      String pool,
      String sku,
      String after,
      Integer limit,
      java.util.function.Function<T, String> key,
      Kept<T> kept) {
    int size = Page.limit(limit);
    var from = Keyset.read(after, 2);
    var rows =
        requests.run(
            work ->
                Sql.list(
                    work.connection(),
                    """
                    select pool, %1$s, sku, units, changed_by, changed_at from %2$s
                    where pool = ? and (?::text is null or sku = ?) and (%1$s, sku) > (?, ?)
                    order by %1$s, sku limit ?
                    """
                        .formatted(column, table),
                    row ->
                        kept.of(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getString(5),
                            Sql.instant(row, 6)),
                    pool,
                    sku,
                    sku,
                    from.get(0),
                    from.get(1),
                    size + 1));
    return Page.of(rows, size, key);
  }
}
