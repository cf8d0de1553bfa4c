package dev.onhand.inventory.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.inventory.promise.ItemStock.Fence;
import dev.onhand.inventory.promise.ItemStock.Place;
import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemStockTest {
  private static Place place(String id, long sellable, long reserved, long safety) {
    return new Place(id, sellable, sellable, reserved, safety, 0, 0);
  }

  private static ItemStock stock(List<Place> places, Fence... fences) {
    return new ItemStock("eu", "MUG", places, List.of(fences), false);
  }

  private static PoolRules rules(String json) {
    return PoolRules.read(Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class));
  }

  @Test
  void without_anything_kept_back_all_free_units_may_be_promised_to_everyone() {
    var mugs = stock(List.of(place("BER", 10, 4, 0), place("LYS", 5, 5, 0)));
    assertTrue(mugs.isPlain());
    assertEquals(6, mugs.toChannel(ItemStock.ANY, PoolRules.NONE));
    assertEquals(6, mugs.toChannel("web", PoolRules.NONE));
  }

  @Test
  void safety_stock_of_one_location_takes_nothing_from_another() {
    var mugs = stock(List.of(place("BER", 10, 8, 5), place("LYS", 5, 0, 1)));
    assertFalse(mugs.isPlain());
    assertEquals(4, mugs.toChannel("web", PoolRules.NONE));
  }

  @Test
  void a_fence_keeps_from_others_what_its_channel_has_not_been_promised_yet() {
    var mugs = stock(List.of(place("BER", 20, 2, 0)), new Fence("retail", 5, 2));
    assertEquals(18, mugs.toChannel("retail", PoolRules.NONE));
    assertEquals(15, mugs.toChannel("web", PoolRules.NONE));
    assertEquals(15, mugs.toChannel(ItemStock.ANY, PoolRules.NONE));
    var more = stock(List.of(place("BER", 20, 7, 0)), new Fence("retail", 5, 7));
    assertEquals(13, more.toChannel("web", PoolRules.NONE));
  }

  @Test
  void fences_that_keep_more_than_there_is_leave_nothing_rather_than_less() {
    var mugs =
        stock(List.of(place("BER", 3, 0, 0)), new Fence("retail", 5, 0), new Fence("b2b", 2, 0));
    assertEquals(0, mugs.toChannel("web", PoolRules.NONE));
    assertEquals(1, mugs.toChannel("retail", PoolRules.NONE));
    assertEquals(0, mugs.toChannel("b2b", PoolRules.NONE));
  }

  @Test
  void units_of_blocked_lots_are_not_promised_and_those_promised_before_count_once() {
    var tea =
        new ItemStock("eu", "TEA", List.of(new Place("BER", 10, 10, 3, 0, 6, 4)), List.of(), true);
    assertFalse(tea.isPlain());
    assertEquals(3, tea.toChannel("web", PoolRules.NONE));
  }

  @Test
  void a_channel_with_a_rule_of_its_own_has_what_its_locations_have() {
    var rules = rules("[{\"channel\":\"web\",\"sources\":[{\"locationId\":\"BER\"}]}]");
    var mugs = stock(List.of(place("BER", 10, 0, 0), place("LYS", 5, 0, 0)));
    assertEquals(10, mugs.toChannel("web", rules));
    assertEquals(15, mugs.toChannel("retail", rules));
    assertEquals(15, mugs.toChannel(ItemStock.ANY, rules));
    assertEquals(java.util.Set.of("web"), rules.channels());
  }

  @Test
  void a_rule_for_some_countries_leaves_the_other_locations_to_the_other_orders() {
    var rules =
        rules(
            """
            [{"channel":"web","countries":["FR"],"sources":[{"locationId":"LYS"}]},
             {"channel":"","sources":[{"locationId":"BER"}]}]
            """);
    var mugs = stock(List.of(place("BER", 10, 0, 0), place("LYS", 5, 0, 0), place("MAD", 7, 0, 0)));
    assertEquals(15, mugs.toChannel("web", rules));
    assertEquals(10, mugs.toChannel(ItemStock.ANY, rules));
  }
}
