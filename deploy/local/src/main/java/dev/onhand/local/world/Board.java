package dev.onhand.local.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What has become of this day's orders, as the platform's messages tell. Shared by threads.
final class Board implements Party {
  /// Accepted, and shipped by its channel when that pleases.
  private static final String WITH_CHANNEL = "WITH_CHANNEL";

  /// States after which nothing more is expected of the platform.
  private static final Set<String> FINAL = Set.of("COMPLETED", "CANCELLED", WITH_CHANNEL);

  /// An order of this day.
  private static final class Seen {
    final String externalId;
    final Map<String, String> holds = new LinkedHashMap<>();
    String state = "RECEIVED";

    Seen(String externalId) {
      this.externalId = externalId;
    }

    boolean isSettled() {
      return FINAL.contains(state) || !holds.isEmpty();
    }

    String label() {
      return FINAL.contains(state) || holds.isEmpty()
          ? state
          : "HELD " + String.join("+", new java.util.TreeSet<>(holds.values()));
    }
  }

  /// A standing hold.
  record Hold(String orderId, String holdId) {}

  private final Set<String> expected = new HashSet<>();
  private final Map<String, Seen> byId = new HashMap<>();
  private final Map<String, String> idByExternal = new HashMap<>();
  private final Set<String> openReturns = new HashSet<>();
  private final Set<String> openPurchases = new HashSet<>();
  private final List<String> notes = new ArrayList<>();
  private int returnsAsked;
  private int returnsClosed;
  private int purchasesClosed;

  /// From now on the order belongs to this day; `externalId` is the shop's.
  synchronized void expect(String externalId) {
    expected.add(externalId);
  }

  /// An order that will not come after all.
  synchronized void forget(String externalId) {
    expected.remove(externalId);
  }

  @Override
  public synchronized void hear(Message message, Agenda agenda) {
    switch (message.type()) {
      case "order.OrderReceived.v1" -> received(message);
      case "returns.ReturnAuthorized.v1" -> {
        if (byId.containsKey(message.text("orderId"))) {
          openReturns.add(message.text("returnId"));
        }
      }
      case "returns.ReturnClosed.v1" -> {
        if (openReturns.remove(message.text("returnId"))) {
          returnsClosed++;
        }
      }
      case "procurement.PurchaseOrderClosed.v1" -> {
        if (openPurchases.remove(message.text("purchaseOrderId"))) {
          purchasesClosed++;
        }
      }
      default -> {
        var seen = byId.get(message.text("orderId"));
        if (seen != null && message.topic().equals("order.events")) {
          happened(seen, message);
        }
      }
    }
  }

  private void received(Message message) {
    var externalId = message.text("channelOrderId");
    if (expected.contains(externalId)) {
      byId.putIfAbsent(message.text("orderId"), new Seen(externalId));
      idByExternal.put(externalId, message.text("orderId"));
    }
  }

  private static void happened(Seen seen, Message message) {
    switch (message.type()) {
      case "order.OrderHeld.v1" -> seen.holds.put(message.text("holdId"), message.text("reason"));
      case "order.HoldReleased.v1" -> seen.holds.remove(message.text("holdId"));
      case "order.OrderAccepted.v1" ->
          seen.state =
              message.payload().path("fulfilledBy").asText().equals("channel")
                  ? WITH_CHANNEL
                  : "ACCEPTED";
      case "order.OrderAllocated.v1" -> seen.state = "ALLOCATED";
      case "order.OrderReleased.v1" -> seen.state = "RELEASED";
      case "order.OrderShipped.v1" ->
          seen.state = message.payload().path("complete").asBoolean() ? "SHIPPED" : "PART_SHIPPED";
      case "order.OrderDelivered.v1" -> seen.state = "DELIVERED";
      case "order.OrderCompleted.v1" -> seen.state = "COMPLETED";
      case "order.OrderCancelled.v1" -> seen.state = "CANCELLED";
      default -> {}
    }
  }

  synchronized boolean isOurs(String orderId) {
    return byId.containsKey(orderId);
  }

  synchronized String externalId(String orderId) {
    return byId.get(orderId).externalId;
  }

  synchronized Optional<String> orderId(String externalId) {
    return Optional.ofNullable(idByExternal.get(externalId));
  }

  /// The standing hold of an order for this reason.
  synchronized Optional<Hold> hold(String externalId, String reason) {
    return orderId(externalId)
        .flatMap(
            id ->
                byId.get(id).holds.entrySet().stream()
                    .filter(e -> e.getValue().equals(reason))
                    .map(e -> new Hold(id, e.getKey()))
                    .findFirst());
  }

  /// The state of one order, or empty when the platform has not told of it.
  synchronized Optional<String> state(String externalId) {
    return orderId(externalId).map(id -> byId.get(id).label());
  }

  /// Whether the order is completed or cancelled.
  synchronized boolean isFinal(String externalId) {
    return orderId(externalId).filter(id -> FINAL.contains(byId.get(id).state)).isPresent();
  }

  synchronized void returnAsked() {
    returnsAsked++;
  }

  synchronized void purchased(String purchaseOrderId) {
    openPurchases.add(purchaseOrderId);
  }

  synchronized void note(String text) {
    notes.add(text);
  }

  synchronized List<String> notes() {
    return List.copyOf(notes);
  }

  /// Orders by state, those not heard of as `UNHEARD`.
  synchronized Map<String, Integer> byState() {
    var count = new TreeMap<String, Integer>();
    byId.values().forEach(seen -> count.merge(seen.label(), 1, Integer::sum));
    int unheard = expected.size() - byId.size();
    if (unheard > 0) {
      count.put("UNHEARD", unheard);
    }
    return count;
  }

  synchronized int orders() {
    return byId.size();
  }

  synchronized int settled() {
    return (int) byId.values().stream().filter(Seen::isSettled).count();
  }

  synchronized int returnsClosed() {
    return returnsClosed;
  }

  synchronized int purchasesClosed() {
    return purchasesClosed;
  }

  /// What the day still waits for; empty when it is over.
  synchronized List<String> open() {
    var open = new ArrayList<String>();
    byState()
        .forEach(
            (state, count) -> {
              if (!FINAL.contains(state) && !state.startsWith("HELD ")) {
                open.add(count + " orders " + state);
              }
            });
    int unregistered = returnsAsked - returnsClosed - openReturns.size();
    if (unregistered > 0) {
      open.add(unregistered + " returns asked for");
    }
    if (!openReturns.isEmpty()) {
      open.add(openReturns.size() + " returns open");
    }
    if (!openPurchases.isEmpty()) {
      open.add(openPurchases.size() + " purchase orders open");
    }
    return open;
  }
}
