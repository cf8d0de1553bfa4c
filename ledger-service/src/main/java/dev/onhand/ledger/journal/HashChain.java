package dev.onhand.ledger.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// The chain over the entries of one entity: each hash covers the entry, its number and the hash
/// before it, so an entry cannot be changed, removed or put in between without all later hashes
/// coming out otherwise.
final class HashChain {

  /// What the first entry builds on.
  static final String START = "0".repeat(64);

  private HashChain() {}

  /// The hash of an entry at its place in the chain.
  static String next(String previous, long number, JournalEntry entry, Instant postedAt) {
    StringBuilder text = new StringBuilder(512);
    field(text, previous);
    field(text, Long.toString(number));
    field(text, entry.entryId().toString());
    field(text, entry.cause().type());
    field(text, entry.cause().id());
    field(text, entry.entity());
    field(text, entry.currency());
    field(text, entry.orderId());
    field(text, entry.effectiveAt().toString());
    field(text, postedAt.toString());
    field(text, Integer.toString(entry.ruleVersion()));
    field(text, entry.factHash());
    for (Posting posting : entry.postings()) {
      field(text, posting.account());
      field(text, posting.side().name());
      field(text, Long.toString(posting.amount().getAmountMinorLong()));
      field(text, posting.channel());
    }
    if (entry.late()) {
      field(text.append("period "), entry.period().toString());
    }
    return sha256(text.toString());
  }

  /// Length before content: no two different entries give the same text.
  private static void field(StringBuilder text, String value) {
    if (value == null) {
      text.append('-');
    } else {
      text.append(value.length()).append(':').append(value);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
