package dev.onhand.order.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Ids made of what the channel calls an order.
class OrderKeyTest {
  private static String id(String channel, String shop, String externalId) {
    return new OrderKey(channel, shop, externalId).orderId();
  }

  @Test
  void an_id_is_a_uuid_of_version_8_and_always_the_same() {
    var id = UUID.fromString(id("shopify", "s", "450789469"));
    assertEquals(8, id.version());
    assertEquals(2, id.variant());
    assertEquals(id.toString(), id("shopify", "s", "450789469"));
  }

  @Test
  void ids_of_a_shop_stand_in_the_order_of_its_numbers() {
    var ids =
        LongStream.range(999_990, 1_000_010).mapToObj(n -> id("ebay", "s", "03-" + n)).toList();
    assertEquals(ids.stream().sorted().toList(), ids);
  }

  @Test
  void a_customer_is_a_hash_that_shows_no_number() {
    var order = new OrderKey("ebay", "s", "7");
    var customer = UUID.fromString(order.customerId("12345"));
    assertEquals(5, customer.version());
    assertEquals(customer.toString(), new OrderKey("ebay", "s", "8").customerId("12345"));
    assertNotEquals(order.customerId(null), new OrderKey("ebay", "s", "8").customerId(null));
  }

  @Test
  void whatever_differs_makes_another_id() {
    var ids = new ArrayList<String>();
    for (var channel : List.of("shopify", "ebay")) {
      for (var shop : List.of("s", "t", "s1")) {
        for (var external : List.of("1", "11", "a1", "1a", "01", "68719476737", "x", "y", "")) {
          ids.add(id(channel, shop, external));
        }
      }
    }
    assertEquals(ids.size(), new HashSet<>(ids).size(), ids.toString());
  }

  @Test
  void parts_that_read_alike_when_joined_are_not_the_same_order() {
    assertNotEquals(id("a", "bc", "1"), id("ab", "c", "1"));
    assertNotEquals(id("a", "b1", "1"), id("a", "b", "11"));
  }

  @Test
  void a_million_orders_of_one_shop_are_a_million_ids() {
    long distinct =
        LongStream.range(0, 1_000_000).mapToObj(n -> id("web", "s", "#" + n)).distinct().count();
    assertTrue(distinct == 1_000_000, () -> distinct + " ids");
  }
}
