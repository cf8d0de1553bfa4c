package dev.onhand.reporting.login;

import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Roles;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.util.KeyUtils;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Gives a token for chosen roles. Exists only where `onhand.local` is true and the private key of
/// the local stack is configured; anywhere else both methods answer 404.
@Path("/dev/login")
@PermitAll
class DevLoginResource {
  private static final Duration VALID_FOR = Duration.ofHours(8);
  private static final List<String> ROLES =
      List.of(
          Roles.ANALYST,
          Roles.ORDER_CLERK,
          Roles.WAREHOUSE,
          Roles.PLANNER,
          Roles.BUYER,
          Roles.APPROVER,
          Roles.ACCOUNTANT,
          Roles.CONTROLLER,
          Roles.OPERATOR,
          Roles.ADMIN,
          Roles.CHANNEL);

  private final Optional<PrivateKey> key;
  private final String issuer;
  private final String audience;

  /// @param roles what the token's holder may do; at least one
  record Login(List<String> roles) {}

  /// @param token to be sent as `Authorization: Bearer …`
  record Token(String token, List<String> roles, Instant expiresAt) {}

  /// The roles one can sign in with.
  record Offer(List<String> roles) {}

  DevLoginResource(
      @ConfigProperty(name = "onhand.local", defaultValue = "false") boolean local,
      @ConfigProperty(name = "onhand.dev-login.private-key") Optional<String> keyFile,
      @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer,
      @ConfigProperty(name = "mp.jwt.verify.audiences") String audience) {
    this.key = keyFile.filter(_ -> local).map(DevLoginResource::read);
    this.issuer = issuer;
    this.audience = audience;
  }

  @GET
  public Offer offer() {
    key();
    return new Offer(ROLES);
  }

  @POST
  public Token login(Login login) {
    var signingKey = key();
    if (login == null || login.roles() == null || login.roles().isEmpty()) {
      throw Problems.invalid("roles", "send at least one of " + ROLES);
    }
    for (var role : login.roles()) {
      if (!ROLES.contains(role)) throw Problems.invalid("roles", "send roles of " + ROLES);
    }
    var now = Instant.now();
    var token =
        Jwt.issuer(issuer)
            .audience(Set.of(audience.split(",")))
            .upn("dev:" + String.join("+", login.roles()))
            .subject("dev:" + String.join("+", login.roles()))
            .groups(Set.copyOf(login.roles()))
            .issuedAt(now)
            .expiresAt(now.plus(VALID_FOR))
            .sign(signingKey);
    return new Token(token, List.copyOf(login.roles()), now.plus(VALID_FOR));
  }

  private PrivateKey key() {
    return key.orElseThrow(
        () ->
            Problems.of(
                404,
                "No local sign-in",
                "Sign in with the identity provider of this installation."));
  }

  private static PrivateKey read(String file) {
    var path = java.nio.file.Path.of(file.replaceFirst("^file:(//)?", ""));
    try {
      return KeyUtils.decodePrivateKey(Files.readString(path));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "onhand.dev-login.private-key: " + path + " is not a readable PEM private key", e);
    }
  }
}
