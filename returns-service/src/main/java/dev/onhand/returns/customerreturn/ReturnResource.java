package dev.onhand.returns.customerreturn;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.RejectionReason;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import dev.onhand.returns.Field;
import dev.onhand.returns.customerreturn.CustomerReturn.Announced;
import dev.onhand.returns.customerreturn.CustomerReturn.Stage;
import dev.onhand.returns.customerreturn.ReturnEvent.Authorization;
import dev.onhand.returns.customerreturn.ReturnEvent.AuthorizedLine;
import dev.onhand.returns.order.Order;
import dev.onhand.returns.order.OrderDecider;
import dev.onhand.returns.policy.PolicyInForce;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Returns: asked for by clerks and channels, seen by everyone concerned.
@Path("/returns")
public class ReturnResource {
  private final Requests requests;

  ReturnResource(Requests requests) {
    this.requests = requests;
  }

  /// Refusals that need the policy or the shipments.
  enum Unfit implements RejectionReason {
    UNKNOWN_REASON,
    UNKNOWN_LINE,
    MORE_THAN_SHIPPED,
    UNKNOWN_LOCATION
  }

  /// `locationId` may be left out: then the goods go where they came from.
  record Application(String orderId, List<Line> lines, String locationId) {
    Application {
      Field.id("orderId", orderId);
      lines = Field.lines("lines", lines);
      if (locationId != null) Field.id("locationId", locationId);
      var seen = new HashSet<String>();
      for (var line : lines) {
        if (!seen.add(line.lineId())) {
          throw new InvalidMessage("DUPLICATE", "lines", "name each line once");
        }
      }
    }
  }

  record Line(String lineId, long quantity, String reason) {
    Line {
      Field.id("lines.lineId", lineId);
      Field.quantity("lines.quantity", quantity);
      Field.id("lines.reason", reason);
    }
  }

  record Reason(String reason) {
    Reason {
      Field.text("reason", reason, Field.TEXT_LENGTH_MAX);
    }
  }

  @POST
  @RolesAllowed({Roles.ORDER_CLERK, Roles.CHANNEL, Roles.ADMIN})
  public Response authorize(Application body) {
    var application = Require.present("body", body);
    return requests.post(
        application,
        work -> {
          var policy = PolicyInForce.of(work).policy();
          var order = order(work, application.orderId());
          var lines = lines(application, order, policy.reasons());
          var from = location(application, order);
          var returnId = work.newId();
          var authorization =
              new Authorization(
                  application.orderId(),
                  from.locationId(),
                  from.pool(),
                  lines,
                  requests.actor(),
                  work.now(),
                  work.now().plus(policy.arrival()));
          accepted(ReturnHandling.authorize(work, returnId, authorization, policy));
          var id = returnId.toString();
          return Answer.created("/returns/" + id, detail(work, id));
        });
  }

  private static Order order(Work work, String orderId) {
    var order = work.state(OrderDecider.STREAM, orderId);
    if (order.isKnown()) return order;
    throw Problems.unknown("accepted order", orderId);
  }

  private static List<AuthorizedLine> lines(
      Application application, Order order, List<String> reasons) {
    var lines = new ArrayList<AuthorizedLine>();
    for (var line : application.lines()) {
      if (!reasons.contains(line.reason())) {
        throw Problems.rejected(
            Unfit.UNKNOWN_REASON, "Send one of %s.".formatted(String.join(", ", reasons)));
      }
      var known = order.lines().get(line.lineId());
      if (known == null) {
        throw Problems.rejected(
            Unfit.UNKNOWN_LINE,
            "The order has no line %s; its lines are %s."
                .formatted(line.lineId(), String.join(", ", order.lines().keySet())));
      }
      lines.add(
          new AuthorizedLine(
              line.lineId(),
              known.sold().sku(),
              line.quantity(),
              line.reason(),
              order.kit(line.lineId())));
    }
    return lines;
  }

  /// The place asked for, if the order was shipped from there; else that of the last shipment.
  private static Order.Shipment location(Application application, Order order) {
    if (order.shipments().isEmpty()) {
      throw Problems.rejected(
          Unfit.MORE_THAN_SHIPPED, "Nothing of the order was shipped yet; try again later.");
    }
    return order.shipments().values().stream()
        .filter(
            shipment ->
                application.locationId() == null
                    || shipment.locationId().equals(application.locationId()))
        .reduce((_, last) -> last)
        .orElseThrow(
            () ->
                Problems.rejected(
                    Unfit.UNKNOWN_LOCATION,
                    "The order was not shipped from %s; leave locationId out."
                        .formatted(application.locationId())));
  }

  private static void accepted(Decision<?> decision) {
    if (decision instanceof Decision.Rejected<?> r) {
      throw Problems.rejected(r.reason(), r.detail());
    }
  }

  @GET
  @RolesAllowed({
    Roles.ORDER_CLERK,
    Roles.CHANNEL,
    Roles.WAREHOUSE,
    Roles.PLANNER,
    Roles.ACCOUNTANT,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Page<ReturnQueries.Summary> list(
      @QueryParam("stage") Stage stage,
      @QueryParam("orderId") String orderId,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    int asked = Page.limit(limit);
    var filter = new ReturnQueries.Filter(stage == null ? null : stage.name(), orderId, after);
    return requests.run(
        work ->
            Page.of(
                ReturnQueries.list(work.connection(), filter, asked + 1),
                asked,
                ReturnQueries.Summary::returnId));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({
    Roles.ORDER_CLERK,
    Roles.CHANNEL,
    Roles.WAREHOUSE,
    Roles.PLANNER,
    Roles.ACCOUNTANT,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public ReturnQueries.Detail get(@PathParam("id") String id) {
    Field.id("id", id);
    return requests.run(work -> detail(work, id));
  }

  @GET
  @Path("/{id}/events")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.ACCOUNTANT, Roles.ANALYST, Roles.OPERATOR, Roles.ADMIN})
  public Page<ReturnQueries.EventView> events(
      @PathParam("id") String id,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    Field.id("id", id);
    int asked = Page.limit(limit);
    long version = after == null ? 0 : after;
    return requests.run(
        work ->
            Page.of(
                ReturnQueries.events(work.connection(), id, version, asked + 1),
                asked,
                event -> String.valueOf(event.version())));
  }

  /// Ends the wait for goods that will not come; what came goes its way.
  @POST
  @Path("/{id}/close")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.ADMIN})
  public Response close(@PathParam("id") String id, Reason body) {
    Field.id("id", id);
    var reason = Require.present("body", body).reason();
    return requests.post(
        body,
        work -> {
          detail(work, id);
          accepted(ReturnHandling.dropRemainder(work, id, reason, requests.actor()));
          return Answer.ok(detail(work, id));
        });
  }

  private static ReturnQueries.Detail detail(Work work, String id) {
    if (work.state(ReturnStream.STREAM, id) instanceof Announced announced) {
      return ReturnQueries.detail(id, announced);
    }
    throw Problems.unknown("return", id);
  }
}
