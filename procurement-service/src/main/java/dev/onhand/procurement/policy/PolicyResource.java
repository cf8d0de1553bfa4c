package dev.onhand.procurement.policy;

import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/// The purchasing policy: limits and tolerances, changed by controllers.
@Path("/policy")
public class PolicyResource {
  private final Requests requests;

  PolicyResource(Requests requests) {
    this.requests = requests;
  }

  @GET
  @RolesAllowed({
    Roles.BUYER,
    Roles.APPROVER,
    Roles.ACCOUNTANT,
    Roles.CONTROLLER,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public PurchasingPolicy get() {
    return requests.run(work -> work.state(PolicyChange.STREAM, PolicyChange.ONLY));
  }

  @PUT
  @RolesAllowed({Roles.CONTROLLER, Roles.ADMIN})
  public PurchasingPolicy change(PurchasingPolicy policy) {
    if (policy == null) throw Problems.invalid("", "send a JSON object");
    return requests.run(
        work -> {
          var command = new PolicyChange.ChangePolicy(policy, work.now());
          Problems.orThrow(work.handle(PolicyChange.STREAM, PolicyChange.ONLY, command));
          return policy;
        });
  }
}
