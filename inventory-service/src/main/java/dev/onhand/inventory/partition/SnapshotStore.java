package dev.onhand.inventory.partition;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Keeps the last two snapshots of each partition.
public interface SnapshotStore {

  /// One that can be read.
  interface Stored {
    /// What to say of it in the log.
    String describe();

    /// The bytes as they were saved.
    InputStream open() throws IOException;
  }

  /// All or nothing. Those before the last two are removed.
  ///
  /// @param chunks the bytes, in order
  void save(int partition, long nextLogOffset, List<byte[]> chunks);

  /// The newest first.
  List<Stored> newestFirst(int partition);
}
