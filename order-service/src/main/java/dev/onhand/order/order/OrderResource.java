package dev.onhand.order.order;

import dev.onhand.order.channel.ShipTo;
import dev.onhand.order.person.Person;
import dev.onhand.order.person.Vault;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.joda.money.Money;

/// Orders over REST: what there is, what happened, and what a person may do about it.
@Path("/")
public class OrderResource {
  private static final int REASON_LENGTH_MAX = 200;
  private static final int NOTE_LENGTH_MAX = 1_000;
  private static final Pattern ORDER_ID = Pattern.compile("[0-9a-f-]{36}");

  private final Requests requests;
  private final SecurityIdentity identity;

  OrderResource(Requests requests, SecurityIdentity identity) {
    this.requests = requests;
    this.identity = identity;
  }

  // ---- reading

  /// Newest first. `state` is a stage or ON_HOLD.
  @GET
  @Path("orders")
  @RolesAllowed({
    Roles.ORDER_CLERK,
    Roles.ANALYST,
    Roles.PLANNER,
    Roles.ACCOUNTANT,
    Roles.CONTROLLER
  })
  public Page<OrderQueries.OrderRow> list(
      @QueryParam("state") String state,
      @QueryParam("channelOrderId") String channelOrderId,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    if (channelOrderId != null) limited("channelOrderId", channelOrderId, REASON_LENGTH_MAX);
    return requests.run(
        work -> OrderQueries.orders(work.connection(), state, channelOrderId, after, size));
  }

  /// One order; its address is shown to order clerks only.
  @GET
  @Path("orders/{id}")
  @RolesAllowed({
    Roles.ORDER_CLERK,
    Roles.ANALYST,
    Roles.PLANNER,
    Roles.ACCOUNTANT,
    Roles.CONTROLLER
  })
  public OrderView find(@PathParam("id") String id) {
    return requests.run(work -> view(work, id));
  }

  /// Everything that happened to the order: no personal data is in it.
  @GET
  @Path("orders/{id}/events")
  @RolesAllowed({
    Roles.ORDER_CLERK,
    Roles.ANALYST,
    Roles.PLANNER,
    Roles.ACCOUNTANT,
    Roles.CONTROLLER
  })
  public Page<OrderQueries.TimelineEntry> timeline(
      @PathParam("id") String id,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    return requests.run(
        work -> {
          known(work, id);
          return OrderQueries.timeline(work.connection(), id, after == null ? 0 : after, size);
        });
  }

