package dev.onhand.inventory.partition;

/// Follows the log of one partition beside the loop, with a state of its own.
sealed interface Follower extends AutoCloseable permits SnapshotFollower, AvailabilityFollower {
  /// Ends it soon, without waiting.
  @Override
  void close();
}
