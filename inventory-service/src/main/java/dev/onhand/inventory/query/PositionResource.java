package dev.onhand.inventory.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.inventory.history.AsOf;
import dev.onhand.inventory.promise.ItemStock;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Stock by item and location, in base units, now or as it was.
@Path("/")
@Tag(name = "Stock", description = "Positions now and as they were, availability, movements.")
@RolesAllowed({
  Roles.PLANNER,
  Roles.WAREHOUSE,
  Roles.BUYER,
  Roles.ORDER_CLERK,
  Roles.ACCOUNTANT,
  Roles.CONTROLLER,
  Roles.ANALYST,
  Roles.CHANNEL,
  Roles.OPERATOR,
  Roles.ADMIN
})
public class PositionResource {
  /// Each item of a page is added up by itself.
  static final int AS_OF_LIMIT_MAX = 100;

  private final Requests requests;

  /// @param lot null where the item is not kept by lot, or for all of them together
  /// @param onHand sellable + quarantine + damaged
  /// @param reserved null for an instant of the past
  /// @param available sellable − reserved
  @Schema(description = "Units of an item at a location, in base units.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Position(
      String pool,
      String sku,
      String locationId,
      @Schema(description = "Only for an instant, and for items kept by lot.") String lot,
      long sellable,
      long quarantine,
      long damaged,
      @Schema(description = "Now only.") Long reserved,
      @Schema(description = "sellable + quarantine + damaged") long onHand,
      @Schema(description = "sellable − reserved; now only.") Long available) {
    String key() {
      return pool + "\n" + sku + "\n" + locationId;
    }
  }

  /// @param channel null: one that neither a fence of the item nor a rule names
  /// @param available to promise over all locations of the item's pools
  /// @param safety never promised
  /// @param blocked sellable units of lots that are held or expired
  /// @param inbound expected until the date asked for; null for now
  /// @param waiting what orders wait for; null for now
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Availability(
      String sku,
      String channel,
      long available,
      long onHand,
      long reserved,
      long safety,
      @Schema(description = "Sellable units of lots that are held or expired.") long blocked,
      @Schema(description = "Expected until the date; only by a date.") Long inbound,
      @Schema(description = "What orders wait for; only by a date.") Long waiting) {}

  private static final String INBOUND =
      """
      select * from (
        select row_number() over in_time as number, pool, inbound_id, location_id,
          nullif(lot, '') as lot, in_transit, quantity, expected_at,
          sum(quantity) over in_time as so_far
        from stock_inbound where sku = ?
        window in_time as (order by expected_at nulls last, pool, inbound_id, location_id, lot)) i
      where number > ? order by number limit ?
      """;

  /// Units on their way.
  ///
  /// @param number in the order of time
  /// @param inTransit between locations of ours
  /// @param expectedAt null: nobody knows
  /// @param available what may be promised once this is there too
  @Schema(description = "Units on their way.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Inbound(
      @Schema(description = "In the order of time.") long number,
      String pool,
      String inboundId,
      String sku,
      String locationId,
      String lot,
      @Schema(description = "Between locations of ours.") boolean inTransit,
      long quantity,
      @Schema(description = "Null: nobody knows.") Instant expectedAt,
      @Schema(description = "To promise once this is there too.") long available) {}

  private record Item(String pool, String sku) {}

  PositionResource(Requests requests) {
    this.requests = requests;
  }

  @GET
  @Path("positions")
  @Operation(
      summary = "Stock by item and location, now or as it was",
      description =
          "Without asOf: as the ledger has it, a moment behind. With asOf: units on hand as they"
              + " were, by the clock of what happened (occurred) or of what was written down"
              + " (recorded). With asOf, clock occurred and knownAt: what was known at knownAt of"
              + " what had happened by asOf. Pages hold whole positions, 100 at most for an"
              + " instant.")
  public Page<Position> positions(
      @QueryParam("sku") String sku,
      @QueryParam("location") String location,
      @Parameter(description = "An instant.", example = "2026-03-02T12:00:00Z") @QueryParam("asOf")
          String asOf,
      @Parameter(description = "occurred (default) or recorded.") @QueryParam("clock") String clock,
      @Parameter(description = "An instant: leaves out what was written down later.")
          @QueryParam("knownAt")
          String knownAt,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var at = Instants.read("asOf", asOf);
    var known = Instants.read("knownAt", knownAt);
    boolean recorded = isRecorded(clock);
    if (at == null && (clock != null || known != null)) {
      throw Problems.invalid("asOf", "send an instant, or leave clock and knownAt out");
    }
    if (recorded && known != null) {
      throw Problems.invalid("knownAt", "by the clock of what was recorded asOf says it all");
    }
    if (at != null && size > AS_OF_LIMIT_MAX) {
      throw Problems.invalid("limit", "ask for 1 to " + AS_OF_LIMIT_MAX + " with asOf");
    }
    var from = Keyset.read(after, 3);
    return requests.run(
        work -> {
          var page =
              Page.of(
                  now(work, sku, location, from, size + 1), size, row -> Keyset.write(row.key()));
          if (at == null) return page;
          var then =
              recorded ? asOf(work, page.items(), null, at) : asOf(work, page.items(), at, known);
          return new Page<>(then, page.next());
        });
  }

