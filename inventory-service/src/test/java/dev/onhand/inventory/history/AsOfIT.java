package dev.onhand.inventory.history;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.inventory.Shop;
import dev.onhand.inventory.StockTopics;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.work.Transactions;
import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What stock was, against a sum over everything; and over HTTP.
@QuarkusTest
@WithTestResource(StockTopics.class)
class AsOfIT {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final String[] PLACES = {"BER", "PAR", "WAW"};
  private static final String[] STATUSES = {"sellable", "quarantine", "damaged"};
  private static final String[] LOTS = {"", "", "L1", "L2"};

  @Inject Transactions transactions;

  private final String pool = "history-" + UUID.randomUUID();

  /// These movements are in no log: whoever compares the tables with it must not find them.
  @AfterEach
  void forget() throws SQLException {
    try (var connection = Infrastructure.start().connect()) {
      for (var table : List.of("stock_movement", "stock_hour", "stock_closed")) {
        Sql.update(connection, "delete from " + table + " where pool = ?", pool);
      }
    }
  }

  private record Move(
      String location, String lot, String status, long units, Instant occurred, Instant recorded) {}

  /// Written down in order; most at once, some much later than they happened.
  private static List<Move> moves(Random random, int count) {
    var moves = new ArrayList<Move>();
    var recorded = BEGIN;
    for (int i = 0; i < count; i++) {
      recorded = recorded.plusSeconds(random.nextInt(120));
      long late = random.nextInt(5) == 0 ? random.nextInt(200_000) : random.nextInt(3);
      moves.add(
          new Move(
              PLACES[random.nextInt(3)],
              LOTS[random.nextInt(4)],
              STATUSES[random.nextInt(3)],
              random.nextInt(20) - 8,
              recorded.minusSeconds(late),
              recorded));
    }
    return moves;
  }

