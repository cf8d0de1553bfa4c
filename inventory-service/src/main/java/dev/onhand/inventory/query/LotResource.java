package dev.onhand.inventory.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Where a lot came from, where it went, and what of it is left.
@Path("/")
@Tag(name = "Lots", description = "Tracing lots: to customers, back to receipts, what is left.")
@RolesAllowed({
  Roles.PLANNER,
  Roles.WAREHOUSE,
  Roles.BUYER,
  Roles.ORDER_CLERK,
  Roles.ANALYST,
  Roles.OPERATOR,
  Roles.ADMIN
})
public class LotResource {
  /// Receipts named for each lot of a shipment.
  static final int RECEIPTS_MAX = 100;

  /// Lots named of one shipment.
  static final int LOTS_MAX = 500;

  private final Requests requests;

  /// @param expiresAt from then on it is not promised any more; null: never
  /// @param held not promised until it is free again
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Lot(
      String pool, String sku, String lot, Instant expiresAt, boolean held, String holdReason) {}

  /// Units of a lot that left, and to whose order.
  ///
  /// @param quantity units that left
  @Schema(description = "Units of a lot that left, and for which order.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LotShipment(
      String pool,
      String sku,
      String lot,
      long sequence,
      String shipmentId,
      String orderId,
      String locationId,
      long quantity,
      Instant occurredAt) {}

  /// What is left of a lot at a location.
  public record LotStock(
      String pool, String locationId, long sellable, long quarantine, long damaged) {}

  /// A lot that a shipment held, and how it came in.
  ///
  /// @param lot null where the item is not kept by lot
  /// @param receipts the first ones
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ShippedLot(
      String pool, String sku, String lot, long quantity, List<LotReceipt> receipts) {}

