package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TestTokensTest {

  private static JsonNode claims(String token) throws Exception {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }

  private static boolean isSignedWithTheTestKey(String token) throws Exception {
    int end = token.lastIndexOf('.');
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(TestKeys.current().getPublic());
    signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
  }

  @Test
  void a_good_token_names_roles_issuer_and_audience_and_is_signed() throws Exception {
    var token = TestTokens.token("buyer", "approver");
    var claims = claims(token);
    assertTrue(isSignedWithTheTestKey(token));
    assertEquals("approver", claims.path("groups").path(1).asText());
    assertEquals(TestTokens.ISSUER, claims.path("iss").asText());
    assertEquals(TestTokens.AUDIENCE, claims.path("aud").asText());
    assertTrue(claims.path("exp").asLong() > Instant.now().getEpochSecond());
  }

  @Test
  void an_expired_token_is_well_signed() throws Exception {
    var token = TestTokens.as("mira").roles("buyer").expired().token();
    assertTrue(isSignedWithTheTestKey(token));
    assertTrue(claims(token).path("exp").asLong() < Instant.now().getEpochSecond());
  }

  @Test
  void a_foreign_key_is_not_the_test_key() throws Exception {
    assertFalse(isSignedWithTheTestKey(TestTokens.as("mira").signedWithForeignKey()));
  }

  @Test
  void an_unsigned_token_has_an_empty_signature() {
    assertTrue(TestTokens.as("mira").unsigned().endsWith("."));
  }

  @Test
  void the_key_file_and_the_key_are_of_one_pair() throws Exception {
    var pem = java.nio.file.Files.readString(TestKeys.publicKeyFile());
    assertEquals(TestKeys.pem(TestKeys.current()), pem);
  }
}
