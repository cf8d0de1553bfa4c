package dev.onhand.inventory.worker;

/// Something a [Worker] does again and again. Opened, used and closed by the worker's thread alone.
public interface Task extends AutoCloseable {
  /// One turn, of a second at most when there is nothing to do.
  void turn();

  @Override
  void close();
}
