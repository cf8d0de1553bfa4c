package dev.onhand.inventory.masterdata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.masterdata.Definitions.Kind;
import dev.onhand.inventory.masterdata.Definitions.Stored;
import dev.onhand.inventory.masterdata.Definitions.Version;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Items that can be sold and stored, by SKU.
@Path("/items")
@Tag(name = "Items", description = "What can be sold and stored: units, packs, lots, kits.")
@RolesAllowed({
  Roles.PLANNER,
  Roles.WAREHOUSE,
  Roles.BUYER,
  Roles.ORDER_CLERK,
  Roles.ACCOUNTANT,
  Roles.ANALYST,
  Roles.OPERATOR,
  Roles.ADMIN
})
public class ItemResource {
  private final Requests requests;

  /// An item as it is now.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String sku, @JsonUnwrapped ItemDefinition definition, int version, Instant changedAt) {}

  /// What others are told.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ItemDefined(String sku, @JsonUnwrapped ItemDefinition definition, int version) {}

  /// @param quantity of the unit
  /// @param baseQuantity the same in the base unit
  public record Converted(
      String sku, long quantity, String unit, long baseQuantity, String unitOfMeasure) {}

  ItemResource(Requests requests) {
    this.requests = requests;
  }

  @PUT
  @Path("/{sku}")
  @RolesAllowed({Roles.PLANNER, Roles.OPERATOR, Roles.ADMIN})
  @Operation(
      summary = "Define an item",
      description =
          "The whole definition; what is left out is not there. The same again changes nothing."
              + " Pool and base unit stay as they were first.")
  @APIResponse(responseCode = "200", description = "The item as it is now.")
  public Item define(@PathParam("sku") String sku, ItemDefinition given) {
    Names.check("sku", sku);
    Require.present("body", given);
    return requests.run(
        work -> {
          Pools.require(work, given.pool());
          var version = Definitions.keep(work, Kind.ITEM, sku, given);
          if (version.isPresent()) {
            Items.store(work, sku, given);
            var message = new ItemDefined(sku, given, version.get());
            work.effect(Effect.publish(Topics.ITEMS, sku, "inventory.ItemDefined.v1", message));
            StockCommands.send(
                work,
                "item/" + sku,
                new StockCommand.DefineItem(
                    StockCommands.BY_HEADERS, given.pool(), sku, given.name()));
            if (given.kit() != null) StockCommands.send(work, "item/" + sku, kit(sku, given));
          }
          return Definitions.newest(work, Kind.ITEM, sku, ItemDefinition.class)
              .map(ItemResource::item)
              .orElseThrow();
        });
  }

  @GET
  @Path("/{sku}")
  @Operation(summary = "Look at an item")
  @APIResponse(responseCode = "200", description = "The item as it is now.")
  @APIResponse(responseCode = "404", description = "There is no such item.")
  public Item get(@PathParam("sku") String sku) {
    return requests
        .run(work -> Definitions.newest(work, Kind.ITEM, sku, ItemDefinition.class))
        .map(ItemResource::item)
        .orElseThrow(() -> Problems.unknown("item", sku));
  }

  @GET
  @Operation(summary = "List items", description = "By SKU.")
  public Page<Item> list(
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    return requests.run(
        work ->
            Definitions.page(
                work, Kind.ITEM, after, limit, ItemDefinition.class, ItemResource::item));
  }

  @GET
  @Path("/{sku}/history")
  @Operation(
      summary = "What an item was",
      description = "Every version of its definition, the newest first, with who made it.")
  public Page<Version> history(
      @PathParam("sku") String sku,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    return requests.run(work -> Definitions.history(work, Kind.ITEM, sku, after, limit));
  }

  @GET
  @Path("/{sku}/quantity")
  @Operation(
      summary = "Convert a quantity to the base unit",
      description = "Exactly; what leaves a remainder is refused.")
  public Converted convert(
      @PathParam("sku") String sku,
      @Parameter(description = "Of the unit.", required = true) @QueryParam("quantity")
          Long quantity,
      @Parameter(description = "One of the item's units.", required = true) @QueryParam("unit")
          String unit) {
    Require.present("quantity", quantity);
    Require.text("unit", unit);
    return requests.run(
        work -> {
          var item =
              Definitions.newest(work, Kind.ITEM, sku, ItemDefinition.class)
                  .orElseThrow(() -> Problems.unknown("item", sku));
          long base = Quantities.toBase(work, "", sku, quantity, unit);
          return new Converted(sku, quantity, unit, base, item.body().unitOfMeasure());
        });
  }

  private static StockCommand kit(String sku, ItemDefinition given) {
    var components =
        given.kit().components().stream()
            .map(component -> new StockCommand.Units(component.sku(), component.quantity()))
            .toList();
    boolean isVirtual = given.kit().type() == ItemDefinition.KitType.VIRTUAL;
    return new StockCommand.DefineKit(
        StockCommands.BY_HEADERS, given.pool(), sku, isVirtual, components);
  }

  private static Item item(Stored<ItemDefinition> stored) {
    return new Item(stored.id(), stored.body(), stored.version(), stored.changedAt());
  }
}
