package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.SourcingRules;
import dev.onhand.inventory.ledger.SourcingRules.Capacity;
import dev.onhand.inventory.ledger.SourcingRules.Rule;
import dev.onhand.inventory.ledger.SourcingRules.Source;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockCommand.ChangeSourcing;
import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON of a change of the sourcing rules.
final class SourcingJson {
  private SourcingJson() {}

  static StockCommand read(Cause cause, CommandFields in) {
    SourcingRules rules =
        in.has("rules") || in.has("capacities")
            ? new SourcingRules(
                in.objectsOrNone("rules").stream().map(SourcingJson::rule).toList(),
                in.objectsOrNone("capacities").stream()
                    .map(one -> new Capacity(one.text("locationId"), one.number("units")))
                    .toList())
            : null;
    return new ChangeSourcing(
        cause,
        in.text("pool"),
        rules,
        in.objectsOrNone("safety").stream()
            .map(o -> new SafetyStock(o.text("sku"), o.text("locationId"), o.number("units")))
            .toList(),
        in.objectsOrNone("fences").stream()
            .map(o -> new Fence(o.text("sku"), o.text("channel"), o.number("units")))
            .toList());
  }

  private static Rule rule(CommandFields in) {
    return new Rule(
        in.textOrEmpty("channel"),
        in.textsOrNone("countries"),
        in.textOrEmpty("serviceLevel"),
        in.objects("sources").stream()
            .map(one -> new Source(one.text("locationId"), one.smallNumber("costZone")))
            .toList());
  }

  static void put(Map<String, Object> out, ChangeSourcing c) {
    if (c.rules() != null) {
      out.put("rules", c.rules().rules().stream().map(SourcingJson::rule).toList());
      out.put("capacities", c.rules().capacities());
    }
    list(out, "safety", c.safety());
    list(out, "fences", c.fences());
  }

  private static Map<String, Object> rule(Rule rule) {
    Map<String, Object> out = new LinkedHashMap<>();
    CommandJson.text(out, "channel", rule.channel());
    list(out, "countries", rule.countries());
    CommandJson.text(out, "serviceLevel", rule.serviceLevel());
    out.put("sources", rule.sources());
    return out;
  }

  private static void list(Map<String, Object> out, String name, List<?> list) {
    if (!list.isEmpty()) {
      out.put(name, list);
    }
  }
}
