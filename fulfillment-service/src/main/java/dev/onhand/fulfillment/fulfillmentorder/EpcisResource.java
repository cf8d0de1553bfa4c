package dev.onhand.fulfillment.fulfillmentorder;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.platform.event.EventStore;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Picks, packs and shipments as GS1 EPCIS 2.0 events, by the paging of its REST binding: the
/// `Link` header of a page names the next one. Reading goes on where it ended, any time later,
/// and misses nothing: events of transactions still running are held back until they are over.
@Path("/epcis/events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.WAREHOUSE, Roles.ANALYST, Roles.OPERATOR, Roles.ADMIN})
public class EpcisResource {
  private static final String CONTEXT =
      "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

  /// Whoever has written and not committed began before this time, and records later.
  private static final String SETTLED_BEFORE =
      """
      select coalesce(min(xact_start), clock_timestamp()) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
      """;

  private static final String PHYSICAL =
      """
      select position, id, stream, version, recorded_at from event
      where position > ? and recorded_at < ? and stream like 'fulfillment-order/%'
        and type in ('PickRecorded.v1', 'PackRecorded.v1', 'ShipmentRecorded.v1')
      order by position limit ?
      """;

  private final Requests requests;

  EpcisResource(Requests requests) {
    this.requests = requests;
  }

  record Document(
      @JsonProperty("@context") List<String> context,
      String type,
      String schemaVersion,
      Instant creationDate,
      Body epcisBody) {}

  record Body(List<EpcisEvent> eventList) {}

  private record Found(long position, UUID id, String stream, long version, Instant recordedAt) {}

  /// At most `perPage` events after `nextPageToken`, in the order they were recorded.
  @GET
  public Response events(
      @QueryParam("nextPageToken") String nextPageToken, @QueryParam("perPage") Integer perPage) {
    int limit = Page.limit(perPage);
    long after = position(nextPageToken);
    return requests.run(
        work -> {
          var found = found(work.connection(), after, limit);
          var events = events(found, work.connection());
          var document =
              new Document(List.of(CONTEXT), "EPCISDocument", "2.0", work.now(), new Body(events));
          var response = Response.ok(document).header("GS1-EPCIS-Version", "2.0.0");
          if (found.size() == limit) {
            var next = "/epcis/events?perPage=" + limit + "&nextPageToken=";
            response.header("Link", "<" + next + found.getLast().position() + ">; rel=\"next\"");
          }
          return response.build();
        });
  }

  private static List<Found> found(Connection connection, long after, int limit)
      throws SQLException {
    // Two statements: what commits between them is seen by the second.
    OffsetDateTime settledBefore;
    try (var statement = connection.prepareStatement(SETTLED_BEFORE);
        var result = statement.executeQuery()) {
      result.next();
      settledBefore = result.getObject(1, OffsetDateTime.class);
    }
    var found = new ArrayList<Found>();
    try (var statement = connection.prepareStatement(PHYSICAL)) {
      statement.setLong(1, after);
      statement.setObject(2, settledBefore);
      statement.setInt(3, limit);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          found.add(
              new Found(
                  result.getLong(1),
                  result.getObject(2, UUID.class),
                  result.getString(3),
                  result.getLong(4),
                  result.getObject(5, OffsetDateTime.class).toInstant()));
        }
      }
    }
    return found;
  }

  private static List<EpcisEvent> events(List<Found> found, Connection connection)
      throws SQLException {
    var streams = new LinkedHashMap<String, Long>();
    for (var event : found) streams.put(event.stream(), 0L);
    var stored = new HashMap<UUID, EpcisEvent.Stored>();
    var recordedAt = new HashMap<UUID, Instant>();
    for (var event : found) recordedAt.put(event.id(), event.recordedAt());
    var type = FulfillmentOrders.TYPE;
    Map<String, FulfillmentOrder> states = new HashMap<>();
    for (var row : EventStore.after(connection, streams)) {
      var event = type.types().read(row.type(), row.data());
      var before = states.getOrDefault(row.stream(), type.initial());
      var after = type.evolve().apply(before, event);
      states.put(row.stream(), after);
      var at = recordedAt.get(row.id());
      if (at != null && after instanceof Known known) {
        stored.put(row.id(), new EpcisEvent.Stored(row.id(), event, known, at));
      }
    }
    return found.stream()
        .map(event -> stored.get(event.id()))
        .flatMap(event -> EpcisEvent.of(event).stream())
        .toList();
  }

  private static long position(String token) {
    if (token == null) return 0;
    try {
      return Long.parseLong(token);
    } catch (NumberFormatException _) {
      throw Problems.invalid("nextPageToken", "send the token of the page before");
    }
  }
}
