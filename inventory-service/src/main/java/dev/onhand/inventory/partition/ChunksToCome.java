package dev.onhand.inventory.partition;

import dev.onhand.inventory.ledger.SnapshotInput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Chunks of a snapshot that is being written, for the thread that saves them meanwhile: what is
/// saved need not be kept, and the database has little to do at a time. Whoever writes never waits;
/// if the database does, chunks gather here, which are at most the snapshot.
final class ChunksToCome implements SnapshotInput.Chunks {
  private static final byte[] END = new byte[0];
  private static final byte[] NONE_MORE = new byte[0];

  /// Between two chunks, even where much else is to be done.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
  private volatile boolean wanted = true;
  private long waitedNs;

  void add(List<byte[]> chunks) {
    if (wanted) {
      queue.addAll(chunks);
    }
  }

  /// There are all.
  void end() {
    queue.add(END);
  }

  /// There will be no more, and those that are there are worth nothing.
  void abandon() {
    queue.clear();
    queue.add(NONE_MORE);
  }

  /// @throws IOException if the snapshot was abandoned
  @Override
  public byte[] next() throws IOException {
    long beganNs = System.nanoTime();
    try {
      byte[] next = queue.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      if (next == null || next == NONE_MORE) {
        throw new IOException("the snapshot was abandoned");
      }
      return next == END ? null : next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      waitedNs += System.nanoTime() - beganNs;
    }
  }

  /// For how long the thread that saves had to wait for them; to be asked by it.
  long waitedNs() {
    return waitedNs;
  }

  /// Nobody saves them any more.
  @Override
  public void close() {
    wanted = false;
    queue.clear();
  }
}
