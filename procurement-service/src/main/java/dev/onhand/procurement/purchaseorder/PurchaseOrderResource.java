package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.event.RejectionReason;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import dev.onhand.procurement.Field;
import dev.onhand.procurement.item.Items;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Known;
import dev.onhand.procurement.supplier.Supplier;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/// Purchase orders: buyers ask for them, approvers answer, everyone concerned looks.
@Path("/purchase-orders")
public class PurchaseOrderResource {
  private final Requests requests;

  PurchaseOrderResource(Requests requests) {
    this.requests = requests;
  }

  /// Refusals that need the master data, so that no decider can make them.
  enum Unfit implements RejectionReason {
    UNKNOWN_SUPPLIER,
    SUPPLIER_CURRENCY_DIFFERS,
    UNKNOWN_SKU
  }

  /// `expectedAt` may be left out: then the supplier's lead time says when.
  record Order(
      String supplierId,
      String locationId,
      String pool,
      String currency,
      List<OrderLine> lines,
      Instant expectedAt) {
    Order {
      Field.id("supplierId", supplierId);
      Field.id("locationId", locationId);
      Field.id("pool", pool);
      currency = Field.currency("currency", currency);
      lines = Field.lines("lines", lines);
    }
  }

  record OrderLine(String sku, long quantity, Money unitCost) {
    OrderLine {
      Field.sku("lines.sku", sku);
      Field.quantity("lines.quantity", quantity);
      Field.amount("lines.unitCost", unitCost);
    }
  }

  record Note(String note) {
    Note {
      if (note != null && !note.isEmpty()) Field.text("note", note, Field.TEXT_LENGTH_MAX);
    }
  }

  record Reason(String reason) {
    Reason {
      Field.text("reason", reason, Field.TEXT_LENGTH_MAX);
    }
  }

  /// Asks for a purchase order. Up to the approval limit it is placed at once.
  @POST
  @RolesAllowed({Roles.BUYER, Roles.ADMIN})
  public Response request(Order body) {
    var order = Require.present("body", body);
    return requests.post(
        order,
        work -> {
          var terms = terms(order, work);
          var id = work.newId().toString();
          handle(
              work,
              id,
              new PurchaseOrderCommand.RequestPurchaseOrder(
                  terms, PurchaseOrderInbox.policy(work), requests.actor(), work.now()));
          return Answer.created("/purchase-orders/" + id, detail(work, id));
        });
  }

  private static Terms terms(Order order, Work work) throws SQLException {
    var supplier =
        work.state(Supplier.STREAM, order.supplierId())
            .orElseThrow(
                () ->
                    Problems.rejected(
                        Unfit.UNKNOWN_SUPPLIER,
                        "There is no supplier %s; define it with PUT /suppliers/{id}."
                            .formatted(order.supplierId())));
    if (!supplier.currency().equals(order.currency())) {
      throw Problems.rejected(
          Unfit.SUPPLIER_CURRENCY_DIFFERS,
          "%s invoices in %s: order in that currency."
              .formatted(supplier.name(), supplier.currency()));
    }
    var unknown =
        Items.unknown(work.connection(), order.lines().stream().map(OrderLine::sku).toList());
    if (!unknown.isEmpty()) {
      throw Problems.rejected(
          Unfit.UNKNOWN_SKU,
          "No item is defined for %s; define it in inventory first."
              .formatted(String.join(", ", unknown)));
    }
    var lines = new ArrayList<Terms.Line>();
    for (var line : order.lines()) {
      lines.add(new Terms.Line(lines.size() + 1, line.sku(), line.quantity(), line.unitCost()));
    }
    var expectedAt =
        order.expectedAt() == null
            ? work.now().plus(Duration.ofDays(supplier.leadTimeDays()))
            : order.expectedAt();
    return new Terms(
        order.supplierId(), order.locationId(), order.pool(), order.currency(), lines, expectedAt);
  }

  @GET
  @RolesAllowed({
    Roles.BUYER,
    Roles.APPROVER,
    Roles.PLANNER,
    Roles.WAREHOUSE,
    Roles.ACCOUNTANT,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Page<PurchaseOrderQueries.Summary> list(
      @QueryParam("status") PurchaseOrder.Status status,
      @QueryParam("supplierId") String supplierId,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    int asked = Page.limit(limit);
    var wanted = status == null ? null : status.name();
    return requests.run(
        work ->
            Page.of(
                PurchaseOrderQueries.list(work.connection(), wanted, supplierId, after, asked + 1),
                asked,
                PurchaseOrderQueries.Summary::purchaseOrderId));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({
    Roles.BUYER,
    Roles.APPROVER,
    Roles.PLANNER,
    Roles.WAREHOUSE,
    Roles.ACCOUNTANT,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public PurchaseOrderQueries.Detail get(@PathParam("id") String id) {
    Field.id("id", id);
    return requests.run(work -> detail(work, id));
  }

  @GET
  @Path("/{id}/events")
  @RolesAllowed({
    Roles.BUYER,
    Roles.APPROVER,
    Roles.ACCOUNTANT,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Page<PurchaseOrderQueries.EventView> events(
      @PathParam("id") String id,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    Field.id("id", id);
    int asked = Page.limit(limit);
    long version = after == null ? 0 : after;
    return requests.run(
        work ->
            Page.of(
                PurchaseOrderQueries.events(work.connection(), id, version, asked + 1),
                asked,
                event -> String.valueOf(event.version())));
  }

  /// Another person than the one who asked must approve.
  @POST
  @Path("/{id}/approve")
  @RolesAllowed(Roles.APPROVER)
  public Response approve(@PathParam("id") String id, Note body) {
    var note = body == null ? null : body.note();
    return command(
        id,
        body,
        work ->
            new PurchaseOrderCommand.ApprovePurchaseOrder(
                PurchaseOrderInbox.policy(work), requests.actor(), note, work.now()));
  }

  @POST
  @Path("/{id}/decline")
  @RolesAllowed(Roles.APPROVER)
  public Response decline(@PathParam("id") String id, Reason body) {
    var reason = Require.present("body", body).reason();
    return command(
        id,
        body,
        work ->
            new PurchaseOrderCommand.DeclinePurchaseOrder(requests.actor(), reason, work.now()));
  }

  /// Ends a purchase order of which no more is expected.
  @POST
  @Path("/{id}/close")
  @RolesAllowed({Roles.BUYER, Roles.ADMIN})
  public Response close(@PathParam("id") String id, Reason body) {
    var reason = Require.present("body", body).reason();
    return command(
        id,
        body,
        work -> new PurchaseOrderCommand.ClosePurchaseOrder(requests.actor(), reason, work.now()));
  }

  private interface FromWork {
    PurchaseOrderCommand command(Work work);
  }

  private Response command(String id, Object body, FromWork from) {
    Field.id("id", id);
    return requests.post(
        body,
        work -> {
          known(work, id);
          handle(work, id, from.command(work));
          return Answer.ok(detail(work, id));
        });
  }

  static void handle(Work work, String id, PurchaseOrderCommand command) {
    Problems.orThrow(work.handle(PurchaseOrderStream.STREAM, id, command));
  }

  private static Known known(Work work, String id) {
    if (work.state(PurchaseOrderStream.STREAM, id) instanceof Known known) return known;
    throw Problems.unknown("purchase order", id);
  }

  private static PurchaseOrderQueries.Detail detail(Work work, String id) {
    return PurchaseOrderQueries.detail(id, known(work, id));
  }
}
