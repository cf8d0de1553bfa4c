package dev.onhand.platform.inbox;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.sql.Sql;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Refused messages: list, inspect with the original bytes, run again (corrected or as they are),
/// or discard. A rerun is handled by this service alone; other readers of the topic see nothing.
@Path("/dead-letters")
public class DeadLetterResource {
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final Requests requests;
  private final Inbox inbox;

  public record DeadLetter(
      long id,
      String source,
      String type,
      String key,
      String reason,
      String detail,
      Instant failedAt,
      String status) {}

  /// `payload` holds the original bytes (base64 in JSON).
  public record Inspected(DeadLetter deadLetter, Map<String, String> headers, byte[] payload) {}

  /// `payload` is the corrected message, or null to run the original again.
  public record Rerun(com.fasterxml.jackson.databind.JsonNode payload) {}

  DeadLetterResource(Requests requests, Inbox inbox) {
    this.requests = requests;
    this.inbox = inbox;
  }

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.ORDER_CLERK, Roles.ANALYST})
  public Page<DeadLetter> list(
      @QueryParam("status") String status,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var wanted = status == null ? "OPEN" : status;
    if (!List.of("OPEN", "RERUN", "DISCARDED").contains(wanted)) {
      throw Problems.invalid("status", "ask for OPEN, RERUN or DISCARDED");
    }
    var sql =
        "select id, source, type, key, reason, detail, failed_at, status from dead_letter"
            + " where status = ? and id > ? order by id limit ?";
    return requests.run(
        work -> {
          var begin = after == null ? 0 : after;
          try (var statement = Sql.prepare(work.connection(), sql, wanted, begin, size + 1);
              var result = statement.executeQuery()) {
            var rows = new ArrayList<DeadLetter>();
            while (result.next()) rows.add(row(result));
            return Page.of(rows, size, letter -> String.valueOf(letter.id()));
          }
        });
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.ORDER_CLERK})
  public Inspected inspect(@PathParam("id") long id) {
    return requests.run(work -> find(work.connection(), id));
  }

  @POST
  @Path("/{id}/rerun")
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  public DeadLetter rerun(@PathParam("id") long id, Rerun rerun) {
    var corrected =
        rerun == null || rerun.payload() == null || rerun.payload().isNull()
            ? null
            : Json.write(rerun.payload()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var actor = requests.actor();
    inbox.inTransaction(
        batch -> {
          var letter = find(batch.connection(), id);
          requireOpen(letter.deadLetter());
          close(batch.connection(), id, "RERUN", corrected, actor);
          batch.rerun(
              new Received(
                  letter.deadLetter().source(),
                  null,
                  letter.deadLetter().key(),
                  letter.headers(),
                  corrected == null ? letter.payload() : corrected));
        });
    return inspect(id).deadLetter();
  }

  @POST
  @Path("/{id}/discard")
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  public DeadLetter discard(@PathParam("id") long id) {
    return requests.run(
        work -> {
          requireOpen(find(work.connection(), id).deadLetter());
          close(work.connection(), id, "DISCARDED", null, requests.actor());
          return find(work.connection(), id).deadLetter();
        });
  }

  private static void requireOpen(DeadLetter letter) {
    if (!letter.status().equals("OPEN")) {
      throw Problems.invalid("id", "dead letter " + letter.id() + " is " + letter.status());
    }
  }

  private static void close(
      Connection connection, long id, String status, byte[] corrected, String actor)
      throws SQLException {
    var sql =
        "update dead_letter set status = ?, corrected = ?, closed_by = ?, closed_at = now()"
            + " where id = ?";
    Sql.update(connection, sql, status, corrected, actor, id);
  }

  private static Inspected find(Connection connection, long id) throws SQLException {
    var sql =
        "select id, source, type, key, reason, detail, failed_at, status, headers, payload"
            + " from dead_letter where id = ? for update";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, id);
      try (var result = statement.executeQuery()) {
        if (!result.next()) throw Problems.unknown("dead letter", String.valueOf(id));
        var headers = Json.mapper().readValue(result.getString(9), HEADERS);
        return new Inspected(row(result), headers, result.getBytes(10));
      }
    } catch (IOException e) {
      throw new IllegalStateException("stored headers cannot be read", e);
    }
  }

  private static DeadLetter row(ResultSet result) throws SQLException {
    return new DeadLetter(
        result.getLong(1),
        result.getString(2),
        result.getString(3),
        result.getString(4),
        result.getString(5),
        result.getString(6),
        result.getObject(7, OffsetDateTime.class).toInstant(),
        result.getString(8));
  }
}
