package dev.onhand.platform.exception;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What waits for a person in this service. An exception is identified by its kind and subject:
/// raising an open one again says nothing new; a resolved one opens again. Each change is
/// published on the service's events topic (schemas in deploy/docs/exceptions).
public final class ExceptionQueue {
  private final Connection connection;
  private final String service;
  private final String topic;
  private final Map<String, Change> last = new LinkedHashMap<>();

  private record Change(Effect effect, Instant at, String actor) {}

  public record ExceptionRaised(
      String exceptionId,
      String service,
      String kind,
      String subject,
      String detail,
      String owner,
      List<String> actions,
      Instant raisedAt,
      Instant dueAt) {}

  public record ExceptionAssigned(
      String exceptionId, String assignedTo, String assignedBy, Instant assignedAt) {}

  public record ExceptionResolved(
      String exceptionId, String resolution, String resolvedBy, Instant resolvedAt) {}

  public ExceptionQueue(Connection connection, String service, String topic) {
    this.connection = connection;
    this.service = service;
    this.topic = topic;
  }

  public static String id(String service, String kind, String subject) {
    return service + "/" + kind + "/" + subject;
  }

  public void raise(Effect.RaiseException raise, Instant at, String actor) {
    last.put(id(service, raise.kind(), raise.subject()), new Change(raise, at, actor));
  }

  public void resolve(Effect.ResolveException resolve, Instant at, String actor) {
    last.put(id(service, resolve.kind(), resolve.subject()), new Change(resolve, at, actor));
  }

  /// Writes the changes; answers the messages that tell of those that changed something.
  public List<Effect.Publish> write() throws SQLException {
    var messages = new ArrayList<Effect.Publish>();
    for (var entry : last.entrySet()) {
      var change = entry.getValue();
      if (change.effect() instanceof Effect.RaiseException raise) {
        raise(entry.getKey(), raise, change.at(), messages);
      } else if (change.effect() instanceof Effect.ResolveException resolve) {
        resolve(entry.getKey(), resolve.resolution(), change.actor(), change.at(), messages);
      }
    }
    return messages;
  }

  private void raise(
      String id, Effect.RaiseException raise, Instant at, List<Effect.Publish> messages)
      throws SQLException {
    var sql =
        """
        insert into open_exception as e
          (id, kind, subject, detail, owner, actions, raised_at, due_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do update set detail = excluded.detail, owner = excluded.owner,
          actions = excluded.actions, raised_at = excluded.raised_at, due_at = excluded.due_at,
          assigned_to = null, resolved_at = null, resolved_by = null, resolution = null
          where e.resolved_at is not null
        """;
    var subject = raise.subject();
    var actions = raise.actions().toArray(String[]::new);
    var detail = raise.detail();
    var owner = raise.owner();
    var due = raise.dueAt();
    int changed =
        Sql.update(connection, sql, id, raise.kind(), subject, detail, owner, actions, at, due);
    if (changed == 0) return;
    var raised =
        new ExceptionRaised(
            id, service, raise.kind(), subject, detail, owner, raise.actions(), at, due);
    messages.add(message(id, "ExceptionRaised", raised));
  }

  private void resolve(
      String id, String resolution, String actor, Instant at, List<Effect.Publish> messages)
      throws SQLException {
    var sql =
        "update open_exception set resolved_at = ?, resolved_by = ?, resolution = ?"
            + " where id = ? and resolved_at is null";
    if (Sql.update(connection, sql, at, actor, resolution, id) == 0) return;
    messages.add(
        message(id, "ExceptionResolved", new ExceptionResolved(id, resolution, actor, at)));
  }

  /// Assigns an open exception to somebody; no message when it is not open.
  List<Effect.Publish> assign(String id, String to, String by, Instant at) throws SQLException {
    var sql = "update open_exception set assigned_to = ? where id = ? and resolved_at is null";
    if (Sql.update(connection, sql, to, id) == 0) return List.of();
    return List.of(message(id, "ExceptionAssigned", new ExceptionAssigned(id, to, by, at)));
  }

  private Effect.Publish message(String id, String name, Object payload) {
    return Effect.publish(topic, id, service + "." + name + ".v1", payload);
  }
}
