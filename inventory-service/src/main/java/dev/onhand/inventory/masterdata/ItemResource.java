package dev.onhand.inventory.masterdata;

import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.platform.event.Effect;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Items that can be sold and stored, by SKU.
@Path("/items")
public class ItemResource {
  private final Requests requests;

  /// @param standardCost per base unit; null where none is set
  /// @param unitOfMeasure of all quantities of this item
  public record Definition(String name, String pool, Money standardCost, String unitOfMeasure) {
    public Definition {
      Require.text("name", name);
      Require.text("pool", pool);
      Require.text("unitOfMeasure", unitOfMeasure);
      if (standardCost != null && standardCost.isNegative()) {
        throw new InvalidMessage("SCHEMA_VIOLATION", "standardCost", "send 0 or more");
      }
    }
  }

  public record Item(
      String sku, String name, String pool, Money standardCost, String unitOfMeasure) {}

  ItemResource(Requests requests) {
    this.requests = requests;
  }

  @PUT
  @Path("/{sku}")
  @RolesAllowed({Roles.PLANNER, Roles.OPERATOR, Roles.ADMIN})
  public Item define(@PathParam("sku") String sku, Definition given) {
    Names.check("sku", sku);
    return requests.run(
        work -> {
          Pools.require(work, given.pool());
          if (!store(work, sku, given)) {
            throw Problems.invalid("pool", "item " + sku + " belongs to another pool");
          }
          var item =
              new Item(
                  sku, given.name(), given.pool(), given.standardCost(), given.unitOfMeasure());
          work.effect(Effect.publish(Topics.ITEMS, sku, "inventory.ItemDefined.v1", item));
          StockCommands.send(
              work,
              "item/" + sku,
              new StockCommand.DefineItem(
                  StockCommands.BY_HEADERS, given.pool(), sku, given.name()));
          return item;
        });
  }

  private static boolean store(Work work, String sku, Definition given) throws SQLException {
    var sql =
        """
        insert into item as i
          (sku, pool, name, unit_of_measure, standard_cost_minor, currency, changed_at)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (sku) do update set name = excluded.name,
          unit_of_measure = excluded.unit_of_measure,
          standard_cost_minor = excluded.standard_cost_minor, currency = excluded.currency,
          changed_at = excluded.changed_at
          where i.pool = excluded.pool
        """;
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setString(1, sku);
      statement.setString(2, given.pool());
      statement.setString(3, given.name());
      statement.setString(4, given.unitOfMeasure());
      if (given.standardCost() == null) {
        statement.setNull(5, Types.BIGINT);
        statement.setNull(6, Types.CHAR);
      } else {
        statement.setLong(5, given.standardCost().getAmountMinorLong());
        statement.setString(6, given.standardCost().getCurrencyUnit().getCode());
      }
      statement.setTimestamp(7, Timestamp.from(work.now()));
      return statement.executeUpdate() == 1;
    }
  }

  @GET
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
  public Page<Item> list(@QueryParam("after") String after, @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var sql =
        "select sku, name, pool, standard_cost_minor, currency, unit_of_measure from item"
            + " where sku > ? order by sku limit ?";
    return requests.run(
        work -> {
          try (var statement = work.connection().prepareStatement(sql)) {
            statement.setString(1, after == null ? "" : after);
            statement.setInt(2, size + 1);
            var rows = new ArrayList<Item>();
            try (var result = statement.executeQuery()) {
              while (result.next()) rows.add(row(result));
            }
            return Page.of(rows, size, Item::sku);
          }
        });
  }

  private static Item row(ResultSet result) throws SQLException {
    var currency = result.getString(5);
    var cost =
        currency == null ? null : Money.ofMinor(CurrencyUnit.of(currency), result.getLong(4));
    return new Item(
        result.getString(1), result.getString(2), result.getString(3), cost, result.getString(6));
  }
}
