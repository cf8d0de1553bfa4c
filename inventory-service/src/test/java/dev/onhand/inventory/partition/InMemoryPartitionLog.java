package dev.onhand.inventory.partition;

import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.partition.Tail.DeadLetter;
import dev.onhand.inventory.partition.Tail.PoolFrame;
import java.util.ArrayList;
import java.util.List;

/// A log in memory, for tests that fail where they want.
final class InMemoryPartitionLog implements PartitionLog {

  /// What outlives its writers.
  static final class Storage {
    final List<byte[]> frames = new ArrayList<>();
    final List<DeadLetter> deadLetters = new ArrayList<>();
    long committedCommands;
    int epoch;
  }

  enum Failure {
    NONE,
    /// Nothing is appended.
    BEFORE,
    /// Everything is appended, but the writer does not learn of it.
    AFTER
  }

  private final Storage storage;
  private int epoch;
  Failure next = Failure.NONE;

  InMemoryPartitionLog(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void takeOver() {
    epoch = ++storage.epoch;
  }

  @Override
  public long replay(long fromOffset, FrameSink sink) {
    if (fromOffset > storage.frames.size()) {
      throw new AppendFailed("the log ends before " + fromOffset, null);
    }
    for (int at = (int) fromOffset; at < storage.frames.size(); at++) {
      sink.accept(FrameReader.read(storage.frames.get(at)), at + 1);
    }
    return storage.frames.size();
  }

  @Override
  public long append(Tail tail) {
    if (epoch != storage.epoch) {
      throw new AppendFailed.Fenced("epoch " + epoch + " of " + storage.epoch, null);
    }
    if (next != Failure.BEFORE) {
      tail.frames().stream().map(PoolFrame::bytes).forEach(storage.frames::add);
      storage.deadLetters.addAll(tail.deadLetters());
      storage.committedCommands = tail.nextCommandOffset();
    }
    if (next != Failure.NONE) {
      throw new AppendFailed("as the test wants it: " + next, null);
    }
    return storage.frames.size();
  }

  @Override
  public void close() {}
}
