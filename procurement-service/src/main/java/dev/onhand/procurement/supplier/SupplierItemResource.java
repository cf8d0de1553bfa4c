package dev.onhand.procurement.supplier;

import dev.onhand.platform.event.RejectionReason;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.procurement.Field;
import dev.onhand.procurement.item.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.joda.money.Money;

/// What a supplier sells: cost, minimum and multiple per item, for replenishment.
@Path("/suppliers/{id}/items/{sku}")
public class SupplierItemResource {
  private static final int LEAD_TIME_DAYS_MAX = 3_650;

  private final Requests requests;

  SupplierItemResource(Requests requests) {
    this.requests = requests;
  }

  enum Unfit implements RejectionReason {
    UNKNOWN_SUPPLIER,
    SUPPLIER_CURRENCY_DIFFERS,
    UNKNOWN_SKU
  }

  /// What is left out is 1; without a lead time the supplier's counts.
  record Definition(
      Money unitCost,
      Long minimumQuantity,
      Long orderMultiple,
      Integer leadTimeDays,
      Integer rank) {
    Definition {
      Field.amount("unitCost", unitCost);
      minimumQuantity = minimumQuantity == null ? 1 : minimumQuantity;
      orderMultiple = orderMultiple == null ? 1 : orderMultiple;
      rank = rank == null ? 1 : rank;
      Field.quantity("minimumQuantity", minimumQuantity);
      Field.quantity("orderMultiple", orderMultiple);
      if (leadTimeDays != null && (leadTimeDays < 0 || leadTimeDays > LEAD_TIME_DAYS_MAX)) {
        throw new InvalidMessage("OUT_OF_RANGE", "leadTimeDays", "send 0 to 3650");
      }
    }
  }

  @PUT
  @RolesAllowed({Roles.BUYER, Roles.ADMIN})
  public SupplierItem define(
      @PathParam("id") String id, @PathParam("sku") String sku, Definition body) {
    Field.id("id", id);
    Field.sku("sku", sku);
    if (body == null) throw Problems.invalid("", "send a JSON object");
    var item =
        new SupplierItem(
            id,
            sku,
            body.unitCost(),
            body.minimumQuantity(),
            body.orderMultiple(),
            body.leadTimeDays(),
            body.rank());
    return requests.run(
        work -> {
          var supplier = work.state(Supplier.STREAM, id);
          if (supplier.isEmpty()) {
            throw Problems.rejected(
                Unfit.UNKNOWN_SUPPLIER, "There is no supplier %s.".formatted(id));
          }
          var currency = supplier.get().currency();
          if (!item.unitCost().getCurrencyUnit().getCode().equals(currency)) {
            throw Problems.rejected(
                Unfit.SUPPLIER_CURRENCY_DIFFERS, "The supplier invoices in " + currency + ".");
          }
          if (!Items.unknown(work.connection(), List.of(sku)).isEmpty()) {
            throw Problems.rejected(Unfit.UNKNOWN_SKU, "No item is defined for %s.".formatted(sku));
          }
          Problems.orThrow(
              work.handle(
                  SupplierItem.STREAM,
                  id + "/" + sku,
                  new SupplierItem.DefineItem(item, work.now())));
          return item;
        });
  }

  @GET
  @RolesAllowed({
    Roles.BUYER,
    Roles.APPROVER,
    Roles.PLANNER,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public SupplierItem get(@PathParam("id") String id, @PathParam("sku") String sku) {
    Field.id("id", id);
    Field.sku("sku", sku);
    return requests.run(
        work ->
            work.state(SupplierItem.STREAM, id + "/" + sku)
                .orElseThrow(() -> Problems.unknown("supplier item", id + "/" + sku)));
  }
}
