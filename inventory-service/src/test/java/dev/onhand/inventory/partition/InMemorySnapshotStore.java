package dev.onhand.inventory.partition;

import dev.onhand.inventory.ledger.SnapshotInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/// Keeps the last two snapshots of one partition, and damages them if asked to.
final class InMemorySnapshotStore implements SnapshotStore {
  private final List<Kept> newestFirst = new ArrayList<>();

  private record Kept(long nextLogOffset, boolean isPublished, List<byte[]> chunks)
      implements Stored {
    @Override
    public String describe() {
      return "a snapshot of " + chunks.size() + " chunks";
    }

    @Override
    public SnapshotInput.Chunks open() {
      Iterator<byte[]> all = chunks.iterator();
      return () -> all.hasNext() ? all.next() : null;
    }
  }

  @Override
  public synchronized void save(
      int partition, long nextLogOffset, boolean published, SnapshotInput.Chunks chunks) {
    List<byte[]> all = new ArrayList<>();
    try (chunks) {
      for (byte[] next = chunks.next(); next != null; next = chunks.next()) {
        all.add(next);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    newestFirst.addFirst(new Kept(nextLogOffset, published, all));
    if (newestFirst.size() > 2) {
      newestFirst.removeLast();
    }
  }

  void damageNewest(Random random) {
    List<byte[]> chunks = newestFirst.getFirst().chunks();
    int number = random.nextInt(chunks.size());
    if (random.nextInt(4) == 0) {
      chunks.remove(number);
      return;
    }
    byte[] bytes = chunks.get(number);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
  }

  @Override
  public synchronized List<Stored> newestFirst(int partition) {
    return List.copyOf(newestFirst);
  }
}
