package dev.onhand.inventory.partition;

import dev.onhand.inventory.ledger.SnapshotInput;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/// Keeps the two snapshots of each partition that go furthest, and of those that hold nothing but
/// what was published the one that does.
public interface SnapshotStore {

  /// One that can be read.
  interface Stored {
    /// What to say of it in the log.
    String describe();

    /// Where the log goes on behind it.
    long nextLogOffset();

    /// Whether everything in it was published.
    boolean isPublished();

    /// The chunks as they were saved. To be closed.
    SnapshotInput.Chunks open() throws IOException;
  }

  /// All or nothing. Those that need not be kept are removed.
  ///
  /// @param published whether everything in it was published
  /// @param chunks the bytes, in order; taken as they come, and closed
  /// @throws IllegalStateException if it was not saved
  void save(int partition, long nextLogOffset, boolean published, SnapshotInput.Chunks chunks);

  /// One that is there as a whole.
  default void save(int partition, long nextLogOffset, boolean published, List<byte[]> chunks) {
    Iterator<byte[]> all = chunks.iterator();
    save(partition, nextLogOffset, published, () -> all.hasNext() ? all.next() : null);
  }

  /// Those that go furthest first.
  List<Stored> newestFirst(int partition);
}
