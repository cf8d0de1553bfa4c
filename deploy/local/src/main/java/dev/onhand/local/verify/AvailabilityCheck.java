package dev.onhand.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// I: what sales channels were told last of each item is what the stock ledger's own log adds up
/// to, replayed frame by frame: by location, less what is reserved, safety stock, blocked lots, and
/// what fences keep for others. A channel that a fence of the item or a rule names has a key of its
/// own, and no other has. Items that several pools have are passed over: they share a key.
final class AvailabilityCheck extends Check {
  private static final String TOPIC = "inventory.availability";
  private static final String EVERY = "*";

  /// A lot that expires while the audit goes on may be on the topic or not.
  private static final long AROUND_NOW_MS = 15_000;

  private final Function<Violations, Collection<StockBook>> ledger;
  private final Map<String, Told> told = new TreeMap<>();

  private record Told(String channel, String sku, long units, String place) {}

  /// @param ledger replays the log
  AvailabilityCheck(Function<Violations, Collection<StockBook>> ledger) {
    super("I", "channels are told what the stock ledger can promise");
    this.ledger = ledger;
  }

  @Override
  void see(Fact fact) {
    if (!fact.topic().equals(TOPIC)) {
      return;
    }
    JsonNode data = fact.data();
    if (data.isMissingNode()) {
      told.remove(fact.subject());
    } else {
      var channel = data.path("channel").asText();
      var sku = data.path("sku").asText();
      var units = data.path("available").asLong();
      told.put(fact.subject(), new Told(channel, sku, units, fact.place()));
    }
  }

  @Override
  void conclude(Map<String, Database> databases) {
    if (!databases.containsKey("inventory")) {
      return;
    }
    var violations = new Violations();
    var books = ledger.apply(violations);
    expect(violations.count() == 0, "%s", violations.first());
    compare(books, System.currentTimeMillis());
  }

  void compare(Collection<StockBook> books, long nowMs) {
    Set<String> shared = shared(books, nowMs);
    Set<String> named = new HashSet<>();
    for (var book : books) {
      var before = book.figures(nowMs - AROUND_NOW_MS);
      book.figures(nowMs + AROUND_NOW_MS)
          .forEach(
              (sku, after) -> {
                if (!shared.contains(sku)) {
                  item(book.pool(), sku, before.get(sku), after);
                  after.byChannel().keySet().forEach(channel -> named.add(channel + "/" + sku));
                }
              });
    }
    for (var each : told.values()) {
      if (!each.channel().equals(EVERY) && !shared.contains(each.sku())) {
        expect(
            named.contains(each.channel() + "/" + each.sku()),
            "%s has a figure of its own for %s, and nothing names it: %s",
            each.channel(),
            each.sku(),
            each.place());
      }
    }
  }

  private static Set<String> shared(Collection<StockBook> books, long nowMs) {
    Map<String, Integer> pools = new HashMap<>();
    for (var book : books) {
      book.figures(nowMs).keySet().forEach(sku -> pools.merge(sku, 1, Integer::sum));
    }
    pools.values().removeIf(count -> count == 1);
    return pools.keySet();
  }

  private void item(
      String pool, String sku, PromiseBook.Figures before, PromiseBook.Figures after) {
    channel(pool, EVERY, sku, before.toAny(), after.toAny());
    after
        .byChannel()
        .forEach(
            (channel, units) ->
                channel(pool, channel, sku, before.byChannel().get(channel), units));
  }

  private void channel(String pool, String channel, String sku, long before, long after) {
    var last = told.get(channel + "/" + sku);
    boolean agrees = last != null && (last.units() == before || last.units() == after);
    expect(
        agrees,
        "%s/%s of pool %s: the ledger's log leaves %d to promise, channels were told %s",
        channel,
        sku,
        pool,
        after,
        last == null ? "nothing" : last.units() + ": " + last.place());
  }
}
