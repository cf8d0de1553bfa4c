package dev.onhand.local.stack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Bearer tokens of the local stack: JWT, RS256.
public final class Token {
  /// The roles of the platform.
  public static final List<String> ROLES =
      List.of(
          "channel",
          "order-clerk",
          "warehouse",
          "planner",
          "buyer",
          "approver",
          "accountant",
          "controller",
          "analyst",
          "operator",
          "admin");

  static final String ISSUER = "https://onhand.local";
  static final String AUDIENCE = "onhand";
  static final Duration VALID_FOR = Duration.ofHours(12);

  private Token() {}

  /// A signed token for a person or party with these roles.
  public static String of(Settings settings, String subject, Collection<String> roles) {
    return signed(TokenKeys.of(settings).privateKey(), subject, roles, Instant.now());
  }

  static String signed(PrivateKey key, String subject, Collection<String> roles, Instant now) {
    for (var role : roles) {
      if (!ROLES.contains(role)) {
        throw new StackException(
            "There is no role '%s'. Roles: %s.".formatted(role, String.join(", ", ROLES)));
      }
    }
    var claims = Http.JSON.createObjectNode();
    claims.put("iss", ISSUER).put("aud", AUDIENCE).put("sub", subject).put("upn", subject);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(VALID_FOR).getEpochSecond());
    var groups = claims.putArray("groups");
    roles.forEach(groups::add);
    var body = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encoded(claims.toString());
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(body.getBytes(StandardCharsets.US_ASCII));
      return body + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new StackException("Cannot sign a token: " + e.getMessage(), e);
    }
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
