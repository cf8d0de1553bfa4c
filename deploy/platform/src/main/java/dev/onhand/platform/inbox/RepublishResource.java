package dev.onhand.platform.inbox;

import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.work.Republish;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// `POST /republish?from=POSITION`: sends the messages of stored events again, after a
/// replication slot was lost.
@Path("/republish")
public class RepublishResource {
  private final Requests requests;
  private final Inbox inbox;
  private final String service;

  public record Republished(long fromPosition, long messages) {}

  RepublishResource(
      Requests requests, Inbox inbox, @ConfigProperty(name = "onhand.service") String service) {
    this.requests = requests;
    this.inbox = inbox;
    this.service = service;
  }

  @POST
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  public Republished republish(@QueryParam("from") Long from) {
    if (from == null || from < 1) throw Problems.invalid("from", "send an event position from 1");
    var types = inbox.declarations().streams();
    long messages = 0;
    for (long position = from; position > 0; ) {
      long next = position;
      var step = requests.run(work -> new Republish(work.connection(), service, types).step(next));
      messages += step.messages();
      position = step.next();
    }
    return new Republished(from, messages);
  }
}
