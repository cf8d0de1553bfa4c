package dev.onhand.inventory.partition;

import dev.onhand.inventory.codec.Frame;

/// The log of one partition, as its only writer sees it. Offsets grow; they need not be dense.
///
/// Real one: [KafkaPartitionLog]. The tests have one in memory; both pass the same suite.
public interface PartitionLog extends AutoCloseable {

  /// Becomes the only writer. When it returns, no append of a former writer can become visible any
  /// more, and none is pending.
  ///
  /// @throws AppendFailed if it cannot be done now
  void takeOver();

  /// Reads all frames from an offset on to the end, in order, without those of failed appends.
  ///
  /// @param sink gets each frame with the offset behind it
  /// @return the offset behind the last
  long replay(long fromOffset, FrameSink sink);

  /// Appends frames, dead letters and replies, all of them or none, and in the same step says
  /// how far the commands are done.
  ///
  /// @return the offset behind the last frame
  /// @throws AppendFailed if it did not happen or may not have happened: this log and the state
  /// that led to the tail are of no use any more
  long append(Tail tail);

  @Override
  void close();

  /// Takes what is replayed.
  interface FrameSink {
    /// Comes first: up to where is read.
    default void until(long endOffset) {}

    void accept(Frame frame, long nextOffset);
  }
}
