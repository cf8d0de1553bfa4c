package dev.onhand.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  @TempDir Path folder;
  private TokenKeys keys;

  @BeforeEach
  void makeKeys() {
    keys = TokenKeys.of(settings());
  }

  @Test
  void a_token_carries_issuer_audience_subject_and_roles_for_twelve_hours() throws Exception {
    var token = Token.signed(keys.privateKey(), "ann", List.of("buyer", "approver"), NOON);
    var claims = Http.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    assertEquals("https://onhand.local", claims.path("iss").asText());
    assertEquals("onhand", claims.path("aud").asText());
    assertEquals("ann", claims.path("sub").asText());
    assertEquals("[\"buyer\",\"approver\"]", claims.path("groups").toString());
    assertEquals(NOON.getEpochSecond(), claims.path("iat").asLong());
    assertEquals(NOON.getEpochSecond() + 12 * 3600, claims.path("exp").asLong());
  }

  @Test
  void the_public_key_file_verifies_the_signature() throws Exception {
    var parts = Token.signed(keys.privateKey(), "ann", List.of("admin"), NOON).split("\\.");
    var pem = Files.readString(keys.publicKeyFile()).replaceAll("-----[A-Z ]+-----", "");
    var key =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    var verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(key);
    verifier.update((parts[0] + "." + parts[1]).getBytes());
    assertTrue(verifier.verify(Base64.getUrlDecoder().decode(parts[2])));
  }

  @Test
  void an_unknown_role_is_refused_by_name() {
    var refused =
        assertThrows(
            StackException.class,
            () -> Token.signed(keys.privateKey(), "ann", List.of("king"), NOON));
    assertTrue(refused.getMessage().contains("'king'"), refused.getMessage());
  }

  @Test
  void keys_are_made_once_and_only_their_owner_reads_the_private_one() throws Exception {
    var first = Files.readString(keys.privateKeyFile());
    TokenKeys.of(settings());
    assertEquals(first, Files.readString(keys.privateKeyFile()));
    var permissions = Files.getPosixFilePermissions(keys.privateKeyFile());
    assertEquals("rw-------", PosixFilePermissions.toString(permissions));
  }

  private Settings settings() {
    return Settings.of(folder, Map.of("ONHAND_HOME", folder.toString()));
  }
}
