package dev.onhand.order.intake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A document as it came. `source` is the topic or path it came by; `deliveryId` the sender's name
/// for this delivery, or null. `body` is null when it was too large to keep; `bytes` and `sha256`
/// (hex) are always of the whole.
public record Document(
    String channel,
    String shop,
    String source,
    String deliveryId,
    byte[] body,
    long bytes,
    String sha256) {

  /// A document that is held whole.
  public static Document of(
      String channel, String shop, String source, String deliveryId, byte[] body) {
    return new Document(channel, shop, source, deliveryId, body, body.length, hash(body));
  }

  /// One entry of it, as a document of its own.
  Document part(byte[] its) {
    return of(channel, shop, source, deliveryId, its);
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
