package dev.onhand.reporting;

import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;

/// Makes the service under test a local one: with the sign-in of the local stack, which signs with
/// the key that the tests' tokens are signed with.
public final class LocalKey implements QuarkusTestResourceLifecycleManager {
  private static final String KEY_OF_THE_TESTS = "onhand.test.private.key";

  @Override
  public Map<String, String> start() {
    TestTokens.token("analyst"); // makes the key if this is the first token
    var key = Base64.getDecoder().decode(System.getProperty(KEY_OF_THE_TESTS));
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    try {
      var file = Files.createTempFile("onhand-local-key", ".pem");
      file.toFile().deleteOnExit();
      Files.writeString(
          file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
      return Map.of("onhand.local", "true", "onhand.dev-login.private-key", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