  private static boolean isRecorded(String clock) {
    return switch (clock) {
      case null -> false;
      case "occurred" -> false;
      case "recorded" -> true;
      default -> throw Problems.invalid("clock", "send occurred or recorded");
    };
  }

  private static List<Position> now(
      Work work, String sku, String location, List<String> from, int limit) throws SQLException {
    return Sql.list(
        work.connection(),
        """
        select pool, sku, location_id, sellable, quarantine, damaged, reserved
        from stock_position
        where (?::text is null or sku = ?) and (?::text is null or location_id = ?)
          and (pool, sku, location_id) > (?, ?, ?)
        order by pool, sku, location_id limit ?
        """,
        row -> {
          long sellable = row.getLong(4);
          long reserved = row.getLong(7);
          return new Position(
              row.getString(1),
              row.getString(2),
              row.getString(3),
              null,
              sellable,
              row.getLong(5),
              row.getLong(6),
              reserved,
              sellable + row.getLong(5) + row.getLong(6),
              sellable - reserved);
        },
        sku,
        sku,
        location,
        location,
        from.get(0),
        from.get(1),
        from.get(2),
        limit);
  }

  /// The same positions, as they were.
  private static List<Position> asOf(
      Work work, List<Position> positions, Instant occurred, Instant recorded) throws SQLException {
    Map<Item, List<AsOf.OnHand>> items = new LinkedHashMap<>();
    var then = new ArrayList<Position>();
    for (var position : positions) {
      var item = new Item(position.pool(), position.sku());
      var sums = items.get(item);
      if (sums == null) {
        sums = AsOf.sum(work.connection(), item.pool(), item.sku(), occurred, recorded);
        items.put(item, sums);
      }
      var here = sums.stream().filter(s -> s.locationId().equals(position.locationId())).toList();
      if (here.isEmpty()) then.add(position(position, new AsOf.OnHand("", "", 0, 0, 0)));
      for (var sum : here) then.add(position(position, sum));
    }
    return then;
  }

  private static Position position(Position now, AsOf.OnHand then) {
    return new Position(
        now.pool(),
        now.sku(),
        now.locationId(),
        then.lot().isEmpty() ? null : then.lot(),
        then.sellable(),
        then.quarantine(),
        then.damaged(),
        null,
        then.sellable() + then.quarantine() + then.damaged(),
        null);
  }

  @GET
  @Path("availability/{sku}")
  @Operation(
      summary = "What may be promised of an item, now or by a date",
      description =
          "To a channel: over the locations that may serve some order of it, without safety stock"
              + " and what fences keep for others. Without a channel: to one that no fence of the"
              + " item and no rule names, as inventory.availability says for *. By a date: with"
              + " what is expected until then at such locations, less what orders wait for. A"
              + " moment behind the ledger.")
  @APIResponse(responseCode = "200", description = "In base units.")
  @APIResponse(responseCode = "404", description = "There never was stock of the item.")
  public Availability availability(
      @PathParam("sku") String sku,
      @QueryParam("channel") String channel,
      @Parameter(description = "An instant.") @QueryParam("by") String by) {
    var until = Instants.read("by", by);
    return requests.run(
        work -> {
          var connection = work.connection();
          var promisable = Promisable.read(connection, sku, channel, work.now());
          long waiting = until == null ? 0 : promisable.waiting(connection);
          long inbound = until == null ? 0 : promisable.inbound(connection, until);
          if (promisable.isEmpty() && inbound == 0) throw Problems.unknown("stocked item", sku);
          return new Availability(
              sku,
              channel,
              Math.max(0, promisable.now() + inbound - waiting),
              promisable.sum(ItemStock.Place::onHand),
              promisable.sum(ItemStock.Place::reserved),
              promisable.sum(ItemStock.Place::safety),
              promisable.sum(ItemStock.Place::blocked),
              until == null ? null : inbound,
              until == null ? null : waiting);
        });
  }

  @GET
  @Path("inbound")
  @Operation(
      summary = "What is on its way",
      description =
          "By when it is expected, from suppliers and between locations; for an item also what may"
              + " be promised once it is there.")
  public Page<Inbound> inbound(
      @Parameter(required = true) @QueryParam("sku") String sku,
      @QueryParam("channel") String channel,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    Require.text("sku", sku);
    int size = Page.limit(limit);
    long from = Keyset.number(Keyset.read(after, 1).getFirst());
    var rows =
        requests.run(
            work -> {
              var connection = work.connection();
              var promisable = Promisable.read(connection, sku, channel, work.now());
              long now = promisable.now() - promisable.waiting(connection);
              return Sql.list(
                  connection,
                  INBOUND,
                  row ->
                      new Inbound(
                          row.getLong(1),
                          row.getString(2),
                          row.getString(3),
                          sku,
                          row.getString(4),
                          row.getString(5),
                          row.getBoolean(6),
                          row.getLong(7),
                          Sql.instant(row, 8),
                          Math.max(0, now + row.getLong(9))),
                  sku,
                  from,
                  size + 1);
            });
    return Page.of(rows, size, row -> Keyset.write(Long.toString(row.number())));
  }
}
