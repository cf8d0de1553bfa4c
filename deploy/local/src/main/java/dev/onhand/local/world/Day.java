package dev.onhand.local.world;

import dev.onhand.local.stack.Wait;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The orders of one business day, from the first webhook to the last settled order.
final class Day {
  /// An order of a scarce item asks for this many; there is less.
  static final int SCARCE_UNITS = 12;

  private static final int SENDERS = 4;
  private static final Duration TELL_EVERY = Duration.ofSeconds(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(150);

  private final Storefront storefront;
  private final Board board;
  private final Desk desk;
  private final Consumer<String> say;
  private final List<Purchase> purchases;
  private final AtomicInteger placed = new AtomicInteger();
  private long began;
  private long toldNanos;
  private int toldSettled;

  Day(
      Storefront storefront,
      Board board,
      Desk desk,
      List<Purchase> purchases,
      Consumer<String> say) {
    this.storefront = storefront;
    this.board = board;
    this.desk = desk;
    this.purchases = purchases;
    this.say = say;
  }

  static List<Purchase> purchases(Chance chance, Catalogue catalogue, int count, long run) {
    return IntStream.range(0, count)
        .mapToObj(n -> Purchase.draw(chance, catalogue, n, externalId(run, n)))
        .toList();
  }

  /// @param run tells the orders of one day from those of another
  static String externalId(long run, int number) {
    return "%d%05d".formatted(run, number);
  }

  /// Plays until every order is settled and every return and purchase order closed.
  ///
  /// @return what is left when the time is over
  List<String> play(Duration most) {
    began = System.nanoTime();
    toldNanos = began;
    purchases.forEach(storefront::announce);
    var next = new AtomicInteger();
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SENDERS; i++) {
        senders.submit(() -> placeAll(next));
      }
      settle(most);
    }
    return board.open();
  }

  private void placeAll(AtomicInteger next) {
    for (int at = next.getAndIncrement(); at < purchases.size(); at = next.getAndIncrement()) {
      storefront.place(purchases.get(at));
      placed.incrementAndGet();
    }
  }

  private void settle(Duration most) {
    long deadline = began + most.toNanos();
    long tell = began + TELL_EVERY.toNanos();
    while (System.nanoTime() < deadline) {
      boolean allPlaced = placed.get() == purchases.size();
      if (desk.work(purchases, allPlaced) && allPlaced && board.open().isEmpty()) {
        break;
      }
      if (System.nanoTime() > tell) {
        say.accept(progress());
        tell += TELL_EVERY.toNanos();
      }
      Wait.until(LOOK_EVERY, () -> false);
    }
    say.accept(progress());
  }

  /// The time to go is told from the pace since the last line: the first orders warm the services.
  private String progress() {
    long now = System.nanoTime();
    int done = board.settled();
    double pace = (done - toldSettled) / ((now - toldNanos) / 1e9);
    toldNanos = now;
    toldSettled = done;
    return "%4.0f s  placed %d of %d, settled %d (%.0f/s%s), %d returns, %d deliveries"
        .formatted(
            (now - began) / 1e9,
            placed.get(),
            purchases.size(),
            done,
            pace,
            pace < 1 ? "" : ", %.0f s to go".formatted((purchases.size() - done) / pace),
            board.returnsClosed(),
            board.purchasesClosed());
  }
}
