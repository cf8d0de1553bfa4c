package dev.onhand.inventory.masterdata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemDefinitionTest {
  private static ItemDefinition read(String more) {
    var json = "{'name':'Tea','pool':'eu','unitOfMeasure':'each'" + more + "}";
    return Json.read(json.replace('\'', '"').getBytes(UTF_8), ItemDefinition.class);
  }

  private static String refusedField(String more) {
    return assertThrows(InvalidMessage.class, () -> read(more)).field();
  }

  @Test
  void a_pack_hierarchy_has_exact_ratios_to_the_base_unit() {
    var ratios =
        read(",'units':[{'unit':'inner','quantity':6},"
                + "{'unit':'case','of':'inner','quantity':4},"
                + "{'unit':'pallet','of':'case','quantity':60}]")
            .ratios();
    assertEquals(Ratio.ONE, ratios.get("each"));
    assertEquals(new Ratio(24, 1), ratios.get("case"));
    assertEquals(new Ratio(1440, 1), ratios.get("pallet"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",'units':[{'unit':'case','of':'inner','quantity':4}]|units[0].of",
        ",'units':[{'unit':'each','quantity':4}]|units[0].unit",
        ",'units':[{'unit':'a','quantity':1000000000000},{'unit':'b','of':'a','quantity':2}]"
            + "|units[1].quantity",
        ",'units':[{'unit':'a','quantity':0}]|quantity",
        ",'units':[{'unit':'a','quantity':2,'gtin':'4006381333931'}],'gtin':'4006381333931'"
            + "|units[0].gtin",
        ",'gtin':'4006381333932'|gtin",
        ",'gtin':'123'|gtin",
        ",'weightGrams':0|weightGrams",
        ",'shelfLifeDays':0|shelfLifeDays",
        ",'dimensions':{'lengthMm':1,'widthMm':0,'heightMm':1}|widthMm",
        ",'standardCost':{'amount':'-1.00','currency':'EUR'}|standardCost",
        ",'kit':{'type':'virtual','components':[]}|kit.components",
        ",'kit':{'type':'virtual','components':[{'sku':'a','quantity':1},"
            + "{'sku':'a','quantity':1}]}|kit.components[1].sku"
      })
  void what_is_wrong_is_named(String more, String field) {
    assertEquals(field, refusedField(more));
  }

  @Test
  void what_is_said_comes_back_and_what_is_not_said_is_left_out() {
    var definition =
        read(
            ",'lotControlled':false,"
                + "'kit':{'type':'stocked','components':[{'sku':'a','quantity':2}]}");
    assertEquals(
        "{'name':'Tea','pool':'eu','unitOfMeasure':'each','kit':{'type':'stocked',"
            + "'components':[{'sku':'a','quantity':2}]}}",
        Json.write(definition).replace('"', '\''));
  }
}
