package dev.onhand.procurement.supplier;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.procurement.Field;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/// Suppliers: defined by buyers, seen by everyone who works with purchase orders.
@Path("/suppliers")
public class SupplierResource {
  private static final int LEAD_TIME_DAYS_MAX = 3_650;

  private final Requests requests;

  SupplierResource(Requests requests) {
    this.requests = requests;
  }

  record Definition(String name, String currency, int leadTimeDays) {
    Definition {
      Field.text("name", name, Field.ID_LENGTH_MAX);
      currency = Field.currency("currency", currency);
      if (leadTimeDays < 0 || leadTimeDays > LEAD_TIME_DAYS_MAX) {
        throw new InvalidMessage("OUT_OF_RANGE", "leadTimeDays", "send 0 to 3650");
      }
    }
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed({Roles.BUYER, Roles.ADMIN})
  public SupplierTable.Row define(@PathParam("id") String id, Definition body) {
    Field.id("id", id);
    if (body == null) throw Problems.invalid("", "send a JSON object");
    var supplier = new Supplier(body.name(), body.currency(), body.leadTimeDays());
    return requests.run(
        work -> {
          Problems.orThrow(
              work.handle(Supplier.STREAM, id, new Supplier.DefineSupplier(supplier, work.now())));
          return row(id, supplier);
        });
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({
    Roles.BUYER,
    Roles.APPROVER,
    Roles.PLANNER,
    Roles.ACCOUNTANT,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public SupplierTable.Row get(@PathParam("id") String id) {
    Field.id("id", id);
    return requests.run(
        work ->
            row(
                id,
                work.state(Supplier.STREAM, id)
                    .orElseThrow(() -> Problems.unknown("supplier", id))));
  }

  @GET
  @RolesAllowed({
    Roles.BUYER,
    Roles.APPROVER,
    Roles.PLANNER,
    Roles.ACCOUNTANT,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Page<SupplierTable.Row> list(
      @QueryParam("after") String after, @QueryParam("limit") Integer limit) {
    int asked = Page.limit(limit);
    return requests.run(
        work ->
            Page.of(
                SupplierTable.list(work.connection(), after, asked + 1),
                asked,
                SupplierTable.Row::supplierId));
  }

  private static SupplierTable.Row row(String id, Supplier supplier) {
    return new SupplierTable.Row(id, supplier.name(), supplier.currency(), supplier.leadTimeDays());
  }
}
