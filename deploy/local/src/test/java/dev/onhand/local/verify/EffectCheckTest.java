package dev.onhand.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.local.stack.Http;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffectCheckTest {

  private static JsonNode json(String text) throws Exception {
    return Http.JSON.readTree(text.replace('\'', '"'));
  }

  @Test
  void keys_are_joined_from_fields_and_missing_fields_give_none() throws Exception {
    var keys = Rule.fields("a", "b");
    assertEquals(List.of("1/2"), keys.apply(json("{'a':1,'b':'2'}")));
    assertEquals(List.of(), keys.apply(json("{'a':1,'b':null}")));
  }

  @Test
  void lines_give_one_key_each_but_the_same_only_once() throws Exception {
    var keys = Rule.lines("lines", List.of("id"), "sku");
    var data = json("{'id':'s','lines':[{'sku':'A'},{'sku':'B'},{'sku':'A'}]}");
    assertEquals(List.of("s/A", "s/B"), keys.apply(data));
  }

  @Test
  void a_condition_leaves_other_messages_out() throws Exception {
    var keys = Rule.where("kind", Set.of("SHIPMENT"), Rule.fields("id"));
    assertEquals(List.of(), keys.apply(json("{'kind':'RECEIPT','id':1}")));
    assertEquals(List.of("1"), keys.apply(json("{'kind':'SHIPMENT','id':1}")));
  }

  @Test
  void every_rule_says_who_acts_on_what() {
    for (var rule : Rules.all()) {
      assertFalse(rule.service().isBlank());
      assertFalse(rule.causes().isEmpty(), rule::toString);
      assertFalse(rule.effects().isEmpty(), rule::toString);
    }
  }

  @Test
  void every_fact_that_bears_value_has_its_rule() {
    var booked =
        Rules.all().stream()
            .filter(rule -> rule.service().equals("ledger"))
            .flatMap(rule -> rule.causes().stream())
            .toList();
    assertTrue(booked.contains("fulfillment.ShipmentShipped"));
    assertEquals(8, booked.size());
  }

  @Test
  void a_kit_that_comes_back_moves_each_of_its_components() throws Exception {
    var back =
        json(
            """
            {'returnId':'r','lines':[
              {'lineId':'1','sku':'TEA','quantity':1,'disposition':'RESTOCK'},
              {'lineId':'1','sku':'MUG','quantity':1,'disposition':'RESTOCK'},
              {'lineId':'1','sku':'MUG','quantity':1,'disposition':'QUARANTINE'},
              {'lineId':'1','sku':'CUP','quantity':1,'disposition':'SCRAP'}]}\
            """);
    var rule =
        Rules.all().stream()
            .filter(r -> r.causes().contains("returns.ReturnDispositioned"))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of("r/1/TEA", "r/1/MUG"), rule.causeKeys().apply(back));
    var moved = json("{'kind':'RETURN','referenceId':'r/1','sku':'MUG','quantity':1}");
    assertEquals(List.of("r/1/MUG"), rule.effectKeys().apply(moved));
  }
}
