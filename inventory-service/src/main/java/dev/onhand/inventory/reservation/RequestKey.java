package dev.onhand.inventory.reservation;

import com.fasterxml.uuid.Generators;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/// Ids that follow from who asks and the `Idempotency-Key`: whoever asks again asks for the same.
final class RequestKey {
  static final String HEADER = "Idempotency-Key";

  private static final int LENGTH_MAX = 200;
  private static final UUID NAMESPACE = UUID.fromString("6f5f6d2c-9a0e-5e0b-8f57-3a1c2d4e5b60");

  private RequestKey() {}

  /// The key, which must be there.
  static String required(String key) {
    if (key == null || key.isBlank() || key.length() > LENGTH_MAX) {
      throw Problems.invalid(
          HEADER, "send a key of 1 to " + LENGTH_MAX + " characters, the same in every repeat");
    }
    return key;
  }

  /// A UUIDv5 of the caller, the key, and whatever else tells requests apart.
  static String id(String... parts) {
    return Generators.nameBasedGenerator(NAMESPACE).generate(String.join("\n", parts)).toString();
  }

  static String digest(Object body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(Json.write(body).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