  /// Open holds of all orders, the most urgent first.
  @GET
  @Path("holds")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.ANALYST, Roles.PLANNER})
  public Page<OrderQueries.HoldRow> holds(
      @QueryParam("reason") HoldReason reason,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var name = reason == null ? null : reason.name();
    return requests.run(work -> OrderQueries.holds(work.connection(), name, after, size));
  }

  private OrderView view(Work work, String id) throws SQLException {
    var order = known(work, id);
    ShipTo shipTo = null;
    if (identity.hasRole(Roles.ORDER_CLERK)) {
      var person = Vault.of(work).find(id);
      shipTo = person == null ? null : person.shipTo();
    }
    return OrderView.of(order, shipTo);
  }

  private static Order known(Work work, String id) {
    var order = ORDER_ID.matcher(id).matches() ? Orders.find(work, id) : null;
    if (order == null) throw Problems.unknown("order", id);
    return order;
  }

  // ---- acting

  /// Why an order should be cancelled, 1 to 200 characters.
  public record Cancellation(String reason) {
    public Cancellation {
      limited("reason", Require.text("reason", reason), REASON_LENGTH_MAX);
    }
  }

  /// Cancels the order at once, or asks fulfilment to when it was released already.
  @POST
  @Path("orders/{id}/cancel")
  @RolesAllowed(Roles.ORDER_CLERK)
  public Response cancel(@PathParam("id") String id, Cancellation body) {
    Require.present("body", body);
    return requests.post(
        body,
        work ->
            decide(
                work,
                id,
                new OrderCommand.CancelOrder(body.reason(), requests.actor(), work.now())));
  }

  /// What a person found out about a hold; may be empty.
  public record HoldRelease(String note) {
    public HoldRelease {
      if (note != null) limited("note", note, NOTE_LENGTH_MAX);
    }
  }

  /// Ends a hold by a person's word. A hold whose cause has to go (address, SKU) is refused, with
  /// what to do instead.
  @POST
  @Path("orders/{id}/holds/{holdId}/release")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.PLANNER, Roles.APPROVER, Roles.ACCOUNTANT})
  public Response releaseHold(
      @PathParam("id") String id, @PathParam("holdId") String holdId, HoldRelease body) {
    var release = body == null ? new HoldRelease(null) : body;
    return requests.post(
        release,
        work -> {
          requireOwner(known(work, id).holds().byId(holdId));
          return decide(
              work,
              id,
              new OrderCommand.ReleaseHold(holdId, requests.actor(), release.note(), work.now()));
        });
  }

  /// Approvals and credit are not everybody's to give; everything else is a clerk's or planner's.
  private void requireOwner(Hold hold) {
    var clerk = identity.hasRole(Roles.ORDER_CLERK) || identity.hasRole(Roles.PLANNER);
    var owner = hold == null || identity.hasRole(hold.reason().owner());
    if (owner || clerk && !hold.reason().ownersOnly()) return;
    throw Problems.of(403, "Forbidden", "Only the role " + hold.reason().owner() + " may.");
  }

  /// Units that are not wanted any more, by line.
  public record LineCancellation(List<Units> lines, String reason) {
    /// At least one unit of a line.
    public record Units(String lineId, long quantity) {
      public Units {
        limited("lineId", Require.text("lineId", lineId), REASON_LENGTH_MAX);
        Require.positive("quantity", quantity);
      }
    }

    public LineCancellation {
      lines = Require.some("lines", lines);
      limited("reason", Require.text("reason", reason), REASON_LENGTH_MAX);
    }
  }

  /// Calls off units before the order is released; what was paid for them goes back. The last units
  /// cancel the order.
  @POST
  @Path("orders/{id}/lines/cancel")
  @RolesAllowed(Roles.ORDER_CLERK)
  public Response cancelLines(@PathParam("id") String id, LineCancellation body) {
    Require.present("body", body);
    return requests.post(
        body,
        work -> {
          var terms = known(work, id).terms();
          var units =
              body.lines().stream()
                  .map(
                      u -> {
                        var line = terms.line(u.lineId());
                        var sku = line == null ? null : line.sku();
                        return new LineQuantity(u.lineId(), sku, u.quantity());
                      })
                  .toList();
          var cancellation = work.newId().toString();
          return decide(
              work,
              id,
              new OrderCommand.CancelLines(
                  cancellation, units, body.reason(), requests.actor(), work.now()));
        });
  }

  /// Why an order should wait. `reason` is QUALITY or MANUAL; `lineId`, `blocks` (the release
  /// alone) and `dueAt` (two days) may be absent.
  public record PlacedHold(
      HoldReason reason, String lineId, String detail, Set<Transition> blocks, Instant dueAt) {
    public PlacedHold {
      Require.present("reason", reason);
      limited("detail", Require.text("detail", detail), NOTE_LENGTH_MAX);
      if (!reason.placeable()) {
        throw new InvalidMessage("SCHEMA_VIOLATION", "reason", "send QUALITY or MANUAL");
      }
      blocks = blocks == null || blocks.isEmpty() ? Set.of(Transition.RELEASE) : blocks;
    }
  }

  /// Places a hold by hand.
  @POST
  @Path("orders/{id}/holds")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.PLANNER})
  public Response hold(@PathParam("id") String id, PlacedHold body) {
    Require.present("body", body);
    return requests.post(
        body,
        work -> {
          var due = body.dueAt() == null ? work.now().plus(body.reason().due()) : body.dueAt();
          var subject = work.newId().toString();
          return decide(
              work,
              id,
              new OrderCommand.PlaceHold(
                  body.reason(),
                  body.lineId(),
                  subject,
                  body.detail(),
                  body.blocks(),
                  due,
                  work.now()));
        });
  }

  /// Another price of a line: net and tax of all its units.
  public record AskedPrice(Money net, Money tax) {
    public AskedPrice {
      Require.present("net", net);
      Require.present("tax", tax);
    }
  }

  /// Asks for another price of a line of an order that waits unpaid; an approver, who must be
  /// somebody else, releases the hold APPROVAL to let it count.
  @POST
  @Path("orders/{id}/lines/{lineId}/price")
  @RolesAllowed(Roles.ORDER_CLERK)
  public Response askPrice(
      @PathParam("id") String id, @PathParam("lineId") String lineId, AskedPrice body) {
    Require.present("body", body);
    return requests.post(
        body,
        work ->
            decide(
                work,
                id,
                new OrderCommand.AskPrice(
                    lineId, body.net(), body.tax(), requests.actor(), work.now())));
  }

  /// Which item a line means.
  public record NamedSku(String sku) {
    public NamedSku {
      limited("sku", Require.text("sku", sku), REASON_LENGTH_MAX);
    }
  }

  /// Says which item a line of an order held UNMAPPED_SKU means.
  @PUT
  @Path("orders/{id}/lines/{lineId}/sku")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.PLANNER})
  public OrderView nameSku(
      @PathParam("id") String id, @PathParam("lineId") String lineId, NamedSku body) {
    Require.present("body", body);
    return requests.run(
        work -> {
          var order = known(work, id);
          var pools = order.pools().all();
          var skus = Orders.knownSkus(work, pools, order.terms(), order, body.sku());
          var command =
              new OrderCommand.NameSku(lineId, body.sku(), skus, requests.actor(), work.now());
          Problems.orThrow(Orders.handle(work, id, command));
          return view(work, id);
        });
  }

  /// Gives, or corrects, the address of an order that is not released yet.
  @PUT
  @Path("orders/{id}/ship-to")
  @RolesAllowed(Roles.ORDER_CLERK)
  public OrderView shipTo(@PathParam("id") String id, ShipTo body) {
    Require.present("body", body);
    for (var problem : body.missing()) {
      var parts = problem.split(": ", 2);
      throw Problems.invalid(
          parts[0], parts.length == 1 ? "is needed to deliver anything" : "send " + parts[1]);
    }
    body.requireShort();
    return requests.run(
        work -> {
          var order = known(work, id);
          var vault = Vault.of(work);
          var known = vault.find(id);
          var buyer = known == null ? null : known.buyer();
          vault.keep(id, vault.keyOf(order.terms().customerId()), new Person(buyer, body));
          var command =
              new OrderCommand.NoteAddress(
                  body.country(), body.postalZone(), requests.actor(), work.now());
          Problems.orThrow(Orders.handle(work, id, command));
          return view(work, id);
        });
  }

  private Answer decide(Work work, String id, OrderCommand command) throws SQLException {
    known(work, id);
    Problems.orThrow(Orders.handle(work, id, command));
    // the answer is kept with its Idempotency-Key, so nothing personal may be in it
    return Answer.ok(OrderView.of(known(work, id), null));
  }

  private static void limited(String field, String text, int lengthMax) {
    if (text.length() > lengthMax || text.indexOf('\0') >= 0) {
      throw new InvalidMessage(
          "SCHEMA_VIOLATION", field, "send at most " + lengthMax + " characters, no U+0000");
    }
  }
}
