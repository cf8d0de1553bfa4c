package dev.onhand.order.intake;

import dev.onhand.order.item.KnownItems;
import dev.onhand.order.shop.Shop;
import dev.onhand.order.shop.Shops;
import dev.onhand.order.shop.SkuMappings;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.util.List;

/// What a shop's SKUs and locations mean here. A mapping holds for what comes after it, and for
/// orders that are held because they wait for it.
@Path("/channels/{channel}/shops/{shop}")
public class MappingResource {
  private static final int NAME_LENGTH_MAX = 200;
  private static final long UNITS_MAX = 1_000_000;

  private final Requests requests;

  MappingResource(Requests requests) {
    this.requests = requests;
  }

  /// One of `channelSku` is `units` of item `sku`; `units` may be absent and is 1 then.
  public record SkuMeaning(String channelSku, String sku, Long units) {
    public SkuMeaning {
      named("channelSku", channelSku);
      named("sku", sku);
      if (units == null) units = 1L;
      if (units < 1 || units > UNITS_MAX) {
        throw new InvalidMessage("SCHEMA_VIOLATION", "units", "send 1 to " + UNITS_MAX);
      }
    }
  }

  /// The shop's name of a location or fulfilment service, and our location; `locationId` is absent
  /// when it is none of ours: what the channel fulfils there never asks for our stock.
  public record LocationMeaning(String channelLocationId, String locationId) {
    public LocationMeaning {
      named("channelLocationId", channelLocationId);
      if (locationId != null) named("locationId", locationId);
    }
  }

  private static void named(String field, String text) {
    Require.text(field, text);
    if (text.length() > NAME_LENGTH_MAX || text.indexOf('\0') >= 0) {
      throw new InvalidMessage(
          "SCHEMA_VIOLATION", field, "send at most " + NAME_LENGTH_MAX + " characters");
    }
  }

  /// Maps a SKU; the same again changes nothing.
  @PUT
  @Path("skus")
  @RolesAllowed({Roles.ADMIN, Roles.PLANNER})
  public SkuMappings.Mapped mapSku(
      @PathParam("channel") String channel, @PathParam("shop") String name, SkuMeaning body) {
    Require.present("body", body);
    var mapped = new SkuMappings.Mapped(body.channelSku(), body.sku(), body.units());
    return requests.run(
        work -> {
          var shop = configured(work, channel, name);
          SkuMappings.save(work.connection(), channel, name, mapped, requests.actor(), work.now());
          var items = KnownItems.of(work);
          for (var order : items.ordersWaitingFor(shop.pool(), body.channelSku())) {
            Rereading.reread(work, order, shop);
          }
          return mapped;
        });
  }

  @GET
  @Path("skus")
  @RolesAllowed({Roles.ADMIN, Roles.PLANNER, Roles.ORDER_CLERK})
  public Page<SkuMappings.Mapped> skus(
      @PathParam("channel") String channel,
      @PathParam("shop") String name,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    return requests.run(
        work -> {
          configured(work, channel, name);
          return SkuMappings.list(work.connection(), channel, name, after, size);
        });
  }

  /// Maps a location; orders that wait for it are read again.
  @PUT
  @Path("locations")
  @RolesAllowed({Roles.ADMIN, Roles.PLANNER})
  public SkuMappings.MappedLocation mapLocation(
      @PathParam("channel") String channel, @PathParam("shop") String name, LocationMeaning body) {
    Require.present("body", body);
    var mapped = new SkuMappings.MappedLocation(body.channelLocationId(), body.locationId());
    return requests.run(
        work -> {
          var shop = configured(work, channel, name);
          var connection = work.connection();
          SkuMappings.save(connection, channel, name, mapped, requests.actor(), work.now());
          var place = mapped.channelLocationId();
          for (var order : SkuMappings.awaiting(connection, channel, name, place)) {
            Rereading.reread(work, order, shop);
          }
          return mapped;
        });
  }

  @GET
  @Path("locations")
  @RolesAllowed({Roles.ADMIN, Roles.PLANNER, Roles.ORDER_CLERK})
  public List<SkuMappings.MappedLocation> locations(
      @PathParam("channel") String channel, @PathParam("shop") String name) {
    return requests.run(
        work -> {
          configured(work, channel, name);
          return SkuMappings.locations(work.connection(), channel, name);
        });
  }

  private static Shop configured(Work work, String channel, String name) throws SQLException {
    var shop = Shops.find(work.connection(), channel, name);
    if (shop == null) throw Problems.unknown("shop", channel + "/" + name);
    return shop;
  }
}
