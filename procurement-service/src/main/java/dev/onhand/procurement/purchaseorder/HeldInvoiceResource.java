package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import dev.onhand.procurement.Field;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/// The decisions about an invoice that is held.
@Path("/purchase-orders/{id}/invoices/{invoiceId}")
public class HeldInvoiceResource {
  private final Requests requests;

  HeldInvoiceResource(Requests requests) {
    this.requests = requests;
  }

  record InvoiceAnswer(String purchaseOrderId, String invoiceId, String status) {}

  /// Accepts a price or total that is not what was ordered; another person than the buyer must.
  @POST
  @Path("/approve")
  @RolesAllowed({Roles.APPROVER, Roles.CONTROLLER})
  public Response approve(
      @PathParam("id") String id,
      @PathParam("invoiceId") String invoiceId,
      PurchaseOrderResource.Note body) {
    return command(
        id,
        invoiceId,
        body,
        work ->
            new PurchaseOrderCommand.ApproveInvoice(
                invoiceId, PurchaseOrderInbox.policy(work), requests.actor(), work.now()));
  }

  @POST
  @Path("/decline")
  @RolesAllowed({Roles.APPROVER, Roles.ACCOUNTANT, Roles.CONTROLLER})
  public Response decline(
      @PathParam("id") String id,
      @PathParam("invoiceId") String invoiceId,
      PurchaseOrderResource.Reason body) {
    var reason = Require.present("body", body).reason();
    return command(
        id,
        invoiceId,
        body,
        work ->
            new PurchaseOrderCommand.DeclineInvoice(
                invoiceId, requests.actor(), reason, work.now()));
  }

  private interface FromWork {
    PurchaseOrderCommand command(Work work);
  }

  private Response command(String id, String invoiceId, Object body, FromWork from) {
    Field.id("id", id);
    Field.id("invoiceId", invoiceId);
    return requests.post(
        body,
        work -> {
          if (!work.exists(PurchaseOrderStream.STREAM, id)) {
            throw Problems.unknown("purchase order", id);
          }
          PurchaseOrderResource.handle(work, id, from.command(work));
          var state = work.state(PurchaseOrderStream.STREAM, id).facts().invoices().get(invoiceId);
          return Answer.ok(new InvoiceAnswer(id, invoiceId, PurchaseOrderTables.status(state)));
        });
  }
}
