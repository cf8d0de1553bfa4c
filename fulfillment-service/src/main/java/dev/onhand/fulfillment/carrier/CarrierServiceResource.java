package dev.onhand.fulfillment.carrier;

import dev.onhand.fulfillment.carrier.CarrierService.SetTerms;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.message.Require;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// Carrier services: read them all, set the terms of one.
@Path("/carrier-services")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CarrierServiceResource {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private final Requests requests;

  CarrierServiceResource(Requests requests) {
    this.requests = requests;
  }

  /// Without `effectiveFrom`, from now on.
  record Change(CarrierTerms terms, Instant effectiveFrom) {
    Change {
      Require.present("terms", terms);
    }
  }

  /// Lets stored events be republished; nothing is read from others.
  @ApplicationScoped
  static class Handlers implements MessageHandlers {
    @Override
    public void declare(Declarations on) {
      on.stream(CarrierService.TYPE);
    }
  }

  @GET
  @RolesAllowed({
    Roles.WAREHOUSE,
    Roles.ORDER_CLERK,
    Roles.PLANNER,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public List<CarrierService> list() {
    return requests.run(work -> CarrierServiceTable.all(work.connection()));
  }

  /// Sets the terms; the same terms again change nothing.
  @PUT
  @Path("/{id}")
  @RolesAllowed({Roles.PLANNER, Roles.ADMIN})
  public CarrierService put(@PathParam("id") String id, Change change) {
    if (!ID.matcher(id).matches()) {
      throw Problems.invalid("id", "send 1 to 100 letters, digits, dots, dashes, underscores");
    }
    Require.present("terms", change);
    return requests.run(
        work -> {
          var from = change.effectiveFrom() == null ? work.now() : change.effectiveFrom();
          Problems.orThrow(
              work.handle(CarrierService.TYPE, id, new SetTerms(id, change.terms(), from)));
          return work.state(CarrierService.TYPE, id);
        });
  }
}