  /// Units of a lot that came in.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LotReceipt(
      String kind,
      String referenceType,
      String referenceId,
      String orderId,
      String locationId,
      long quantity,
      Instant occurredAt) {}

  /// @param lots of the shipment, by item and lot
  public record ShipmentLots(String shipmentId, List<ShippedLot> lots) {}

  LotResource(Requests requests) {
    this.requests = requests;
  }

  @GET
  @Path("lots")
  @Operation(summary = "The lots of an item", description = "By name, with expiry and hold.")
  public Page<Lot> lots(
      @Parameter(required = true) @QueryParam("sku") String sku,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    Require.text("sku", sku);
    int size = Page.limit(limit);
    var from = Keyset.read(after, 2);
    var rows =
        requests.run(
            work ->
                Sql.list(
                    work.connection(),
                    """
                    select pool, lot, expires_at, held, hold_reason from stock_lot
                    where sku = ? and (lot, pool) > (?, ?) order by lot, pool limit ?
                    """,
                    row ->
                        new Lot(
                            row.getString(1),
                            sku,
                            row.getString(2),
                            Sql.instant(row, 3),
                            row.getBoolean(4),
                            row.getString(5)),
                    sku,
                    from.get(0),
                    from.get(1),
                    size + 1));
    return Page.of(rows, size, row -> Keyset.write(row.lot() + "\n" + row.pool()));
  }

  @GET
  @Path("lots/shipments")
  @Operation(
      summary = "Where a lot went",
      description = "Its shipments and their orders, in the order in which they were booked.")
  public Page<LotShipment> shipments(
      @Parameter(required = true) @QueryParam("sku") String sku,
      @Parameter(required = true) @QueryParam("lot") String lot,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    Require.text("sku", sku);
    Require.text("lot", lot);
    int size = Page.limit(limit);
    var from = Keyset.read(after, 2);
    long sequence = Keyset.number(from.get(1));
    var rows =
        requests.run(
            work ->
                Sql.list(
                    work.connection(),
                    """
                    select pool, sequence, reference_id, order_id, location_id, -quantity,
                      occurred_at
                    from stock_movement
                    where sku = ? and lot = ? and lot <> '' and kind = 'SHIPMENT'
                      and (pool, sequence) > (?, ?)
                    order by pool, sequence limit ?
                    """,
                    row ->
                        new LotShipment(
                            row.getString(1),
                            sku,
                            lot,
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getLong(6),
                            Sql.instant(row, 7)),
                    sku,
                    lot,
                    from.get(0),
                    sequence,
                    size + 1));
    return Page.of(rows, size, row -> Keyset.write(row.pool() + "\n" + row.sequence()));
  }

  @GET
  @Path("lots/stock")
  @Operation(
      summary = "What is left of a lot",
      description = "By location: what a recall still finds on the shelves.")
  public Page<LotStock> stock(
      @Parameter(required = true) @QueryParam("sku") String sku,
      @Parameter(required = true) @QueryParam("lot") String lot,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    Require.text("sku", sku);
    Require.text("lot", lot);
    int size = Page.limit(limit);
    var from = Keyset.read(after, 2);
    var rows =
        requests.run(
            work ->
                Sql.list(
                    work.connection(),
                    """
                    select pool, location_id,
                      coalesce(sum(quantity) filter (where status = 'sellable'), 0),
                      coalesce(sum(quantity) filter (where status = 'quarantine'), 0),
                      coalesce(sum(quantity) filter (where status = 'damaged'), 0)
                    from stock_movement
                    where sku = ? and lot = ? and lot <> '' and (pool, location_id) > (?, ?)
                    group by pool, location_id order by pool, location_id limit ?
                    """,
                    row ->
                        new LotStock(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5)),
                    sku,
                    lot,
                    from.get(0),
                    from.get(1),
                    size + 1));
    return Page.of(rows, size, row -> Keyset.write(row.pool() + "\n" + row.locationId()));
  }

  @GET
  @Path("shipments/{shipmentId}/lots")
  @Operation(
      summary = "Where a shipment's units came from",
      description = "Its lots, and for each the receipts and returns that brought it in.")
  @APIResponse(responseCode = "200", description = "Its lots.")
  @APIResponse(responseCode = "404", description = "No such shipment was booked.")
  public ShipmentLots lots(@PathParam("shipmentId") String shipmentId) {
    return requests.run(
        work -> {
          var lots = new ArrayList<ShippedLot>();
          for (var lot : shipped(work, shipmentId)) {
            lots.add(
                new ShippedLot(
                    lot.pool(), lot.sku(), lot.lot(), lot.quantity(), receipts(work, lot)));
          }
          if (lots.isEmpty()) throw Problems.unknown("shipment", shipmentId);
          return new ShipmentLots(shipmentId, lots);
        });
  }

  private static List<ShippedLot> shipped(Work work, String shipmentId) throws SQLException {
    return Sql.list(
        work.connection(),
        """
        select pool, sku, nullif(lot, ''), -sum(quantity) from stock_movement
        where reference_id = ? and reference_type = 'SHIPMENT' and kind = 'SHIPMENT'
        group by 1, 2, 3 order by 1, 2, 3 limit ?
        """,
        row ->
            new ShippedLot(
                row.getString(1), row.getString(2), row.getString(3), row.getLong(4), List.of()),
        shipmentId,
        LOTS_MAX);
  }

  private static List<LotReceipt> receipts(Work work, ShippedLot lot) throws SQLException {
    if (lot.lot() == null) return List.of();
    return Sql.list(
        work.connection(),
        """
        select kind, reference_type, reference_id, order_id, location_id, quantity, occurred_at
        from stock_movement
        where sku = ? and lot = ? and lot <> '' and pool = ? and quantity > 0
          and kind in ('RECEIPT', 'RETURN', 'ADJUSTMENT', 'COUNT')
        order by sequence limit ?
        """,
        row ->
            new LotReceipt(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                Sql.instant(row, 7)),
        lot.sku(),
        lot.lot(),
        lot.pool(),
        RECEIPTS_MAX);
  }
}
