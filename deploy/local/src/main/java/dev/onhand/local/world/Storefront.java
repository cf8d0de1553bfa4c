package dev.onhand.local.world;

import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Wait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// Brings purchases to the platform, each in the way its fate asks for, and counts what the
/// platform answers. Shared by threads.
final class Storefront {
  private static final int SEND_ATTEMPTS_MAX = 120;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Shop shop;
  private final Facts facts;
  private final Board board;
  private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();

  Storefront(Shop shop, Facts facts, Board board) {
    this.shop = shop;
    this.facts = facts;
    this.board = board;
  }

  /// From here on the order counts as one of this day.
  void announce(Purchase purchase) {
    if (purchase.fate() != Fate.MALFORMED && purchase.fate() != Fate.FORGED) {
      board.expect(purchase.externalId());
    }
  }

  void place(Purchase purchase) {
    switch (purchase.fate()) {
      case MARKETPLACE -> publish(purchase);
      case MALFORMED -> {
        var whole = document(purchase, "paid", purchase.placedAt(), null);
        deliver("orders/create", java.util.Arrays.copyOf(whole, whole.length / 2));
      }
      case FORGED -> {
        var body = document(purchase, "paid", purchase.placedAt(), null);
        count(Shop.outcome(shop.send("orders/create", body, Shop.signature("not-it", body))));
      }
      case DUPLICATE -> {
        create(purchase, "paid");
        create(purchase, "paid");
      }
      case CANCELLED_LATE -> {
        create(purchase, "paid");
        cancel(purchase);
      }
      case AUTHORIZED -> create(purchase, "authorized");
      case PAID_LATER, UNPAID, CANCELLED_EARLY -> create(purchase, "pending");
      case ORDINARY, ITEM_LATER, UNKNOWN_ITEM, TOTAL_ACCEPTED, TOTAL_WRONG, REFILLED, SOLD_OUT ->
          create(purchase, "paid");
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

  /// What became of the documents that were sent, and how many.
  Map<String, Integer> outcomes() {
    return outcomes;
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

  private void publish(Purchase purchase) {
    facts.publish(
        Demo.MARKETPLACE,
        "channel.orders",
        "%s/%s/%s".formatted(Demo.MARKETPLACE, Demo.MARKETPLACE_SHOP, purchase.externalId()),
        "channel.ChannelOrderPlaced.v1",
        purchase.externalId(),
        purchase.canonical(Demo.MARKETPLACE, Demo.MARKETPLACE_SHOP));
    count("published");
  }

  private void create(Purchase purchase, String financialStatus) {
    deliver("orders/create", document(purchase, financialStatus, purchase.placedAt(), null));
  }

  private void deliver(String topic, byte[] body) {
    count(Shop.outcome(deliver(shop, topic, body)));
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private static boolean isTrouble(Http.Answer answer) {
    return answer.status() == 0 || answer.status() >= 500;
  }

  private static byte[] document(
      Purchase purchase, String financialStatus, Instant updatedAt, Instant cancelledAt) {
    return purchase
        .shopify(financialStatus, updatedAt, cancelledAt)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
