package dev.onhand.inventory.partition;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Fetches things in a thread of its own, a little ahead of whoever works them off: where fetching
/// and working off take about as long as each other, both together take half the time.
final class Ahead<T> implements AutoCloseable {
  private final BlockingQueue<Fetched<T>> fetched;
  private final Thread thread;

  /// @param thing null where there are no more
  /// @param failure why there are no more; null where all is well
  private record Fetched<T>(T thing, Exception failure) {}

  /// Fetches all things, in order.
  interface Fetching<T> {
    void run(Sink<T> sink) throws IOException, InterruptedException;
  }

  /// Takes a thing; waits while too many wait to be worked off.
  interface Sink<T> {
    void accept(T thing) throws InterruptedException;
  }

  /// @param name of the thread
  /// @param most how many things may wait
  Ahead(String name, int most, Fetching<T> fetching) {
    fetched = new ArrayBlockingQueue<>(most);
    thread = Thread.ofPlatform().name(name).daemon().start(() -> run(fetching));
  }

  private void run(Fetching<T> fetching) {
    try {
      fetched.put(new Fetched<>(null, fetch(fetching)));
    } catch (InterruptedException _) {
      // Nobody wants more.
      Thread.currentThread().interrupt();
    }
  }

  private Exception fetch(Fetching<T> fetching) throws InterruptedException {
    try {
      fetching.run(thing -> fetched.put(new Fetched<>(thing, null)));
      return null;
    } catch (IOException | RuntimeException e) {
      return e;
    }
  }

  /// The next thing; null behind the last. Not to be called again after that, or after a failure.
  T next() throws IOException {
    Fetched<T> next;
    try {
      next = fetched.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    switch (next.failure()) {
      case null -> {
        return next.thing();
      }
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Exception e -> throw new IllegalStateException(e);
    }
  }

  /// Whoever wants no more need not have had all.
  @Override
  public void close() {
    thread.interrupt();
  }
}
