package dev.onhand.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Bearer tokens: good ones for a role, and every kind of bad one.
///
/// The static method covers most tests; `as("mira").roles("buyer").expired().token()` makes others.
/// The signature is made by hand, so that a forged token can be as wrong as an attacker likes.
public final class TestTokens {

  /// The issuer every service expects.
  public static final String ISSUER = "https://onhand.local";

  /// The audience every service expects.
  public static final String AUDIENCE = "onhand";

  private final String name;
  private List<String> roles = List.of();
  private String issuer = ISSUER;
  private String audience = AUDIENCE;
  private Duration validFor = Duration.ofHours(1);

  private TestTokens(String name) {
    this.name = name;
  }

  /// A good token of a person who has these roles.
  public static String token(String... roles) {
    return as("test-" + String.join("-", roles)).roles(roles).token();
  }

  /// A token for a named person; goes on with [#roles] and ends with [#token].
  public static TestTokens as(String name) {
    return new TestTokens(name);
  }

  /// The roles, in the claim `groups`.
  public TestTokens roles(String... roles) {
    this.roles = List.of(roles);
    return this;
  }

  /// Valid until two hours ago, beyond any leeway.
  public TestTokens expired() {
    validFor = Duration.ofHours(-2);
    return this;
  }

  /// Meant for another system.
  public TestTokens audience(String audience) {
    this.audience = audience;
    return this;
  }

  /// Given by another authority.
  public TestTokens issuer(String issuer) {
    this.issuer = issuer;
    return this;
  }

  /// Signed (RS256) with the key that the services of this JVM's tests trust.
  public String token() {
    return signedWith(TestKeys.current().getPrivate());
  }

  /// Signed (RS256) with a key nobody knows.
  public String signedWithForeignKey() {
    return signedWith(TestKeys.fresh().getPrivate());
  }

  /// Signed (RS256) with a key of the caller's choice.
  public String signedWith(PrivateKey key) {
    var content = content("RS256");
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Not signed at all: `alg` is `none`.
  public String unsigned() {
    return content("none") + ".";
  }

  /// Signed (HS256) with the text of the public key as if it were a shared secret.
  public String signedWithPublicKeyAsSecret() {
    return signedWithPublicKeyAsSecret(TestKeys.current());
  }

  private String signedWithPublicKeyAsSecret(KeyPair pair) {
    var content = content("HS256");
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(TestKeys.pem(pair).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String content(String algorithm) {
    var now = Instant.now();
    var expires = now.plus(validFor);
    var groups = roles.stream().map(r -> '"' + r + '"').collect(Collectors.joining(","));
    var header = "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm);
    var claims =
        """
        {"iss":"%s","aud":"%s","sub":"%s","upn":"%s","groups":[%s],"iat":%d,"exp":%d,"jti":"%s"}\
        """
            .formatted(
                issuer,
                audience,
                name,
                name,
                groups,
                Math.min(now.getEpochSecond(), expires.getEpochSecond()),
                expires.getEpochSecond(),
                UUID.randomUUID());
    return base64(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + base64(claims.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
