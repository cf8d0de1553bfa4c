package dev.onhand.local.world;

import dev.onhand.local.stack.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// What the demo's merchant sells, and where it lies: 40 SKUs at three locations of one pool.
final class Catalogue {
  static final String POOL = "main";
  static final String SUPPLIER = "acme-textil";
  static final List<Location> LOCATIONS =
      List.of(
          new Location("BER", "Berlin", 50),
          new Location("HAM", "Hamburg", 30),
          new Location("MUC", "Munich", 20));

  /// SKUs that run out during the day.
  private static final int SCARCE = 2;

  private static final List<String> NAMES =
      List.of("Tee", "Shirt", "Hoodie", "Cap", "Socks", "Mug", "Bag", "Scarf", "Belt", "Jacket");
  private static final List<String> COLOURS = List.of("Red", "Blue", "Black", "White");
  private static final int PRICE_CENTS_MIN = 990;
  private static final int PRICE_CENTS_STEP = 350;
  private static final int COST_PERCENT = 42;

  /// @param sharePercent of the opening stock
  record Location(String id, String name, int sharePercent) {}

  /// @param priceCents with tax
  record Item(String sku, String name, long priceCents) {
    long costCents() {
      return priceCents * COST_PERCENT / 100;
    }
  }

  private final Platform platform;
  private final List<Item> items = new ArrayList<>();

  Catalogue(Platform platform) {
    this.platform = platform;
    int number = 0;
    for (var name : NAMES) {
      for (var colour : COLOURS) {
        var sku = (name + "-" + colour).toUpperCase(java.util.Locale.ROOT);
        long price = PRICE_CENTS_MIN + (long) PRICE_CENTS_STEP * (number++ * 7 % 20);
        items.add(new Item(sku, name + ", " + colour.toLowerCase(java.util.Locale.ROOT), price));
      }
    }
  }

  List<Item> items() {
    return items;
  }

  Item plentiful(int number) {
    return items.get(SCARCE + number % (items.size() - SCARCE));
  }

  Item scarce(int number) {
    return items.get(number % SCARCE);
  }

  boolean isScarce(String sku) {
    return items.subList(0, SCARCE).stream().anyMatch(item -> item.sku().equals(sku));
  }

  /// Pool, locations, supplier and items; opening stock for items that have none.
  ///
  /// @param units opening stock of a SKU over all locations
  /// @return items that had stock already
  List<Item> prepare(ToIntFunction<String> units, Consumer<String> say) {
    defineLocations();
    var supplier = Json.object().put("name", "Acme Textil").put("currency", Json.CURRENCY);
    supplier.put("leadTimeDays", 1);
    Platform.require(
        platform.put(Platform.Person.BUYER, Part.PROCUREMENT, "/suppliers/" + SUPPLIER, supplier),
        "define the supplier");
    var known = new ArrayList<Item>();
    for (var item : items) {
      define(item.sku(), item.name(), item.costCents());
      if (hasStock(item.sku())) {
        known.add(item);
      } else {
        open(item.sku(), units.applyAsInt(item.sku()), "opening-" + item.sku());
      }
    }
    say.accept(
        "%d SKUs at %d locations, %s"
            .formatted(
                items.size(),
                LOCATIONS.size(),
                known.isEmpty() ? "opening stock booked" : "stock kept from before"));
    return known;
  }

  void defineLocations() {
    Platform.require(
        platform.put(
            Platform.Person.ADMINISTRATOR, Part.INVENTORY, "/pools/" + POOL, Json.object()),
        "open the pool");
    for (var location : LOCATIONS) {
      var body = Json.object().put("name", location.name()).put("pool", POOL);
      body.put("country", "DE").put("priority", LOCATIONS.indexOf(location) + 1);
      Platform.require(
          platform.put(
              Platform.Person.ADMINISTRATOR, Part.INVENTORY, "/locations/" + location.id(), body),
          "define location " + location.id());
    }
  }

  void define(String sku, String name, long costCents) {
    var body = Json.object().put("name", name).put("pool", POOL).put("unitOfMeasure", "EA");
    body.set("standardCost", Json.money(costCents));
    Platform.require(
        platform.put(
            Platform.Person.ADMINISTRATOR, Part.INVENTORY, "/items/" + Platform.segment(sku), body),
        "define item " + sku);
  }

  /// Books opening stock, spread over the locations.
  void open(String sku, int units, String reference) {
    var shares = IntStream.range(0, LOCATIONS.size()).map(i -> share(units, i)).toArray();
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] == 0) {
        continue;
      }
      var body = Json.object().put("pool", POOL).put("locationId", LOCATIONS.get(i).id());
      body.put("sku", sku).put("quantity", shares[i]).put("reason", "OPENING_BALANCE");
      var key = reference + "-" + LOCATIONS.get(i).id();
      Platform.require(
          platform.post(Platform.Person.ADMINISTRATOR, Part.INVENTORY, "/adjustments", body, key),
          "book opening stock of " + sku);
    }
  }

  boolean hasStock(String sku) {
    var path = "/positions?limit=1&sku=" + Platform.segment(sku);
    var answer = platform.get(Platform.Person.PLANNER, Part.INVENTORY, path);
    return answer.isOk() && !answer.json().path("items").isEmpty();
  }

  /// The first location takes what the others' shares leave.
  private static int share(int units, int location) {
    if (location > 0) {
      return units * LOCATIONS.get(location).sharePercent() / 100;
    }
    return units - IntStream.range(1, LOCATIONS.size()).map(other -> share(units, other)).sum();
  }
}
