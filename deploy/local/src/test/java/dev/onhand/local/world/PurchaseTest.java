package dev.onhand.local.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.local.stack.Settings;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PurchaseTest {
  private static final int DAY = 600;
  private static final long RUN = 1_764_000_000L;

  private long seed;
  private List<Purchase> day;

  @BeforeEach
  void drawADay() {
    seed = new Random().nextInt(1, 1_000_000);
    System.out.println("seed " + seed);
    day = day(seed);
  }

  @Test
  void a_seed_names_the_day() {
    assertEquals(
        day.stream().map(Purchase::lines).toList(),
        day(seed).stream().map(Purchase::lines).toList());
    assertNotEquals(
        day.stream().map(Purchase::lines).toList(),
        day(seed + 1).stream().map(Purchase::lines).toList());
  }

  @Test
  void a_day_has_every_fate_and_most_orders_are_ordinary() {
    var fates = EnumSet.noneOf(Fate.class);
    day.forEach(p -> fates.add(p.fate()));
    assertEquals(EnumSet.allOf(Fate.class), fates);
    assertTrue(day.stream().filter(p -> p.fate() == Fate.ORDINARY).count() > DAY / 3);
  }

  @Test
  void every_total_is_the_sum_unless_that_is_the_point() {
    var wrong = Set.of(Fate.TOTAL_WRONG, Fate.TOTAL_ACCEPTED);
    for (var purchase : day) {
      var order = purchase.shopify("paid", purchase.placedAt(), null);
      var total = new BigDecimal(order.path("total_price").asText());
      assertEquals(
          wrong.contains(purchase.fate()), sum(order).compareTo(total) != 0, order.toString());
    }
  }

  @Test
  void tax_is_contained_in_the_price_to_the_cent() {
    assertEquals(19, Purchase.taxIn(119));
    assertEquals(0, Purchase.taxIn(0));
    for (var purchase : day) {
      var order = purchase.shopify("paid", purchase.placedAt(), null);
      var taxes = BigDecimal.ZERO;
      for (var owner : List.of(order.path("line_items"), order.path("shipping_lines"))) {
        for (var line : owner) {
          taxes = taxes.add(new BigDecimal(line.at("/tax_lines/0/price").asText()));
        }
      }
      assertEquals(taxes, new BigDecimal(order.path("total_tax").asText()));
    }
  }

  @Test
  void the_canonical_form_says_the_same_total() {
    for (var purchase : day) {
      var canonical = purchase.canonical("marketplace", "shop");
      var shopify = purchase.shopify("paid", purchase.placedAt(), null);
      assertEquals(shopify.path("total_price").asText(), canonical.at("/total/amount").asText());
      assertEquals(purchase.lines().size(), canonical.path("lines").size());
    }
  }

  @Test
  void no_line_id_is_used_twice() {
    var ids =
        day.stream()
            .map(p -> p.shopify("paid", p.placedAt(), null))
            .flatMap(o -> IntStream.range(0, 5).mapToObj(i -> o.at("/line_items/" + i + "/id")))
            .filter(JsonNode::isNumber)
            .map(JsonNode::asLong)
            .toList();
    assertEquals(ids.size(), ids.stream().distinct().count());
  }

  @Test
  void the_catalogue_has_forty_skus_and_prices_above_costs() {
    var items = catalogue().items();
    assertEquals(40, items.stream().map(Catalogue.Item::sku).distinct().count());
    items.forEach(item -> assertTrue(item.costCents() < item.priceCents(), item.sku()));
  }

  private static BigDecimal sum(JsonNode order) {
    var sum = BigDecimal.ZERO;
    for (var line : order.path("line_items")) {
      var price = new BigDecimal(line.path("price").asText());
      sum = sum.add(price.multiply(BigDecimal.valueOf(line.path("quantity").asLong())));
      for (var discount : line.path("discount_allocations")) {
        sum = sum.subtract(new BigDecimal(discount.path("amount").asText()));
      }
    }
    for (var line : order.path("shipping_lines")) {
      sum = sum.add(new BigDecimal(line.path("price").asText()));
    }
    return sum;
  }

  private static List<Purchase> day(long seed) {
    var chance = new Chance(seed);
    return IntStream.range(0, DAY)
        .mapToObj(n -> Purchase.draw(chance, catalogue(), n, "%d%05d".formatted(RUN, n)))
        .toList();
  }

  private static Catalogue catalogue() {
    return new Catalogue(new Platform(Settings.fromEnvironment()));
  }

  @Test
  void fates_of_a_day_do_not_depend_on_the_order_of_questions() {
    var chance = new Chance(seed);
    var forward = IntStream.range(0, DAY).mapToObj(n -> Fate.of(chance, n)).toList();
    var backward = new Fate[DAY];
    IntStream.range(0, DAY).map(n -> DAY - 1 - n).forEach(n -> backward[n] = Fate.of(chance, n));
    assertEquals(forward, Arrays.asList(backward));
  }
}
