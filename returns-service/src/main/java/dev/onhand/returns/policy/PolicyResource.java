package dev.onhand.returns.policy;

import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/// The return policy: seen by all who handle returns, changed by controllers.
@Path("/policy")
public class PolicyResource {
  private final Requests requests;

  PolicyResource(Requests requests) {
    this.requests = requests;
  }

  @GET
  @RolesAllowed({
    Roles.ORDER_CLERK,
    Roles.CHANNEL,
    Roles.WAREHOUSE,
    Roles.CONTROLLER,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public PolicyInForce get() {
    return requests.run(PolicyInForce::of);
  }

  @PUT
  @RolesAllowed({Roles.CONTROLLER, Roles.ADMIN})
  public PolicyInForce change(ReturnPolicy policy) {
    if (policy == null) throw Problems.invalid("", "send a JSON object");
    return requests.run(
        work -> {
          Problems.orThrow(PolicyInForce.change(work, policy));
          return PolicyInForce.of(work);
        });
  }
}
