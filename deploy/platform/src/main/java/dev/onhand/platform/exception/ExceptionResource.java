package dev.onhand.platform.exception;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.sql.Sql;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What waits for a person in this service: list, assign, resolve. What only the business can
/// decide (release a hold, correct a message) has endpoints of its own, named in `actions`.
@Path("/exceptions")
public class ExceptionResource {
  private static final String COLUMNS =
      "select id, kind, subject, detail, owner, actions, raised_at, due_at, assigned_to from"
          + " open_exception where ";

  private final Requests requests;
  private final String service;
  private final String eventsTopic;

  public record OpenException(
      String exceptionId,
      String kind,
      String subject,
      String detail,
      String owner,
      List<String> actions,
      Instant raisedAt,
      Instant dueAt,
      String assignedTo) {}

  public record Assign(String exceptionId, String assignTo) {
    public Assign {
      Require.text("exceptionId", exceptionId);
      Require.text("assignTo", assignTo);
    }
  }

  public record Resolve(String exceptionId, String resolution) {
    public Resolve {
      Require.text("exceptionId", exceptionId);
      Require.text("resolution", resolution);
    }
  }

  ExceptionResource(
      Requests requests,
      @ConfigProperty(name = "onhand.service") String service,
      @ConfigProperty(name = "onhand.events-topic") String eventsTopic) {
    this.requests = requests;
    this.service = service;
    this.eventsTopic = eventsTopic;
  }

  @GET
  @RolesAllowed({
    Roles.ORDER_CLERK, Roles.WAREHOUSE, Roles.PLANNER, Roles.BUYER, Roles.APPROVER,
    Roles.ACCOUNTANT, Roles.CONTROLLER, Roles.ANALYST, Roles.OPERATOR, Roles.ADMIN
  })
  public Page<OpenException> list(
      @QueryParam("after") String after, @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var sql = COLUMNS + "resolved_at is null and id > ? order by id limit ?";
    return requests.run(
        work -> {
          var begin = after == null ? "" : after;
          try (var statement = Sql.prepare(work.connection(), sql, begin, size + 1);
              var result = statement.executeQuery()) {
            var rows = new ArrayList<OpenException>();
            while (result.next()) rows.add(row(result));
            return Page.of(rows, size, OpenException::exceptionId);
          }
        });
  }

  @POST
  @Path("/assign")
  @RolesAllowed({
    Roles.ORDER_CLERK,
    Roles.WAREHOUSE,
    Roles.PLANNER,
    Roles.BUYER,
    Roles.ACCOUNTANT,
    Roles.CONTROLLER,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Response assign(Assign assign) {
    return requests.post(
        assign,
        work -> {
          find(work, assign.exceptionId());
          var queue = new ExceptionQueue(work.connection(), service, eventsTopic);
          queue
              .assign(assign.exceptionId(), assign.assignTo(), requests.actor(), work.now())
              .forEach(work::effect);
          return Answer.ok(find(work, assign.exceptionId()));
        });
  }

  @POST
  @Path("/resolve")
  @RolesAllowed({
    Roles.ORDER_CLERK,
    Roles.WAREHOUSE,
    Roles.PLANNER,
    Roles.BUYER,
    Roles.ACCOUNTANT,
    Roles.CONTROLLER,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Response resolve(Resolve resolve) {
    return requests.post(
        resolve,
        work -> {
          var open = find(work, resolve.exceptionId());
          work.effect(
              new Effect.ResolveException(open.kind(), open.subject(), resolve.resolution()));
          return Answer.ok(open);
        });
  }

  private static OpenException find(Work work, String id) throws SQLException {
    var sql = COLUMNS + "resolved_at is null and id = ?";
    try (var statement = Sql.prepare(work.connection(), sql, id);
        var result = statement.executeQuery()) {
      if (!result.next()) throw Problems.unknown("open exception", id);
      return row(result);
    }
  }

  private static OpenException row(ResultSet result) throws SQLException {
    return new OpenException(
        result.getString(1),
        result.getString(2),
        result.getString(3),
        result.getString(4),
        result.getString(5),
        List.of((String[]) result.getArray(6).getArray()),
        result.getObject(7, OffsetDateTime.class).toInstant(),
        result.getObject(8, OffsetDateTime.class).toInstant(),
        result.getString(9));
  }
}
