package dev.onhand.order.feed;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.inbox.Timer;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;

/// Takes listings, compares them when it is time, and raises and resolves what differs.
final class Feeds {
  static final String COMPARE = "feed-compare";
  static final String EXPECTED = "feed-expected";

  private static final String OVERDUE = "FEED_OVERDUE";
  private static final Duration FIRST_AGAIN = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);
  private static final Duration DUE = Duration.ofHours(4);

  private Feeds() {}

  /// Keeps a listing and has it compared after the shop's grace period; answers its run.
  static long take(Work work, FeedListed listing) throws SQLException {
    var schedule = FeedSchedule.find(work.connection(), listing.channel(), listing.shop());
    var run = new FeedRuns(work.connection()).add(listing, work.now());
    work.effect(compareAt(run, work.now().plus(schedule.grace())));
    var shop = listing.channel() + "/" + listing.shop();
    work.effect(new Effect.ResolveException(OVERDUE, shop, "a listing came"));
    expect(work, listing.channel(), listing.shop(), schedule);
    return run;
  }

  private static Effect compareAt(long run, Instant at) {
    return new Effect.StartTimer(COMPARE, String.valueOf(run), at, null);
  }

  // ---- listings that ought to come

  /// The key of the timer that waits for a shop's next listing.
  record Expected(String channel, String shop) {
    String key() {
      return channel + "/" + shop;
    }
  }

  static void expect(Work work, String channel, String shop, FeedSchedule schedule) {
    var expected = new Expected(channel, shop);
    if (schedule.intervalMinutes() == null) {
      work.effect(new Effect.CancelTimer(EXPECTED, expected.key()));
      work.effect(new Effect.ResolveException(OVERDUE, expected.key(), "no listings are promised"));
      return;
    }
    var due = work.now().plus(schedule.interval());
    work.effect(new Effect.StartTimer(EXPECTED, expected.key(), due, expected));
  }

  static void overdue(Timer timer, Work work) throws SQLException {
    var expected = timer.payload(Expected.class);
    var schedule = FeedSchedule.find(work.connection(), expected.channel(), expected.shop());
    if (schedule.intervalMinutes() == null) return;
    work.effect(
        new Effect.RaiseException(
            OVERDUE,
            expected.key(),
            "no listing of the shop's orders came within " + schedule.interval(),
            "operator",
            work.now().plus(DUE),
            List.of("resolve")));
    expect(work, expected.channel(), expected.shop(), schedule);
  }

  // ---- comparisons

  static void compare(Timer timer, Work work) throws SQLException {
    var runs = new FeedRuns(work.connection());
    var run = runs.find(Long.parseLong(timer.key()));
    if (run == null || run.closedAt() != null) return;
    if (runs.isSuperseded(run)) {
      for (var gone : runs.open(run.run())) resolve(work, runs, run, gone, "listed again since");
      runs.compared(run.run(), run.here() == null ? 0 : run.here(), 0, 0, work.now(), work.now());
      return;
    }
    var listing = runs.listing(run);
    var ours = runs.ours(run);
    var schedule = FeedSchedule.find(work.connection(), run.channel(), run.shop());
    var differences = FeedComparison.compare(listing, ours, schedule.numbered());
    int found = tell(work, runs, run, differences);
    var again = differences.isEmpty() ? null : again(run, work.now());
    runs.compared(
        run.run(),
        ours.size(),
        found,
        differences.size(),
        work.now(),
        again == null ? work.now() : null);
    if (again != null) work.effect(compareAt(run.run(), again));
  }

  /// Less and less often; null when a person has to end what stands.
  private static Instant again(FeedRuns.Run run, Instant now) {
    var age = Duration.between(run.receivedAt(), now);
    if (age.compareTo(GIVEN_UP_AFTER) > 0) return null;
    var pause = age.compareTo(LONGEST) > 0 ? LONGEST : age.dividedBy(2).plus(FIRST_AGAIN);
    return now.plus(pause);
  }

  /// Raises what is new and resolves what is gone; answers how many are new.
  private static int tell(
      Work work, FeedRuns runs, FeedRuns.Run run, List<FeedComparison.Difference> differences)
      throws SQLException {
    var standing = new HashMap<String, FeedRuns.Found>();
    for (var open : runs.open(run.run())) standing.put(open.kind() + open.subject(), open);
    int found = 0;
    for (var difference : differences) {
      if (standing.remove(difference.kind() + difference.subject()) != null) continue;
      found++;
      runs.found(run.run(), difference, work.now());
      work.effect(
          new Effect.RaiseException(
              kind(difference.kind()),
              subject(run, difference.subject()),
              difference.detail(),
              "order-clerk",
              work.now().plus(DUE),
              List.of("resolve")));
    }
    for (var gone : standing.values()) {
      resolve(work, runs, run, gone, "channel and service agree");
    }
    return found;
  }

  private static void resolve(
      Work work, FeedRuns runs, FeedRuns.Run run, FeedRuns.Found gone, String how)
      throws SQLException {
    runs.resolved(gone.difference(), work.now());
    if (runs.standsElsewhere(run, gone.kind(), gone.subject())) return;
    var subject = subject(run, gone.subject());
    work.effect(new Effect.ResolveException(kind(gone.kind()), subject, how));
  }

  private static String kind(FeedComparison.Kind kind) {
    return "FEED_" + kind;
  }

  private static String subject(FeedRuns.Run run, String subject) {
    return run.channel() + "/" + run.shop() + "/" + subject;
  }
}
