package dev.onhand.order.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A request body with its signature and hash. `bytes` is null when the body was larger than
/// [#HELD_MAX]: then only `length`, signature and hash are of the whole.
record SignedBody(byte[] bytes, long length, String signature, String sha256) {
  /// What is held in memory of one body.
  static final int HELD_MAX = 1_048_576;

  /// What is read of one body, to know whether a too large one is genuine.
  static final long READ_MAX = 32L * 1_048_576;

  private static final int BUFFER_BYTES = 16_384;

  /// Thrown when a body has more than [#READ_MAX] bytes.
  static final class Endless extends IOException {
    private static final long serialVersionUID = 1L;
  }

  static SignedBody read(InputStream body, String secret) throws IOException {
    var mac = keyed(secret);
    var hash = hash();
    var held = new ByteArrayOutputStream(BUFFER_BYTES);
    var buffer = new byte[BUFFER_BYTES];
    long length = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      length += n;
      if (length > READ_MAX) throw new Endless();
      mac.update(buffer, 0, n);
      hash.update(buffer, 0, n);
      if (length <= HELD_MAX) {
        held.write(buffer, 0, n);
      } else {
        held = new ByteArrayOutputStream(0); // let go of what was held
      }
    }
    return new SignedBody(
        length <= HELD_MAX ? held.toByteArray() : null,
        length,
        Base64.getEncoder().encodeToString(mac.doFinal()),
        HexFormat.of().formatHex(hash.digest()));
  }

  private static Mac keyed(String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest hash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// In constant time: how much of a wrong signature is right must not show.
  boolean isSignedAs(String given) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
  }
}
