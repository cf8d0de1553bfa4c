package dev.onhand.ledger.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// A value-bearing fact as it came in: what identifies it, and what it said.
///
/// @param orderId the customer order it belongs to, or null
/// @param happenedAt decides the period and the version of the posting rules
/// @param content what it said about value: a repeat says the same
public record Fact(Cause cause, String orderId, Instant happenedAt, String content) {

  private static final int HASH_BYTES = 16;

  /// A fact with its content in parts, each written as text.
  public static Fact of(Cause cause, String orderId, Instant happenedAt, List<?> content) {
    return new Fact(cause, orderId, happenedAt, content.toString());
  }

  /// Hash of the content, as hexadecimal text.
  String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
