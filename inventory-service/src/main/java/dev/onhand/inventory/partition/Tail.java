package dev.onhand.inventory.partition;

import java.util.List;
import java.util.Map;

/// What came of a batch of commands, not yet appended.
///
/// @param replies to those who wait
/// @param nextCommandOffset the first command not in it
public record Tail(
    List<PoolFrame> frames,
    List<DeadLetter> deadLetters,
    List<Reply> replies,
    long nextCommandOffset) {

  Tail(List<PoolFrame> frames, List<DeadLetter> deadLetters, long nextCommandOffset) {
    this(frames, deadLetters, List.of(), nextCommandOffset);
  }

  /// A frame as bytes, with its pool, which is its key.
  public record PoolFrame(String pool, byte[] bytes) {}

  /// A command that is not decided: what it was, byte by byte, and why not.
  ///
  /// @param reason a name, as `ID_REUSED`
  public record DeadLetter(
      byte[] key,
      byte[] value,
      Map<String, String> headers,
      long commandOffset,
      String reason,
      String detail) {}
}
