package dev.onhand.reporting;

import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Weeks of a small merchant as the services publish them: items, stock, purchases, orders in every
/// state, returns, books and exceptions. The same seed and end tell the same story, ids included.
public final class Story {
  /// A message and the topic it belongs on.
  public record Told(String topic, TestMessage message) {}

  private static final List<String> CHANNELS = List.of("shopify", "amazon", "b2b", "shopify");
  private static final List<String> COUNTRIES = List.of("DE", "FR", "NL", "AT", "DE");
  private static final List<String> LOCATIONS = List.of("BER", "PAR", "AMS");
  private static final String[][] ITEMS = {
    {"TEE-RED-M", "T-shirt red, M", "8.70", "19.90"},
    {"TEE-BLK-L", "T-shirt black, L", "8.70", "19.90"},
    {"HOODIE-GRY-M", "Hoodie grey, M", "21.40", "54.00"},
    {"CAP-NVY", "Cap navy", "4.15", "14.50"},
    {"MUG-WHT", "Mug white, 300 ml", "2.60", "11.90"},
    {"SOCK-STR-42", "Striped socks, 42", "1.95", "7.50"},
    {"BAG-CNV", "Canvas bag", "5.30", "24.00"},
    {"BOTTLE-STL", "Steel bottle, 750 ml", "7.80", "29.00"},
  };

  private final Random random;
  private final Instant end;
  private final String prefix;
  private final List<Told> told = new ArrayList<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Long> available = new HashMap<>();
  private int movements;
  private int orders;

  private Story(long seed, Instant end, String prefix) {
    this.random = new Random(seed);
    this.end = end;
    this.prefix = prefix;
  }

  /// A story of `days` days that ends at `end`. The prefix keeps two stories apart.
  public static List<Told> of(long seed, Instant end, int days, int ordersPerDay, String prefix) {
    var story = new Story(seed, end, prefix);
    story.opening(end.minus(days, ChronoUnit.DAYS));
    for (int day = days - 1; day >= 0; day--) {
      var noon = end.minus(day, ChronoUnit.DAYS);
      for (int i = 0; i < ordersPerDay; i++) {
        // early enough to be shipped before the story ends
        story.order(noon.minusSeconds(7_200 + 180L * (ordersPerDay - i)), day);
      }
    }
    story.exceptions();
    return story.told;
  }

  /// Sends everything, in order.
  public static void send(Messages messages, List<Told> told) {
    for (var next : told) messages.send(next.topic(), next.message());
  }

  String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  String tell(
      String topic,
      String type,
      String key,
      String subject,
      Instant at,
      String cause,
      Object body) {
    return tell(topic, type, key, subject, at, cause, "system:" + type.split("\\.")[0], body);
  }

  private String tell(
      String topic,
      String type,
      String key,
      String subject,
      Instant at,
      String cause,
      String actor,
      Object body) {
    var sequence = sequences.merge(topic + " " + subject, 1L, Long::sum);
    var message =
        TestMessage.of(type + ".v1", subject, Json.write(body))
            .fromService(sequence)
            .keyed(key)
            .with("ce_id", uuid())
            .with("ce_time", at.toString())
            .with("ce_causationid", cause)
            .with("ce_actor", actor);
    told.add(new Told(topic, message));
    return message.id();
  }

