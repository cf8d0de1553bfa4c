package dev.onhand.local.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who has received what: each reader of a topic has every record of it in its inbox or among its
/// dead letters.
final class Inputs {
  /// Readers by topic, as each service's inbox subscribes to them.
  private static final Map<String, List<String>> READERS =
      Map.of(
          "channel.orders", List.of("order"),
          "payment.events", List.of("order", "ledger"),
          "order.events", List.of("fulfillment", "returns", "ledger"),
          "inventory.reservations", List.of("order"),
          "inventory.movements", List.of("ledger"),
          "fulfillment.events", List.of("order", "inventory", "returns", "ledger"),
          "warehouse.events", List.of("inventory", "fulfillment", "procurement", "returns"),
          "carrier.events", List.of("fulfillment"),
          "procurement.events", List.of("inventory", "ledger"),
          "returns.events", List.of("inventory", "order"));

  private static final Set<String> OUTSIDE =
      Set.of("channel.orders", "payment.events", "warehouse.events", "carrier.events");

  private static final String DEAD_LETTERS = "inventory.dead-letter";

  private final Map<String, Map<String, String>> outside = new HashMap<>();
  private final Map<String, Map<String, String>> subjects = new HashMap<>();
  private final Map<String, String> headless = new HashMap<>();
  private final Map<String, Long> headlessByTopic = new HashMap<>();
  private final Set<String> refused = new HashSet<>();

  void see(Fact fact) {
    var topic = fact.topic();
    if (topic.equals(DEAD_LETTERS)) {
      refused.add(fact.id());
    }
    if (!READERS.containsKey(topic)) {
      return;
    }
    if (!OUTSIDE.contains(topic)) {
      if (fact.isOurs()) {
        subjects.computeIfAbsent(topic, _ -> new HashMap<>()).put(fact.subject(), fact.place());
      }
    } else if (!fact.hasIdentity()) {
      headless.putIfAbsent(topic, fact.place());
      headlessByTopic.merge(topic, 1L, Long::sum);
    } else {
      outside
          .computeIfAbsent(topic, _ -> new HashMap<>())
          .putIfAbsent(fact.source() + "\n" + fact.id(), fact.place());
    }
  }

  /// Whether the stock ledger has put this command among its dead letters.
  boolean isRefused(String id) {
    return refused.contains(id);
  }

  void conclude(Check check, Map<String, Database> databases) {
    if (databases.containsKey("order")) {
      everyDocument(check, databases.get("order"));
    }
    READERS.forEach(
        (topic, readers) -> {
          for (var reader : readers) {
            var database = databases.get(reader);
            if (database != null && database.hasTable("inbox_sequence")) {
              if (OUTSIDE.contains(topic)) {
                everyMessage(check, reader, database, topic);
              } else {
                everySubject(check, reader, database, topic);
              }
            }
          }
        });
  }

  /// Each document that came in was taken, or is known for what it was and refused with a dead
  /// letter; a taken one is an order.
  private static void everyDocument(Check check, Database order) {
    if (!order.hasTable("channel_document")) {
      return;
    }
    check.checked(order.number("select count(*) from channel_document"));
    order.forEach(
        """
        select d.id, d.source, d.outcome, d.reason from channel_document d
        left join orders o on o.order_id = d.order_id
        where d.outcome in ('ORDER', 'UPDATE', 'DUPLICATE', 'STALE') and o.order_id is null
        order by d.id\
        """,
        row ->
            check.diverged(
                "document %d of %s is %s and there is no order"
                    .formatted(row.getLong(1), row.getString(2), row.getString(3))));
    order.forEach(
        """
        with refused as (
          select source, count(*) as documents from channel_document where outcome = 'REFUSED'
          group by source),
        letters as (select source, count(*) as letters from dead_letter group by source)
        select source, documents, coalesce(letters, 0)
        from refused left join letters using (source)
        where documents > coalesce(letters, 0)\
        """,
        row ->
            check.diverged(
                "%s: %d documents were refused, %d are dead letters"
                    .formatted(row.getString(1), row.getLong(2), row.getLong(3))));
  }

  private void everySubject(Check check, String reader, Database database, String topic) {
    var missing = new HashMap<>(subjects.getOrDefault(topic, Map.of()));
    check.checked(missing.size());
    database.forEach(
        "select subject from inbox_sequence where topic = '%s'".formatted(topic),
        row -> missing.remove(row.getString(1)));
    missing.values().stream()
        .sorted()
        .forEach(place -> check.diverged("%s has not received %s".formatted(reader, place)));
  }

  private void everyMessage(Check check, String reader, Database database, String topic) {
    var missing = new HashMap<>(outside.getOrDefault(topic, Map.of()));
    check.checked(missing.size());
    database.forEach(
        "select source || chr(10) || message_id from inbox",
        row -> missing.remove(row.getString(1)));
    database.forEach(
        "select headers->>'ce_source' || chr(10) || (headers->>'ce_id') from dead_letter",
        row -> missing.remove(row.getString(1)));
    missing.values().stream()
        .sorted()
        .forEach(place -> check.diverged("%s has not received %s".formatted(reader, place)));
    withoutEnvelope(check, reader, database, topic);
  }

  /// Records without an envelope cannot be told apart; their number can.
  private void withoutEnvelope(Check check, String reader, Database database, String topic) {
    long there = headlessByTopic.getOrDefault(topic, 0L);
    if (there == 0) {
      return;
    }
    long kept =
        database.number(
            """
            select count(*) from dead_letter where source = '%s'
              and (headers->>'ce_id' is null or headers->>'ce_source' is null)\
            """
                .formatted(topic));
    check.expect(
        kept >= there,
        "%s has %d dead letters of %d records without envelope on %s, the first of them %s",
        reader,
        kept,
        there,
        topic,
        headless.get(topic));
  }
}
