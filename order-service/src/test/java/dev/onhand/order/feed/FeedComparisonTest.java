package dev.onhand.order.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class FeedComparisonTest {
  private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-03T00:00:00Z");

  private static FeedListed.Entry entry(String id, String total, FeedListed.Status status) {
    return new FeedListed.Entry(
        id, "#" + id, FROM, total == null ? null : Money.parse(total), status);
  }

  private static FeedComparison.Ours ours(String id, String total, boolean over, boolean shipped) {
    return new FeedComparison.Ours(
        id, "order-" + id, "#" + id, FROM.plusSeconds(60), Money.parse(total), over, shipped);
  }

  private static List<String> differences(
      List<FeedListed.Entry> listed, List<FeedComparison.Ours> ours, boolean numbered) {
    var listing = new FeedListed("shopify", "demo", FROM, TO, listed);
    return FeedComparison.compare(listing, ours, numbered).stream()
        .map(d -> d.kind() + " " + d.subject())
        .toList();
  }

  @Test
  void what_both_have_alike_is_no_difference() {
    var listed =
        List.of(
            entry("1", "EUR 20.00", FeedListed.Status.OPEN),
            entry("2", "EUR 5.00", FeedListed.Status.FULFILLED),
            entry("3", null, null));
    var here =
        List.of(
            ours("1", "EUR 20.00", false, false),
            ours("2", "EUR 5.00", false, true),
            ours("3", "EUR 7.00", true, false));
    assertEquals(List.of(), differences(listed, here, true));
  }

  @Test
  void an_order_that_only_one_of_both_has_is_named() {
    assertEquals(
        List.of("MISSING_HERE 1", "UNKNOWN_THERE 2"),
        differences(
            List.of(entry("1", "EUR 20.00", FeedListed.Status.OPEN)),
            List.of(ours("2", "EUR 20.00", false, false)),
            false));
  }

  @Test
  void an_order_cancelled_before_it_came_is_not_missed() {
    assertEquals(
        List.of(),
        differences(
            List.of(entry("1", "EUR 1.00", FeedListed.Status.CANCELLED)), List.of(), false));
  }

  @Test
  void an_order_placed_outside_the_window_need_not_be_listed() {
    var later =
        new FeedComparison.Ours("9", "order-9", null, TO, Money.parse("EUR 1.00"), false, false);
    assertEquals(List.of(), differences(List.of(), List.of(later), false));
  }

  @Test
  void another_total_or_currency_or_status_is_a_difference() {
    assertEquals(
        List.of("DIFFERENT_TOTAL 1", "DIFFERENT_TOTAL 2", "DIFFERENT_STATUS 2"),
        differences(
            List.of(
                entry("1", "EUR 20.00", FeedListed.Status.OPEN),
                entry("2", "USD 20.00", FeedListed.Status.FULFILLED)),
            List.of(ours("1", "EUR 20.01", false, false), ours("2", "EUR 20.00", false, false)),
            false));
    assertEquals(
        List.of("DIFFERENT_STATUS 1", "DIFFERENT_STATUS 2"),
        differences(
            List.of(
                entry("1", "EUR 20.00", FeedListed.Status.CANCELLED),
                entry("2", "EUR 20.00", FeedListed.Status.OPEN)),
            List.of(ours("1", "EUR 20.00", false, false), ours("2", "EUR 20.00", true, false)),
            false));
  }

  @Test
  void numbers_that_nobody_has_are_gaps_where_the_channel_counts() {
    var listed = List.of(entry("1001", null, null), entry("1003", null, null));
    var here =
        List.of(
            ours("1001", "EUR 1.00", false, false),
            ours("1003", "EUR 1.00", false, false),
            ours("1010", "EUR 1.00", false, false));
    assertEquals(
        List.of("UNKNOWN_THERE 1010", "NUMBER_GAP number 1002", "NUMBER_GAP number 1004-1009"),
        differences(listed, here, true));
    assertEquals(List.of("UNKNOWN_THERE 1010"), differences(listed, here, false));
  }

  @Test
  void a_listing_full_of_gaps_tells_no_more_of_them_than_it_may() {
    var listed = new ArrayList<FeedListed.Entry>();
    var here = new ArrayList<FeedComparison.Ours>();
    for (int i = 0; i < 500; i++) {
      listed.add(entry(String.valueOf(i * 2), null, null));
      here.add(ours(String.valueOf(i * 2), "EUR 1.00", false, false));
    }
    assertEquals(FeedComparison.GAPS_MAX, differences(listed, here, true).size());
  }

  @Test
  void every_published_sample_of_a_listing_is_read() {
    var samples = Contracts.samples("order-service", "channel.FeedListed.v1");
    assertFalse(samples.isEmpty());
    for (var sample : samples) {
      var read = Json.read(sample.json().getBytes(StandardCharsets.UTF_8), FeedListed.class);
      assertFalse(read.orders().isEmpty());
    }
  }

  @Test
  void a_listing_that_cannot_be_right_is_refused_by_name() {
    var once = entry("1", null, null);
    for (var entries : List.of(List.of(once, once))) {
      assertThrows(
          InvalidMessage.class, () -> new FeedListed("shopify", "demo", FROM, TO, entries));
    }
    assertThrows(
        InvalidMessage.class, () -> new FeedListed("shopify", "demo", TO, FROM, List.of()));
    assertThrows(
        InvalidMessage.class,
        () -> new FeedListed("shopify", "demo", FROM, Instant.MAX, List.of()));
    assertThrows(InvalidMessage.class, () -> entry("1", "EUR 9999999999999.00", null));
    assertThrows(InvalidMessage.class, () -> entry(" ", null, null));
  }
}
