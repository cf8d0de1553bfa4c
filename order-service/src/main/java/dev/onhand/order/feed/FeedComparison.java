package dev.onhand.order.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.joda.money.Money;

/// Compares a channel's listing with the orders here. Pure.
final class FeedComparison {
  /// Gaps told one by one; a listing with more is wrong as a whole.
  static final int GAPS_MAX = 100;

  private static final Pattern NUMBER = Pattern.compile("[^0-9]*([0-9]{1,15})");

  private FeedComparison() {}

  /// How channel and service can differ over an order.
  enum Kind {
    /// The channel has it, and it never came.
    MISSING_HERE,
    /// It came, and the channel does not list it.
    UNKNOWN_THERE,
    DIFFERENT_TOTAL,
    DIFFERENT_STATUS,
    /// Numbers that nobody has between numbers that somebody has.
    NUMBER_GAP
  }

  /// An order here.
  record Ours(
      String externalId,
      String orderId,
      String number,
      Instant placedAt,
      Money total,
      boolean cancelled,
      boolean shipped) {}

  /// `subject` is the channel's order id, or the range of numbers; `orderId` is null when there is
  /// no order here.
  record Difference(Kind kind, String subject, String orderId, String detail) {}

  /// `ours` are the listed orders that are here, and those placed in the window. `numbered`: the
  /// channel counts its orders without gaps.
  static List<Difference> compare(FeedListed listing, List<Ours> ours, boolean numbered) {
    var here = new HashMap<String, Ours>();
    for (var order : ours) here.put(order.externalId(), order);
    var differences = new ArrayList<Difference>();
    var listed = new HashSet<String>();
    for (var entry : listing.orders()) {
      listed.add(entry.externalId());
      compare(entry, here.get(entry.externalId()), differences);
    }
    for (var order : ours) {
      if (listed.contains(order.externalId()) || !within(listing, order.placedAt())) continue;
      differences.add(
          new Difference(
              Kind.UNKNOWN_THERE,
              order.externalId(),
              order.orderId(),
              "placed at " + order.placedAt() + ", and the channel does not list it"));
    }
    if (numbered) gaps(listing, ours, differences);
    return differences;
  }

  private static boolean within(FeedListed listing, Instant at) {
    return !at.isBefore(listing.from()) && at.isBefore(listing.to());
  }

  private static void compare(FeedListed.Entry entry, Ours ours, List<Difference> differences) {
    var cancelled = entry.status() == FeedListed.Status.CANCELLED;
    if (ours == null) {
      // nothing is missed of an order that was over before it came
      if (cancelled) return;
      var of = entry.total() == null ? "" : ", of " + entry.total();
      differences.add(
          new Difference(Kind.MISSING_HERE, entry.externalId(), null, "the channel has it" + of));
      return;
    }
    if (entry.total() != null && !cancelled && !entry.total().equals(ours.total())) {
      differences.add(
          new Difference(
              Kind.DIFFERENT_TOTAL,
              entry.externalId(),
              ours.orderId(),
              "the channel says %s, here it is %s".formatted(entry.total(), ours.total())));
    }
    var status = status(entry, ours);
    if (status != null) {
      differences.add(
          new Difference(Kind.DIFFERENT_STATUS, entry.externalId(), ours.orderId(), status));
    }
  }

  private static String status(FeedListed.Entry entry, Ours ours) {
    return switch (entry.status()) {
      case null -> null;
      case CANCELLED -> ours.cancelled() ? null : "the channel cancelled it, here it goes on";
      case OPEN -> ours.cancelled() ? "here it is cancelled, at the channel it goes on" : null;
      case FULFILLED -> ours.shipped() ? null : "the channel says it is fulfilled, here it is not";
    };
  }

  private static void gaps(FeedListed listing, List<Ours> ours, List<Difference> differences) {
    var numbers = new TreeSet<Long>();
    for (var entry : listing.orders()) add(numbers, entry.number());
    for (var order : ours) add(numbers, order.number());
    Long before = null;
    int found = 0;
    for (long number : numbers) {
      if (before != null && number > before + 1 && found++ < GAPS_MAX) {
        var range = number == before + 2 ? "" + (before + 1) : (before + 1) + "-" + (number - 1);
        differences.add(
            new Difference(
                Kind.NUMBER_GAP, "number " + range, null, "no order has number " + range));
      }
      before = number;
    }
  }

  private static void add(TreeSet<Long> numbers, String number) {
    if (number == null) return;
    var digits = NUMBER.matcher(number);
    if (digits.matches()) numbers.add(Long.parseLong(digits.group(1)));
  }
}
