package dev.onhand.inventory.worker;

/// Something a [Worker] does again and again. Opened, used and closed by the worker's thread alone.
public interface Task extends AutoCloseable {
  /// One turn, of a second at most when there is nothing to do.
  void turn();

  /// Whether what it does now comes before what others do, who want the same processors.
  default boolean isUrgent() {
    return false;
  }

  @Override
  void close();
}
