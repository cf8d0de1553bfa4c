package dev.onhand.reporting.feed;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.reporting.LocalKey;
import dev.onhand.reporting.Platform;
import dev.onhand.reporting.Story;
import dev.onhand.testkit.Contracts;
import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// From the topics to the read models, on a real broker and a real database.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
@WithTestResource(LocalKey.class)
class FeedIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Instant END = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @Inject DataSource dataSource;

  private Platform platform;

  @BeforeEach
  void connect() {
    platform = new Platform();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void every_sample_of_every_producer_is_projected() {
    var refusedBefore = platform.strings("select detail from rejected_message");
    var sent = new ArrayList<String>();
    int ofAvailability = 0;
    for (var type : new Projections().declared().filter(t -> !t.startsWith("*")).toList()) {
      var service = type.substring(0, type.indexOf('.')) + "-service";
      var samples = Contracts.samples(service, type);
      assertFalse(samples.isEmpty(), () -> service + " has no sample of " + type);
      for (var sample : samples) {
        var message = TestMessage.of(type, "sample-" + UUID.randomUUID(), sample.json());
        // one key: samples tell of the same things, and those share a partition
        message = message.keyed("samples").fromService(1);
        platform.messages().send(topic(type), message);
        sent.add(message.id());
        if (topic(type).equals("inventory.availability")) ofAvailability++;
      }
    }
    platform.settle();
    assertEquals(refusedBefore, platform.strings("select detail from rejected_message"));
    var kept =
        platform.strings("select id from message where subject like 'sample-%'").stream()
            .filter(sent::contains)
            .toList();
    // availability is state, of which only the last is kept
    assertEquals(sent.size() - ofAvailability, kept.size());
    for (var table : platform.readModels()) {
      if (List.of("rejected_message", "exception_case").contains(table)) continue;
      assertTrue(platform.count("select count(*) from " + table) > 0, table + " is empty");
    }
  }

  @Test
  void a_channels_own_availability_is_known_until_its_key_is_taken_back() {
    var sku = "own-" + UUID.randomUUID();
    var told =
        TestMessage.of(
                "inventory.AvailabilityChanged.v1",
                "retail/" + sku,
                """
                {"pool":"eu","channel":"retail","sku":"%s","available":5,
                 "asOf":"2026-03-02T14:00:01Z"}
                """
                    .formatted(sku))
            .fromService(1);
    var ofItem = "select count(*) from availability where sku = '%s'".formatted(sku);
    platform.messages().send("inventory.availability", told);
    platform.settle();
    assertEquals(1, platform.count(ofItem));
    platform.messages().send("inventory.availability", told.carrying(null));
    platform.settle();
    assertEquals(0, platform.count(ofItem));
    platform.messages().send("inventory.availability", told.carrying(null), told);
    platform.settle();
    assertEquals(1, platform.count(ofItem));
  }

  /// A function that is called for every row makes a report of a month take minutes.
  @Test
  void a_business_day_begins_in_the_configured_zone_and_is_no_call_for_every_row()
      throws SQLException {
    var day = "select business_day('2026-01-31 23:30:00Z')::text";
    var plan = "explain (verbose) select business_day(placed_at) from sales_order";
    try {
      new BusinessZone("Europe/Berlin", dataSource).store(null);
      assertEquals(List.of("2026-02-01"), platform.strings(day));
      var steps = String.join("\n", platform.strings(plan));
      assertTrue(steps.contains("Europe/Berlin") && !steps.contains("business_day"), steps);
    } finally {
      new BusinessZone("UTC", dataSource).store(null);
    }
    assertEquals(List.of("2026-01-31"), platform.strings(day));
  }

  private static String topic(String type) {
    var name = type.substring(type.indexOf('.') + 1);
    return switch (type.substring(0, type.indexOf('.'))) {
      case "inventory" ->
          switch (name.replaceFirst("\\.v\\d+$", "")) {
            case "StockMoved" -> "inventory.movements";
            case "AvailabilityChanged" -> "inventory.availability";
            case "ItemDefined" -> "inventory.items";
            case "LocationDefined" -> "inventory.locations";
            default -> "inventory.reservations";
          };
      case "procurement" ->
          name.startsWith("Supplier") ? "procurement.suppliers" : "procurement.events";
      case String service -> service + ".events";
    };
  }

  @Test
  void a_story_told_twice_and_read_again_from_the_start_gives_the_same_read_models() {
    long seed = System.nanoTime();
    System.getLogger("story").log(System.Logger.Level.INFO, "seed " + seed);
    var story = Story.of(seed, END, 5, 8, "twice-");
    Story.send(platform.messages(), story);
    platform.settle();
    var once = platform.everything();

    // a connector that lost its offset sends the end of its log again, in order
    Story.send(platform.messages(), story.subList(story.size() / 3, story.size()));
    platform.settle();
    assertEquals(once, platform.everything(), () -> "told twice, seed " + seed);

    given().auth().oauth2(TestTokens.token("operator")).post("/api/rebuild").then().statusCode(202);
    platform.settle();
    assertEquals(once, platform.everything(), () -> "read again, seed " + seed);
  }

  @Test
  void the_topics_may_arrive_in_any_order() {
    long seed = System.nanoTime();
    var story = new ArrayList<>(Story.of(seed, END, 3, 6, "a-"));
    var other = new ArrayList<>(Story.of(seed, END, 3, 6, "a-"));
    // order within a topic stays, order between topics is shuffled
    var topics = new ArrayList<>(other.stream().map(Story.Told::topic).distinct().toList());
    Collections.shuffle(topics, new Random(seed));
    other.sort((a, b) -> topics.indexOf(a.topic()) - topics.indexOf(b.topic()));
    Story.send(platform.messages(), other);
    platform.settle();
    var states = states();
    var stock = stock();
    assertEquals(0, platform.count("select count(*) from sales_order where state is null"));
    Story.send(platform.messages(), story);
    platform.settle();
    assertEquals(states, states(), () -> "seed " + seed);
    assertEquals(stock, stock(), () -> "seed " + seed);
  }

  private List<String> states() {
    return platform.strings(
        "select number || ' ' || state from analytics.orders where number like 'a-%' order by 1");
  }

  private List<String> stock() {
    return platform.strings(
        "select sku || ' ' || location_id || ' ' || on_hand || ' ' || reserved"
            + " from analytics.stock where sku like 'a-%' order by 1");
  }

  @Test
  void what_can_never_be_projected_is_kept_with_its_reason_and_the_next_message_goes_on() {
    var id = "poison-" + UUID.randomUUID();
    var good = TestMessage.of("order.OrderHeld.v1", id, hold(id, "good"));
    var bad =
        List.of(
            good.carrying("{\"orderId\":".getBytes(StandardCharsets.UTF_8)),
            good.carrying(null),
            good.carrying("[1]".getBytes(StandardCharsets.UTF_8)),
            good.carrying(new byte[] {(byte) 0xff, (byte) 0xfe, '{'}),
            good.with("ce_id", null),
            good.with("ce_time", "yesterday"),
            good.with("ce_type", "order.OrderHeld.v2").with("ce_id", id + "-v2"),
            good.with("ce_id", id + "-nul")
                .carrying(hold(id, "\\u0000").getBytes(StandardCharsets.UTF_8)),
            good.with("ce_id", id + "-missing")
                .carrying(("{\"orderId\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8)),
            good.with("ce_id", id + "-due")
                .carrying(
                    hold(id, "x").replace("2030-01", "2030-91").getBytes(StandardCharsets.UTF_8)));
    var before = platform.count("select count(*) from rejected_message");
    bad.forEach(message -> platform.messages().send("order.events", message));
    platform.messages().send("order.events", good);
    platform.settle();

    assertEquals(before + bad.size(), platform.count("select count(*) from rejected_message"));
    assertEquals(
        1, platform.count("select count(*) from order_hold where order_id = '" + id + "'"));
    var open = "select count(*) from exception_case where kind = 'REJECTED_MESSAGE'";
    assertEquals(before + bad.size(), platform.count(open));
  }

  private static String hold(String orderId, String holdId) {
    return """
    {"orderId":"%s","holdId":"%s","reason":"PAYMENT","detail":"","owner":"order-clerk",\
    "dueAt":"2030-01-01T00:00:00Z"}\
    """
        .formatted(orderId, holdId);
  }

  @Test
  void messages_nobody_declared_stay_in_the_timeline_only() {
    var id = UUID.randomUUID().toString();
    var refused = platform.count("select count(*) from rejected_message");
    platform
        .messages()
        .send(
            "order.events",
            TestMessage.of("order.GiftWrapped.v1", id, "{\"orderId\":\"" + id + "\"}"));
    platform.settle();
    assertEquals(1, platform.count("select count(*) from message where order_id = '" + id + "'"));
    assertEquals(refused, platform.count("select count(*) from rejected_message"));
  }

  @Test
  void the_data_is_complete_through_the_oldest_heartbeat_and_stands_still_with_a_silent_source() {
    platform.settle();
    var silent = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    platform.beat(silent);
    awaitThrough(silent);
    var later = silent.plusMillis(1);
    Platform.SOURCES.stream()
        .filter(source -> !source.equals("returns"))
        .forEach(source -> platform.beat(source, later));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                platform.count(
                        "select count(*) from source_progress where complete_through = '"
                            + later
                            + "'")
                    == 5);
    assertEquals(silent, Instant.parse(platform.completeThrough()));
    platform.beat("returns", later);
    awaitThrough(later);
  }

  private void awaitThrough(Instant at) {
    await().atMost(PATIENCE).until(() -> at.equals(Instant.parse(platform.completeThrough())));
  }

  @Test
  void a_heartbeat_counts_only_when_what_was_sent_before_is_projected() {
    for (int round = 0; round < 10; round++) {
      var id = UUID.randomUUID().toString();
      for (int i = 0; i < 50; i++) {
        platform
            .messages()
            .send(
                "order.events",
                TestMessage.of("order.Noted.v1", id, "{\"orderId\":\"" + id + "\"}"));
      }
      platform.settle();
      assertEquals(
          50, platform.count("select count(*) from message where order_id = '" + id + "'"));
    }
  }

  @Test
  void currencies_have_as_many_decimals_in_sql_as_in_joda_money() {
    var checks =
        CurrencyUnit.registeredCurrencies().stream()
            .filter(currency -> currency.getDecimalPlaces() >= 0)
            .filter(
                currency -> !currency.getCode().startsWith("X") || currency.getDecimalPlaces() > 0)
            .<Executable>map(
                currency ->
                    () ->
                        assertEquals(
                            currency.getDecimalPlaces(),
                            platform.count("select currency_digits('" + currency.getCode() + "')"),
                            currency.getCode()))
            .toList();
    assertAll(checks);
  }

  @Test
  void nobody_keeps_a_log_for_a_service_that_publishes_nothing() {
    assertEquals(
        0,
        platform.count(
            "select count(*) from pg_replication_slots where slot_name like 'reporting%'"));
  }

  @Test
  void every_view_for_analysts_says_what_it_is() {
    assertEquals(
        List.of(),
        platform.strings(
            """
            select c.relname from pg_class c
            where c.relnamespace = 'analytics'::regnamespace and c.relkind = 'v'
              and obj_description(c.oid) is null
            """));
  }
}
