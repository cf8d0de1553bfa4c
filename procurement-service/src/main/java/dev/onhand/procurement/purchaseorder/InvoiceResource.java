package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Set;

/// Supplier invoices of all purchase orders, and what became of them.
@Path("/invoices")
public class InvoiceResource {
  private static final Set<String> STATUSES = Set.of("HELD", "MATCHED", "DECLINED");

  private final Requests requests;

  InvoiceResource(Requests requests) {
    this.requests = requests;
  }

  @GET
  @RolesAllowed({
    Roles.BUYER,
    Roles.APPROVER,
    Roles.ACCOUNTANT,
    Roles.CONTROLLER,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Page<PurchaseOrderQueries.InvoiceView> list(
      @QueryParam("status") String status,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    if (status != null && !STATUSES.contains(status)) {
      throw new InvalidMessage("UNKNOWN_STATUS", "status", "send HELD, MATCHED or DECLINED");
    }
    int asked = Page.limit(limit);
    return requests.run(
        work ->
            Page.of(
                PurchaseOrderQueries.invoices(work.connection(), status, after, asked + 1),
                asked,
                invoice -> invoice.purchaseOrderId() + "/" + invoice.invoiceId()));
  }
}
