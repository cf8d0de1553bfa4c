package dev.onhand.ledger.account;

import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/// The chart of accounts.
@Path("/accounts")
@RolesAllowed({Roles.ACCOUNTANT, Roles.CONTROLLER, Roles.ANALYST})
public class AccountResource {

  private final Requests requests;

  AccountResource(Requests requests) {
    this.requests = requests;
  }

  /// All accounts in the order of their codes.
  @GET
  public List<Account> accounts() {
    return requests.run(work -> Account.all(work.connection()));
  }
}