  private void insert(Connection connection, List<Move> moves, int from) throws SQLException {
    var sql =
        """
        insert into stock_movement (pool, sku, sequence, location_id, lot, kind, quantity, status,
          reference_type, reference_id, discrepancy, occurred_at, recorded_at)
        values (?, 'TEA', ?, ?, ?, 'ADJUSTMENT', ?, ?, 'ADJUSTMENT', 'a', 0, ?, ?)
        """;
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = from; i < moves.size(); i++) {
        var move = moves.get(i);
        statement.setString(1, pool);
        statement.setLong(2, i + 1);
        statement.setString(3, move.location());
        statement.setString(4, move.lot());
        statement.setLong(5, move.units());
        statement.setString(6, move.status());
        statement.setObject(7, move.occurred().atOffset(ZoneOffset.UTC));
        statement.setObject(8, move.recorded().atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /// The sum over everything, by place and lot.
  private static TreeMap<String, List<Long>> sum(
      List<Move> moves, Instant occurred, Instant recorded) {
    var sums = new TreeMap<String, List<Long>>();
    for (var move : moves) {
      if (occurred != null && move.occurred().isAfter(occurred)) continue;
      if (recorded != null && move.recorded().isAfter(recorded)) continue;
      var units =
          sums.computeIfAbsent(
              move.location() + "/" + move.lot(), _ -> new ArrayList<>(List.of(0L, 0L, 0L)));
      int status = List.of(STATUSES).indexOf(move.status());
      units.set(status, units.get(status) + move.units());
    }
    return sums;
  }

  private TreeMap<String, List<Long>> asked(
      Connection connection, Instant occurred, Instant recorded) throws SQLException {
    var sums = new TreeMap<String, List<Long>>();
    for (var row : AsOf.sum(connection, pool, "TEA", occurred, recorded)) {
      sums.put(
          row.locationId() + "/" + row.lot(),
          List.of(row.sellable(), row.quarantine(), row.damaged()));
    }
    return sums;
  }

  private void compare(Connection connection, Random random, List<Move> moves, String context)
      throws SQLException {
    for (int i = 0; i < 60; i++) {
      var occurred = random.nextInt(4) == 0 ? null : anInstant(random, moves);
      var recorded = random.nextInt(4) == 0 ? null : anInstant(random, moves);
      assertEquals(
          sum(moves, occurred, recorded),
          asked(connection, occurred, recorded),
          () -> "occurred " + occurred + " recorded " + recorded + ", " + context);
    }
  }

  /// Often exactly when something happened, or on the hour.
  private static Instant anInstant(Random random, List<Move> moves) {
    var move = moves.get(random.nextInt(moves.size()));
    var at = random.nextBoolean() ? move.occurred() : move.recorded();
    return switch (random.nextInt(3)) {
      case 0 -> at;
      case 1 -> at.truncatedTo(java.time.temporal.ChronoUnit.HOURS);
      default -> at.plusSeconds(random.nextInt(7200) - 3600);
    };
  }

  @Test
  void what_was_is_the_sum_of_what_happened_and_was_known_whatever_is_added_up_already()
      throws SQLException {
    long seed = System.nanoTime();
    var context = "seed " + seed;
    var random = new Random(seed);
    var moves = moves(random, 3000);
    var closing = new Closing(transactions);
    try (var connection = Infrastructure.start().connect()) {
      insert(connection, moves.subList(0, 200), 0);
      compare(connection, random, moves.subList(0, 200), context);
      insert(connection, moves.subList(0, 1700), 200);
      closing.closeAll();
      compare(connection, random, moves.subList(0, 1700), context);
      insert(connection, moves, 1700);
      compare(connection, random, moves, context);
      while (closing.closeAll() > 0) {}
      compare(connection, random, moves, context);
      var closed =
          Sql.first(
              connection,
              "select sequence from stock_closed where pool = ?",
              row -> row.getLong(1),
              pool);
      assertEquals(3000 / Closing.EVERY * Closing.EVERY, closed.orElseThrow());
    }
  }

  @Test
  void a_fact_told_late_changes_what_was_and_not_what_was_known() {
    try (var shop = Shop.open();
        var messages = Messages.connect()) {
      shop.receive(10);
      var known = Instant.now();
      var yesterday = OffsetDateTime.now(ZoneOffset.UTC).minusDays(1);
      var late =
          """
          {"adjustmentId":"late-%s","locationId":"%s","sku":"%s","quantity":7,"reason":"FOUND",
           "adjustedAt":"%s"}
          """
              .formatted(shop.mug, shop.place, shop.mug, yesterday.minusHours(1).toInstant());
      messages.send(
          "warehouse.events",
          TestMessage.of("warehouse.StockAdjusted.v1", "late-" + shop.mug, late));
      shop.awaitPosition(17, 0);

      var query = "/positions?sku=" + shop.mug + "&asOf=";
      shop.get(query + yesterday.toInstant()).body("items[0].sellable", equalTo(7));
      shop.get(query + yesterday.toInstant() + "&clock=recorded")
          .body("items[0].sellable", equalTo(0));
      shop.get(query + yesterday.toInstant() + "&knownAt=" + known)
          .body("items[0].sellable", equalTo(0));
      shop.get(query + known + "&clock=recorded")
          .body("items[0].sellable", equalTo(10))
          .body("items[0].onHand", equalTo(10))
          .body("items[0].reserved", nullValue());
      shop.get(query + Instant.now()).body("items[0].sellable", equalTo(17));
      shop.get("/movements?sku=" + shop.mug + "&location=" + shop.place + "&from=" + known)
          .body("items.quantity", equalTo(List.of(7)));
    }
  }

  @Test
  void what_cannot_be_asked_is_refused_by_name() {
    try (var shop = Shop.open()) {
      shop.get("/positions?asOf=yesterday").statusCode(400).body("field", equalTo("asOf"));
      shop.get("/positions?clock=recorded").statusCode(400).body("field", equalTo("asOf"));
      shop.get("/positions?asOf=2026-03-01T00:00:00Z&clock=wall")
          .statusCode(400)
          .body("field", equalTo("clock"));
      shop.get("/positions?asOf=2026-03-01T00:00:00Z&limit=500")
          .statusCode(400)
          .body("field", equalTo("limit"));
      shop.get("/movements").statusCode(400).body("field", equalTo("sku"));
      shop.get("/movements?lot=L1&reference=r").statusCode(400).body("field", equalTo("sku"));
      shop.get("/movements?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z").statusCode(400);
      shop.receive(3);
      var day = Instant.now().minusSeconds(60);
      shop.get("/movements?from=%s&to=%s&limit=500".formatted(day, day.plusSeconds(120)))
          .statusCode(200)
          .body("items.sku", hasItem(shop.mug));
      shop.get("/movements?sku=" + shop.mug + "&after=x").statusCode(400);
    }
  }
}
