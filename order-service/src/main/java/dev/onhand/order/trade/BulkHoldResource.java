package dev.onhand.order.trade;

import dev.onhand.order.order.BulkHold;
import dev.onhand.order.order.HeldOrders;
import dev.onhand.order.order.HoldReason;
import dev.onhand.order.order.OrderCommand;
import dev.onhand.order.order.Orders;
import dev.onhand.order.order.Transition;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Holds on every order with an item, or of a customer: those there are, and those that come before
/// it is released.
@Path("/bulk-holds")
public class BulkHoldResource {
  private static final int TEXT_LENGTH_MAX = 1_000;
  private static final int ORDERS_MAX = 5_000;
  private static final Duration DUE = Duration.ofDays(2);
  private static final String WAITING = "('ON_HOLD', 'RECEIVED', 'ACCEPTED', 'ALLOCATED')";

  private final Requests requests;

  BulkHoldResource(Requests requests) {
    this.requests = requests;
  }

  /// `reason` is QUALITY or MANUAL. `blocks` may be absent: the release alone. `dueAt` may be
  /// absent: in two days.
  public record Request(
      BulkHold.Target target,
      String value,
      HoldReason reason,
      String detail,
      Set<Transition> blocks,
      Instant dueAt) {
    public Request {
      Require.present("target", target);
      Require.text("value", value);
      Require.present("reason", reason);
      Require.text("detail", detail);
      if (!reason.placeable()) throw invalid("reason", "send QUALITY or MANUAL");
      if (detail.length() > TEXT_LENGTH_MAX || (value + detail).indexOf('\0') >= 0) {
        throw invalid("detail", "send at most " + TEXT_LENGTH_MAX + " characters, no U+0000");
      }
      blocks = blocks == null || blocks.isEmpty() ? Set.of(Transition.RELEASE) : blocks;
    }
  }

  private static InvalidMessage invalid(String field, String fix) {
    return new InvalidMessage("SCHEMA_VIOLATION", field, fix);
  }

  /// What a bulk hold did to the orders that were there.
  public record Applied(String bulkId, int orders) {}

  @POST
  @RolesAllowed({Roles.PLANNER, Roles.ORDER_CLERK})
  public Response place(Request body) {
    Require.present("body", body);
    return requests.post(
        body,
        work -> {
          var id = work.newId().toString();
          var due = body.dueAt() == null ? work.now().plus(DUE) : body.dueAt();
          var bulk =
              new BulkHold(
                  id,
                  body.target(),
                  body.value(),
                  body.reason(),
                  body.detail(),
                  body.blocks(),
                  due);
          return Answer.created("/bulk-holds/" + id, new Applied(id, place(work, bulk)));
        });
  }

  private int place(Work work, BulkHold bulk) throws SQLException {
    var sql =
        "insert into bulk_hold (bulk_id, target, value, hold, created_by, created_at)"
            + " values (?, ?, ?, ?::jsonb, ?, ?)";
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(bulk.bulkId()));
      statement.setString(2, bulk.target().name());
      statement.setString(3, bulk.value());
      statement.setString(4, Json.write(bulk));
      statement.setString(5, requests.actor());
      statement.setTimestamp(6, Timestamp.from(work.now()));
      statement.executeUpdate();
    }
    var orders = waiting(work, bulk);
    for (var id : orders) {
      var line = Orders.find(work, id).lineWith(bulk);
      Orders.handle(
          work,
          id,
          new OrderCommand.PlaceHold(
              bulk.reason(),
              line,
              bulk.bulkId(),
              bulk.detail(),
              bulk.blocks(),
              bulk.dueAt(),
              work.now()));
    }
    return orders.size();
  }

  private static List<String> waiting(Work work, BulkHold bulk) throws SQLException {
    var sql =
        switch (bulk.target()) {
          case SKU ->
              "select o.order_id from orders o where jsonb_exists(o.skus::jsonb, ?)"
                  + " and o.state in "
                  + WAITING;
          case CUSTOMER ->
              "select o.order_id from orders o where o.customer_id = ? and o.state in " + WAITING;
        };
    try (var statement =
        work.connection().prepareStatement(sql + " order by order_id limit " + (ORDERS_MAX + 1))) {
      statement.setString(1, bulk.value());
      var orders = ids(statement);
      if (orders.size() > ORDERS_MAX) {
        throw Problems.of(
            409, "Too many orders", "More than " + ORDERS_MAX + " orders wait; narrow it down.");
      }
      return orders;
    }
  }

  private static List<String> ids(PreparedStatement statement) throws SQLException {
    var ids = new ArrayList<String>();
    try (var row = statement.executeQuery()) {
      while (row.next()) ids.add(row.getString(1));
    }
    return ids;
  }

  /// Ends it, on every order that it still holds.
  @POST
  @Path("/{bulkId}/release")
  @RolesAllowed({Roles.PLANNER, Roles.ORDER_CLERK})
  public Response release(@PathParam("bulkId") UUID bulkId) {
    return requests.post(bulkId.toString(), work -> Answer.ok(released(work, bulkId)));
  }

  private Applied released(Work work, UUID bulkId) throws SQLException {
    var sql =
        "update bulk_hold set released_by = coalesce(released_by, ?),"
            + " released_at = coalesce(released_at, ?) where bulk_id = ? returning hold";
    BulkHold bulk;
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setString(1, requests.actor());
      statement.setTimestamp(2, Timestamp.from(work.now()));
      statement.setObject(3, bulkId);
      try (var row = statement.executeQuery()) {
        if (!row.next()) throw Problems.unknown("bulk hold", bulkId.toString());
        bulk = Lookups.read(row.getString(1), BulkHold.class);
      }
    }
    var held = HeldOrders.by(work.connection(), bulk.bulkId());
    for (var id : held) {
      Orders.handle(
          work,
          id,
          new OrderCommand.LiftHold(bulk.reason(), bulk.bulkId(), requests.actor(), work.now()));
    }
    return new Applied(bulk.bulkId(), held.size());
  }

  /// Those that stand.
  @GET
  @RolesAllowed({Roles.PLANNER, Roles.ORDER_CLERK, Roles.ANALYST})
  public List<BulkHold> list() {
    return requests.run(
        work -> {
          var sql =
              "select hold from bulk_hold where released_at is null"
                  + " order by created_at desc limit 1000";
          try (var statement = work.connection().prepareStatement(sql);
              var row = statement.executeQuery()) {
            var holds = new ArrayList<BulkHold>();
            while (row.next()) holds.add(Lookups.read(row.getString(1), BulkHold.class));
            return holds;
          }
        });
  }
}
