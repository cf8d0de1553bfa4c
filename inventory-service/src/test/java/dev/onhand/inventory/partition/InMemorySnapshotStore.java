package dev.onhand.inventory.partition;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Keeps the last two snapshots of one partition, and damages them if asked to.
final class InMemorySnapshotStore implements SnapshotStore {
  private final List<byte[]> newestFirst = new ArrayList<>();

  private record Bytes(byte[] bytes) implements Stored {
    @Override
    public String describe() {
      return "a snapshot of " + bytes.length + " bytes";
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  @Override
  public void save(int partition, long nextLogOffset, List<byte[]> chunks) {
    var all = new ByteArrayOutputStream();
    chunks.forEach(all::writeBytes);
    newestFirst.addFirst(all.toByteArray());
    if (newestFirst.size() > 2) {
      newestFirst.removeLast();
    }
  }

  void damageNewest(Random random) {
    byte[] bytes = newestFirst.getFirst();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
  }

  @Override
  public List<Stored> newestFirst(int partition) {
    return newestFirst.stream().<Stored>map(Bytes::new).toList();
  }
}
