package dev.onhand.local.world;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/// What will happen, by due time. Used by one thread.
final class Agenda {
  private record Item(long dueNanos, long sequence, Runnable action) {}

  private final PriorityQueue<Item> items =
      new PriorityQueue<>(
          Comparator.comparingLong(Item::dueNanos).thenComparingLong(Item::sequence));
  private long added;

  void in(Duration delay, Runnable action) {
    items.add(new Item(System.nanoTime() + delay.toNanos(), added++, action));
  }

  void runDue() {
    long now = System.nanoTime();
    while (!items.isEmpty() && items.peek().dueNanos() <= now) {
      items.poll().action().run();
    }
  }

  boolean isEmpty() {
    return items.isEmpty();
  }
}
