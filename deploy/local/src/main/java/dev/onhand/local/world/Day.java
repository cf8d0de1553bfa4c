package dev.onhand.local.world;

import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Wait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The orders of one business day, from the first webhook to the last settled order.
final class Day {
  /// An order of a scarce item asks for this many; there is less.
  static final int SCARCE_UNITS = 12;

  private static final int SENDERS = 4;
  private static final int SEND_ATTEMPTS_MAX = 60;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration TELL_EVERY = Duration.ofSeconds(3);

  private final World world;
  private final Shop shop;
  private final Board board;
  private final Desk desk;
  private final List<Purchase> purchases = new ArrayList<>();
  private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final Consumer<String> say;
  private final long began = System.nanoTime();

  Day(
      World world,
      Shop shop,
      Desk desk,
      Catalogue catalogue,
      Chance chance,
      int count,
      long run,
      Consumer<String> say) {
    this.world = world;
    this.shop = shop;
    this.board = world.board();
    this.desk = desk;
    this.say = say;
    for (int number = 0; number < count; number++) {
      var purchase = Purchase.draw(chance, catalogue, number, "%d%05d".formatted(run, number));
      purchases.add(purchase);
    }
  }

  /// Units that all purchases ask for of one SKU.
  long demand(String sku) {
    return purchases.stream()
        .flatMap(p -> p.lines().stream())
        .filter(l -> l.sku().equals(sku))
        .mapToLong(Purchase.Line::quantity)
        .sum();
  }

  /// Plays until every order is settled and every return and purchase order closed.
  ///
  /// @return what is left when the time is over
  List<String> play(Duration most) {
    purchases.stream()
        .filter(p -> p.fate() != Fate.MALFORMED && p.fate() != Fate.FORGED)
        .forEach(p -> board.expect(p.externalId()));
    var queue = new AtomicInteger();
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SENDERS; i++) {
        senders.submit(
            () -> {
              for (int at = queue.getAndIncrement();
                  at < purchases.size();
                  at = queue.getAndIncrement()) {
                place(purchases.get(at));
                sent.incrementAndGet();
              }
            });
      }
      settle(most);
    }
    return board.open();
  }

  private void settle(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    long tell = System.nanoTime() + TELL_EVERY.toNanos();
    while (System.nanoTime() < deadline) {
      boolean idle = desk.work(purchases, sent.get() == purchases.size());
      if (idle && sent.get() == purchases.size() && board.open().isEmpty()) {
        break;
      }
      if (System.nanoTime() > tell) {
        say.accept(progress());
        tell += TELL_EVERY.toNanos();
      }
      Wait.until(Duration.ofMillis(150), () -> false);
    }
    say.accept(progress());
  }

  private String progress() {
    double seconds = (System.nanoTime() - began) / 1e9;
    int done = board.settled();
    double rate = done / seconds;
    long left = rate == 0 ? 0 : Math.round((purchases.size() - done) / rate);
    return "%4.0f s  placed %d of %d, settled %d (%.0f/s, about %d s to go), returns %d, deliveries %d"
        .formatted(
            seconds,
            sent.get(),
            purchases.size(),
            done,
            rate,
            Math.max(0, left),
            board.returnsClosed(),
            board.purchasesClosed());
  }

  private void place(Purchase purchase) {
    switch (purchase.fate()) {
      case MARKETPLACE -> {
        var order = purchase.canonical(Demo.MARKETPLACE, Demo.MARKETPLACE_SHOP);
        world
            .facts()
            .publish(
                "marketplace",
                "channel.orders",
                Demo.MARKETPLACE + "/" + Demo.MARKETPLACE_SHOP + "/" + purchase.externalId(),
                "channel.ChannelOrderPlaced.v1",
                purchase.externalId(),
                order);
        count("published");
      }
      case MALFORMED -> {
        var whole = purchase.shopify("paid", purchase.placedAt(), null).toString();
        var cut = whole.substring(0, whole.length() / 2).getBytes(StandardCharsets.UTF_8);
        deliver("orders/create", cut);
      }
      case FORGED -> {
        var body = bytes(purchase, "paid");
        count(Shop.outcome(shop.send("orders/create", body, Shop.signature("not-it", body))));
      }
      case DUPLICATE -> {
        deliver("orders/create", bytes(purchase, "paid"));
        deliver("orders/create", bytes(purchase, "paid"));
      }
      case CANCELLED_LATE -> {
        deliver("orders/create", bytes(purchase, "paid"));
        cancel(purchase);
      }
      case AUTHORIZED -> deliver("orders/create", bytes(purchase, "authorized"));
      case PAID_LATER, UNPAID, CANCELLED_EARLY ->
          deliver("orders/create", bytes(purchase, "pending"));
      case ORDINARY, ITEM_LATER, UNKNOWN_ITEM, TOTAL_ACCEPTED, TOTAL_WRONG, REFILLED, SOLD_OUT ->
          deliver("orders/create", bytes(purchase, "paid"));
    }
  }

  /// The shop says that the order was paid.
  void pay(Purchase purchase) {
    var later = purchase.placedAt().plusSeconds(1);
    deliver("orders/paid", document(purchase, "paid", later, null));
  }

  /// The shop says that the order was cancelled.
  void cancel(Purchase purchase) {
    var later = purchase.placedAt().plusSeconds(1);
    var status = purchase.fate() == Fate.CANCELLED_EARLY ? "pending" : "paid";
    deliver("orders/cancelled", document(purchase, status, later, later));
  }

  private void deliver(String topic, byte[] body) {
    count(Shop.outcome(deliver(shop, topic, body)));
  }

  /// As a shop does it: again while nobody answers or the server is in trouble.
  static Http.Answer deliver(Shop shop, String topic, byte[] body) {
    var answer = shop.send(topic, body);
    for (int attempt = 1; attempt < SEND_ATTEMPTS_MAX && isTrouble(answer); attempt++) {
      Wait.until(RETRY_AFTER, () -> false);
      answer = shop.send(topic, body);
    }
    return answer;
  }

  private static boolean isTrouble(Http.Answer answer) {
    return answer.status() == 0 || answer.status() >= 500;
  }

  private static byte[] bytes(Purchase purchase, String financialStatus) {
    return document(purchase, financialStatus, purchase.placedAt(), null);
  }

  private static byte[] document(
      Purchase purchase, String financialStatus, Instant updatedAt, Instant cancelledAt) {
    return purchase
        .shopify(financialStatus, updatedAt, cancelledAt)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  /// What became of the documents that were sent, and how many.
  Map<String, Integer> outcomes() {
    return outcomes;
  }
}
