package dev.onhand.platform;

import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.work.Answer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

@Path("/tallies")
public class TallyResource {
  private final Requests requests;

  TallyResource(Requests requests) {
    this.requests = requests;
  }

  @POST
  @RolesAllowed(Roles.PLANNER)
  public Response add(Tally.Add add) {
    return requests.post(
        add,
        work -> {
          Problems.orThrow(work.handle(Tally.TALLY, add.tallyId(), add));
          var sum = work.state(Tally.TALLY, add.tallyId()).sum();
          return Answer.created("/tallies/" + add.tallyId(), Map.of("sum", sum));
        });
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.PLANNER, Roles.ANALYST})
  public Map<String, Long> get(@PathParam("id") String id) {
    return requests.run(
        work -> {
          if (!work.exists(Tally.TALLY, id)) throw Problems.unknown("tally", id);
          return Map.of("sum", work.state(Tally.TALLY, id).sum());
        });
  }
}
