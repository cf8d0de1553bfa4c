package dev.onhand.procurement.replenishment;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.work.Work;
import dev.onhand.procurement.replenishment.Replenishment.Suggestion;
import dev.onhand.procurement.replenishment.ReplenishmentTables.Key;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// What to buy, and why. A suggestion is computed when it is asked for and ordered by people.
@Path("/replenishment")
public class ReplenishmentResource {
  /// How many items one request looks at before it answers with what it has.
  private static final int ITEMS_MAX = 10_000;

  private static final int ITEMS_PER_READ = 500;
  private static final String SEPARATOR = "/";

  private final Requests requests;

  ReplenishmentResource(Requests requests) {
    this.requests = requests;
  }

  /// By pool and SKU; `after` is `pool/sku`.
  @GET
  @Path("/suggestions")
  @RolesAllowed({
    Roles.PLANNER,
    Roles.BUYER,
    Roles.APPROVER,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Page<Suggestion> suggestions(
      @QueryParam("after") String after, @QueryParam("limit") Integer limit) {
    int asked = Page.limit(limit);
    var from = key(after);
    return requests.run(work -> page(work, from, asked));
  }

  /// `next` may be given with few or no suggestions: then there are more items to look at.
  private static Page<Suggestion> page(Work work, Key from, int limit) throws SQLException {
    var policy = work.state(ReplenishmentPolicy.STREAM, ReplenishmentPolicy.ONLY);
    LocalDate today = work.now().atOffset(ZoneOffset.UTC).toLocalDate();
    List<Suggestion> found = new ArrayList<>();
    var after = from;
    for (int seen = 0; seen < ITEMS_MAX; seen += ITEMS_PER_READ) {
      var situations =
          ReplenishmentTables.situations(work.connection(), policy, today, after, ITEMS_PER_READ);
      for (var situation : situations) {
        Replenishment.suggest(situation, policy, today).ifPresent(found::add);
        after = new Key(situation.pool(), situation.sku());
        if (found.size() == limit) return new Page<>(found, text(after));
      }
      if (situations.isEmpty()) return new Page<>(found, null);
    }
    return new Page<>(found, text(after));
  }

  private static Key key(String after) {
    if (after == null) return Key.FIRST;
    int end = after.indexOf(SEPARATOR);
    if (end < 0) throw Problems.invalid("after", "send the value of next");
    return new Key(after.substring(0, end), after.substring(end + 1));
  }

  private static String text(Key key) {
    return key.pool() + SEPARATOR + key.sku();
  }

  @GET
  @Path("/policy")
  @RolesAllowed({
    Roles.PLANNER,
    Roles.BUYER,
    Roles.CONTROLLER,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public ReplenishmentPolicy policy() {
    return requests.run(work -> work.state(ReplenishmentPolicy.STREAM, ReplenishmentPolicy.ONLY));
  }

  @PUT
  @Path("/policy")
  @RolesAllowed({Roles.PLANNER, Roles.CONTROLLER, Roles.ADMIN})
  public ReplenishmentPolicy change(ReplenishmentPolicy policy) {
    if (policy == null) throw Problems.invalid("", "send a JSON object");
    return requests.run(
        work -> {
          var command = new ReplenishmentPolicy.ChangePolicy(policy, work.now());
          Problems.orThrow(
              work.handle(ReplenishmentPolicy.STREAM, ReplenishmentPolicy.ONLY, command));
          return policy;
        });
  }
}