  static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null) map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static Map<String, Object> euro(BigDecimal amount) {
    return map(
        "amount", amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString(), "currency", "EUR");
  }

  private void opening(Instant at) {
    for (var location : LOCATIONS) {
      var name = Map.of("BER", "Berlin", "PAR", "Paris", "AMS", "Amsterdam").get(location);
      tell(
          "inventory.locations",
          "inventory.LocationDefined",
          location,
          location,
          at,
          null,
          map("locationId", location, "name", name, "pool", "eu", "country", "DE", "priority", 1));
    }
    tell(
        "procurement.suppliers",
        "procurement.SupplierDefined",
        "S-1",
        "S-1",
        at,
        null,
        map("supplierId", "S-1", "name", "Nordic Textiles", "currency", "EUR", "leadTimeDays", 6));
    for (var item : ITEMS) {
      var sku = prefix + item[0];
      tell(
          "inventory.items",
          "inventory.ItemDefined",
          sku,
          sku,
          at,
          null,
          map(
              "sku",
              sku,
              "name",
              item[1],
              "pool",
              "eu",
              "standardCost",
              euro(new BigDecimal(item[2])),
              "unitOfMeasure",
              "EA"));
      for (int i = 0; i < LOCATIONS.size(); i++) {
        move(at, sku, LOCATIONS.get(i), "ADJUSTMENT", 240L / (i + 1), null, "opening-" + sku, null);
      }
    }
    purchase(at.plusSeconds(3600));
  }

  private void purchase(Instant at) {
    var id = uuid();
    var sku = prefix + ITEMS[0][0];
    var cost = euro(new BigDecimal(ITEMS[0][2]));
    var placed =
        tell(
            "procurement.events",
            "procurement.PurchaseOrderPlaced",
            id,
            id,
            at,
            null,
            "kim",
            map(
                "purchaseOrderId",
                id,
                "supplierId",
                "S-1",
                "locationId",
                "BER",
                "pool",
                "eu",
                "currency",
                "EUR",
                "lines",
                List.of(map("lineNumber", 1, "sku", sku, "quantity", 120, "unitCost", cost)),
                "expectedAt",
                at.plusSeconds(86_400).toString(),
                "placedAt",
                at.toString()));
    var received =
        tell(
            "procurement.events",
            "procurement.GoodsReceiptRecorded",
            id,
            id,
            at.plusSeconds(7200),
            placed,
            map(
                "purchaseOrderId",
                id,
                "supplierId",
                "S-1",
                "receiptId",
                id + "-r1",
                "locationId",
                "BER",
                "pool",
                "eu",
                "lines",
                List.of(map("lineNumber", 1, "sku", sku, "quantity", 100, "unitCost", cost)),
                "receivedAt",
                at.plusSeconds(7200).toString()));
    move(at.plusSeconds(7201), sku, "BER", "RECEIPT", 100, null, id + "-r1/1", received);
  }

  String move(
      Instant at,
      String sku,
      String location,
      String kind,
      long quantity,
      String orderId,
      String reference,
      String cause) {
    var id = "eu/" + sku + "/" + ++movements;
    var moved =
        tell(
            "inventory.movements",
            "inventory.StockMoved",
            sku,
            "eu/" + sku,
            at,
            cause,
            map(
                "movementId",
                id,
                "pool",
                "eu",
                "sku",
                sku,
                "locationId",
                location,
                "kind",
                kind,
                "quantity",
                quantity,
                "status",
                "sellable",
                "reason",
                kind.equals("ADJUSTMENT") ? "OPENING_BALANCE" : null,
                "referenceType",
                kind,
                "referenceId",
                reference,
                "orderId",
                orderId,
                "occurredAt",
                at.toString()));
    available(at, sku, quantity, moved);
    book(at, sku, kind, quantity, orderId, id, moved);
    return moved;
  }

  private void available(Instant at, String sku, long quantity, String moved) {
    available.merge(sku, quantity, Long::sum);
    tell(
        "inventory.availability",
        "inventory.AvailabilityChanged",
        "*/" + sku,
        sku,
        at,
        moved,
        map(
            "pool",
            "eu",
            "channel",
            "*",
            "sku",
            sku,
            "available",
            available.get(sku),
            "asOf",
            at.toString()));
  }

  private void book(
      Instant at, String sku, String kind, long quantity, String orderId, String id, String moved) {
    var cost = new BigDecimal(cost(sku)).multiply(BigDecimal.valueOf(Math.abs(quantity)));
    var other = kind.equals("SHIPMENT") ? "5000" : kind.equals("RECEIPT") ? "2100" : "3000";
    entry(
        at.plusMillis(300),
        "inventory.StockMoved",
        id,
        orderId,
        moved,
        List.of(
            posting("1300", quantity > 0 ? "DEBIT" : "CREDIT", cost, null),
            posting(other, quantity > 0 ? "CREDIT" : "DEBIT", cost, null)));
  }

  private String cost(String sku) {
    for (var item : ITEMS) if (sku.equals(prefix + item[0])) return item[2];
    throw new IllegalArgumentException(sku);
  }

  static Map<String, Object> posting(
      String account, String side, BigDecimal amount, String channel) {
    return map("account", account, "side", side, "amount", euro(amount), "channel", channel);
  }

  void entry(
      Instant at,
      String causeType,
      String causeId,
      String orderId,
      String cause,
      List<Map<String, Object>> postings) {
    var id = uuid();
    tell(
        "ledger.events",
        "ledger.JournalEntryPosted",
        id,
        id,
        at,
        cause,
        map(
            "entryId",
            id,
            "causeType",
            causeType,
            "causeId",
            causeId,
            "entity",
            "main",
            "currency",
            "EUR",
            "orderId",
            orderId,
            "postings",
            postings,
            "effectiveAt",
            at.toString(),
            "postedAt",
            at.toString()));
  }

  private OrderStory.Choice choose() {
    var item = ITEMS[random.nextInt(ITEMS.length)];
    return new OrderStory.Choice(
        prefix + "#" + (1000 + ++orders),
        CHANNELS.get(random.nextInt(CHANNELS.size())),
        COUNTRIES.get(random.nextInt(COUNTRIES.size())),
        LOCATIONS.get(random.nextInt(LOCATIONS.size())),
        prefix + item[0],
        new BigDecimal(item[3]),
        1 + random.nextInt(3));
  }

  long pause() {
    return 120 + random.nextInt(900);
  }

  private void order(Instant at, int daysAgo) {
    var order = new OrderStory(this, at, choose());
    order.received();
    int fate = orders % 12;
    if (fate == 5 && daysAgo < 3) {
      order.held("PAYMENT", "the channel says the payment is still pending");
      return;
    }
    order.accepted();
    if (fate == 7 && daysAgo < 2) {
      order.outOfStock();
      return;
    }
    order.allocated();
    if (fate == 9 && daysAgo < 6) {
      order.cancelled();
      return;
    }
    order.released();
    if (daysAgo == 0 && fate % 3 == 1) return;
    order.shipped();
    if (daysAgo <= 1) return;
    order.delivered();
    if (fate == 3) order.returned();
  }

  private void exceptions() {
    exception("order", "PAYMENT_MISSING", "pay-1", "no payment for 3 hours", -3_600);
    exception("procurement", "INVOICE_VARIANCE", "inv-9", "the invoice is 12.00 EUR dearer", 7_200);
    exception("fulfillment", "SHORT_PICK", "fo-4", "2 of 3 units found at BER", 18_000);
    resolve("fulfillment", "SHORT_PICK", "fo-4");
  }

  private void exception(String service, String kind, String subject, String detail, long due) {
    var id = prefix + service + "/" + kind + "/" + subject;
    tell(
        service + ".events",
        service + ".ExceptionRaised",
        id,
        id,
        end.minusSeconds(9_000),
        null,
        map(
            "exceptionId",
            id,
            "service",
            service,
            "kind",
            kind,
            "subject",
            subject,
            "detail",
            detail,
            "owner",
            "order-clerk",
            "actions",
            List.of("retry"),
            "raisedAt",
            end.minusSeconds(9_000).toString(),
            "dueAt",
            end.plusSeconds(due).toString()));
  }

  private void resolve(String service, String kind, String subject) {
    var id = prefix + service + "/" + kind + "/" + subject;
    tell(
        service + ".events",
        service + ".ExceptionResolved",
        id,
        id,
        end.minusSeconds(600),
        null,
        map(
            "exceptionId",
            id,
            "resolution",
            "counted again: found",
            "resolvedBy",
            "mira",
            "resolvedAt",
            end.minusSeconds(600).toString()));
  }
}
