package dev.onhand.local.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The people who work with the platform during the day, and the shop's second thoughts: whatever
/// an order needs after it was placed.
final class Desk {
  private static final int CONFLICT = 409;
  private static final Duration ITEMS_KNOWN_WITHIN = Duration.ofSeconds(30);
  private static final int PURCHASE_CENTS_MAX = 900_000;

  private final Platform platform;
  private final Catalogue catalogue;
  private final Board board;
  private final Set<String> done = new HashSet<>();
  private final long run;
  private Consumer<Purchase> pay = _ -> {};
  private Consumer<Purchase> cancel = _ -> {};
  private boolean refillOrdered;
  private int purchaseOrders;

  Desk(Platform platform, Catalogue catalogue, Board board, long run) {
    this.platform = platform;
    this.catalogue = catalogue;
    this.board = board;
    this.run = run;
  }

  void shopSays(Consumer<Purchase> pays, Consumer<Purchase> cancels) {
    this.pay = pays;
    this.cancel = cancels;
  }

  /// Does what can be done now.
  ///
  /// @return true when nothing is left to do
  boolean work(List<Purchase> purchases, boolean allPlaced) {
    boolean idle = true;
    for (var purchase : purchases) {
      if (needsSomebody(purchase.fate()) && !done.contains(purchase.externalId())) {
        idle = false;
        if (act(purchase, purchases, allPlaced)) {
          done.add(purchase.externalId());
        }
      }
    }
    return idle;
  }

  private static boolean needsSomebody(Fate fate) {
    return switch (fate) {
      case PAID_LATER, CANCELLED_EARLY, ITEM_LATER, TOTAL_ACCEPTED, REFILLED -> true;
      case ORDINARY,
          AUTHORIZED,
          MARKETPLACE,
          DUPLICATE,
          UNPAID,
          CANCELLED_LATE,
          UNKNOWN_ITEM,
          TOTAL_WRONG,
          SOLD_OUT,
          MALFORMED,
          FORGED ->
          false;
    };
  }

  private boolean act(Purchase purchase, List<Purchase> purchases, boolean allPlaced) {
    if (board.isFinal(purchase.externalId())) {
      // It went well without: a scarce item may have been in stock from an earlier day.
      return true;
    }
    return switch (purchase.fate()) {
      case PAID_LATER -> held(purchase, "PAYMENT") && done(() -> pay.accept(purchase));
      case CANCELLED_EARLY -> held(purchase, "PAYMENT") && done(() -> cancel.accept(purchase));
      case ITEM_LATER -> held(purchase, "UNMAPPED_SKU") && done(() -> introduce(purchase));
      case TOTAL_ACCEPTED -> release(purchase, "TOTALS_MISMATCH", Platform.Person.CLERK);
      case REFILLED -> refill(purchase, purchases, allPlaced);
      default -> true;
    };
  }

  private boolean held(Purchase purchase, String reason) {
    return board.hold(purchase.externalId(), reason).isPresent();
  }

  private static boolean done(Runnable action) {
    action.run();
    return true;
  }

  private void introduce(Purchase purchase) {
    for (var line : purchase.lines()) {
      if (line.sku().startsWith("NOVELTY-")) {
        catalogue.define(line.sku(), line.title(), line.unitCents() / 2);
        catalogue.open(line.sku(), line.quantity() * 4, "novelty-" + run + line.sku());
      }
    }
  }

  private boolean release(Purchase purchase, String reason, Platform.Person person) {
    var hold = board.hold(purchase.externalId(), reason);
    if (hold.isEmpty()) {
      return false;
    }
    var path = "/orders/%s/holds/%s/release".formatted(hold.get().orderId(), hold.get().holdId());
    var note = Json.object().put("note", "checked");
    var answer = platform.post(person, Part.ORDER, path, note, "release-" + hold.get().holdId());
    if (!answer.isOk()) {
      board.note("hold %s not released: %d %s".formatted(reason, answer.status(), answer.text()));
    }
    return true;
  }

  /// One purchase order brings enough for all who wait; when it is closed, stock is asked for
  // again.
  private boolean refill(Purchase purchase, List<Purchase> purchases, boolean allPlaced) {
    if (!held(purchase, "OUT_OF_STOCK")) {
      return false;
    }
    if (!refillOrdered && allPlaced) {
      refillOrdered = true;
      int waiting = (int) purchases.stream().filter(p -> p.fate() == Fate.REFILLED).count();
      order(Map.of(catalogue.scarce(0), waiting * Day.SCARCE_UNITS));
    }
    return refillOrdered
        && board.purchasesClosed() >= purchaseOrders
        && release(purchase, "OUT_OF_STOCK", Platform.Person.PLANNER);
  }

  /// Buys so many units of each item, in purchase orders that need no approval.
  void order(Map<Catalogue.Item, Integer> units) {
    var lines = new ArrayList<ObjectNode>();
    long cents = 0;
    for (var wanted : units.entrySet()) {
      var item = wanted.getKey();
      long cost = item.costCents() * wanted.getValue();
      if (!lines.isEmpty() && cents + cost > PURCHASE_CENTS_MAX) {
        place(lines);
        lines.clear();
        cents = 0;
      }
      var line = Json.object().put("sku", item.sku()).put("quantity", wanted.getValue());
      line.set("unitCost", Json.money(item.costCents()));
      lines.add(line);
      cents += cost;
    }
    if (!lines.isEmpty()) {
      place(lines);
    }
  }

  private void place(List<ObjectNode> lines) {
    purchaseOrders++;
    var body = Json.object().put("supplierId", Catalogue.SUPPLIER);
    body.put("locationId", Catalogue.LOCATIONS.getFirst().id()).put("pool", Catalogue.POOL);
    body.put("currency", Json.CURRENCY);
    body.putArray("lines").addAll(lines);
    var answer = new Http.Answer[1];
    // Procurement hears of new items a moment after inventory: until then it knows no such SKU.
    Wait.until(
        ITEMS_KNOWN_WITHIN,
        () -> {
          answer[0] =
              platform.post(
                  Platform.Person.BUYER,
                  Part.PROCUREMENT,
                  "/purchase-orders",
                  body,
                  "purchase-" + run + "-" + purchaseOrders);
          return answer[0].status() != CONFLICT;
        });
    Platform.require(answer[0], "place a purchase order");
    board.purchased(answer[0].json().path("purchaseOrderId").asText());
  }
}
