package dev.onhand.inventory.partition;

import java.util.Map;

/// What became of one command, for whoever waits for it: written to `inventory.replies` in the
/// transaction that decides. Whoever asks says where to by the command's header
/// `onhand_reply_to`, its instance's name and a token of its choice: `<instance>/<token>`.
///
/// @param to the asking instance; the record's key, and thereby its partition
/// @param token by which the asker knows its question
/// @param outcome a [dev.onhand.inventory.ledger.StockOutcome] by name, or why the command is a
///     dead letter
/// @param detail of a refusal; else empty
/// @param frame with the one entry that was decided; empty when there is no new one
public record Reply(String to, String token, String outcome, String detail, byte[] frame) {
  /// The command's header.
  public static final String REPLY_TO = "onhand_reply_to";

  /// The headers of a reply.
  public static final String TOKEN = "onhand_token";

  public static final String OUTCOME = "onhand_outcome";
  public static final String DETAIL = "onhand_detail";

  static final byte[] NO_FRAME = {};
  private static final int ADDRESS_LENGTH_MAX = 200;

  /// Whether a command's sender waits for the answer.
  static boolean isWanted(Map<String, String> headers) {
    String address = headers.get(REPLY_TO);
    return address != null
        && address.length() <= ADDRESS_LENGTH_MAX
        && address.lastIndexOf('/') > 0;
  }

  /// The answer to a command whose sender waits.
  static Reply to(Map<String, String> headers, String outcome, String detail, byte[] frame) {
    String address = headers.get(REPLY_TO);
    int slash = address.lastIndexOf('/');
    return new Reply(
        address.substring(0, slash), address.substring(slash + 1), outcome, detail, frame);
  }
}
