package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.received;
import static dev.onhand.order.order.OrderStory.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds: which step each stops, who ends them, and what rules that are data make of an order.
class HoldingTest {
  private static OrderCommand.PlaceHold hold(OrderStory story, Transition... blocks) {
    return new OrderCommand.PlaceHold(
        HoldReason.QUALITY,
        null,
        "batch-7",
        "suspect batch",
        Set.of(blocks),
        story.now().plus(Duration.ofDays(1)),
        story.now());
  }

  private static OrderPolicy policy(Money approvalAbove, int riskThreshold, int retries) {
    var usual = OrderPolicy.of(OrderType.D2C);
    return new OrderPolicy(
        7,
        usual.priority(),
        usual.reservation(),
        usual.serviceLevel(),
        usual.paymentDue(),
        usual.completeAfter(),
        Duration.ofDays(2),
        Duration.ofDays(9),
        OrderPolicy.Capture.ON_RELEASE,
        retries,
        Duration.ofHours(1),
        approvalAbove,
        riskThreshold,
        true,
        false,
        null);
  }

  private static Scrutiny scrutiny(OrderPolicy policy, RiskRule... rules) {
    return new Scrutiny(policy, List.of(rules), true, 3, null, List.of());
  }

  // ---- table: every hold, at every stage before release

  @TestFactory
  Stream<DynamicTest> every_hold_stops_the_steps_it_blocks_and_no_other() {
    var tests = new ArrayList<DynamicTest>();
    for (var reason : List.of(HoldReason.QUALITY, HoldReason.MANUAL)) {
      for (var blocked : Transition.values()) {
        tests.add(
            DynamicTest.dynamicTest(reason + " blocks " + blocked, () -> plays(reason, blocked)));
      }
    }
    return tests.stream();
  }

  private static void plays(HoldReason reason, Transition blocked) {
    // held for its address, so that there is a time before acceptance
    var story = new OrderStory().received(terms().missing("city"));
    story.when(
        new OrderCommand.PlaceHold(
            reason, "1", "x", "wait", Set.of(blocked), story.now(), story.now()));
    story.when(new OrderCommand.NoteAddress("DE", "101", "clerk", story.now()));
    assertEquals(
        blocked == Transition.ACCEPT ? Stage.RECEIVED : Stage.ACCEPTED, story.order().stage());
    assertEquals(blocked == Transition.RELEASE, story.order().reservation().mayHoldStock());
    if (blocked == Transition.RELEASE) {
      story.reserved();
      assertEquals(Stage.ALLOCATED, story.order().stage());
    }
    story.then("ON_HOLD");
    story.when(new OrderCommand.LiftHold(reason, "x", "planner", story.now()));
    if (blocked == Transition.RELEASE) {
      story.then("RELEASED");
    } else {
      story.then("ACCEPTED").reserved().then("RELEASED");
    }
  }

  @Test
  void holds_of_one_reason_and_different_subjects_stand_side_by_side() {
    var story = received();
    story.when(hold(story, Transition.RELEASE)).raised("HOLD_QUALITY");
    story.when(hold(story, Transition.RELEASE)).nothing();
    story.when(
        new OrderCommand.PlaceHold(
            HoldReason.QUALITY,
            "2",
            "batch-8",
            "too",
            Set.of(Transition.RELEASE),
            story.now(),
            story.now()));
    story.held(HoldReason.QUALITY, HoldReason.QUALITY).reserved().then("ON_HOLD");
    story.when(new OrderCommand.LiftHold(HoldReason.QUALITY, "batch-7", "p", story.now()));
    story.then("ON_HOLD");
    story.when(new OrderCommand.LiftHold(HoldReason.QUALITY, "batch-8", "p", story.now()));
    story.then("RELEASED");
  }

  @Test
  void a_released_order_is_not_held_and_a_cancelled_one_neither() {
    var released = received().reserved();
    released.when(hold(released, Transition.RELEASE)).rejected(OrderRejection.TOO_LATE);
    var cancelled = received().cancel();
    cancelled.when(hold(cancelled, Transition.RELEASE)).rejected(OrderRejection.TOO_LATE);
  }

  @Test
  void a_hold_of_a_line_that_is_not_there_is_refused() {
    var story = received();
    story
        .when(
            new OrderCommand.PlaceHold(
                HoldReason.MANUAL,
                "9",
                "x",
                "?",
                Set.of(Transition.RELEASE),
                story.now(),
                story.now()))
        .rejected(OrderRejection.UNKNOWN_LINE);
  }

  // ---- rules that are data

  private static RiskRule rule(String id, RiskRule.Kind kind, int score) {
    return new RiskRule(id, kind, score, eur("30.00"), 1L, List.of("DE"));
  }

  @Test
  void the_score_is_the_sum_of_the_rules_that_hold_and_names_its_evidence() {
    var built = terms().build();
    var scrutiny =
        scrutiny(
            policy(null, 100, 0),
            rule("big", RiskRule.Kind.TOTAL_ABOVE, 40),
            rule("guest", RiskRule.Kind.GUEST_ABOVE, 30),
            rule("many", RiskRule.Kind.UNITS_ABOVE, 20),
            rule("there", RiskRule.Kind.COUNTRY_IN, 5),
            rule("often", RiskRule.Kind.ORDERS_IN_A_DAY, 5));
    var evidence = scrutiny.risk(built);
    assertTrue(evidence.startsWith("score 100 of 100; big +40: the total EUR 33.32"), evidence);
    assertTrue(evidence.contains("there +5: it goes to DE"), evidence);
    assertNull(
        scrutiny(policy(null, 101, 0), rule("big", RiskRule.Kind.TOTAL_ABOVE, 100)).risk(built));
  }

  @Test
  void a_risky_order_waits_for_a_person_and_stays_released_by_one() {
    var risky = scrutiny(policy(null, 50, 0), rule("big", RiskRule.Kind.TOTAL_ABOVE, 50));
    var story = new OrderStory().scrutinized(risky).received(terms().missing("city"));
    story.held(HoldReason.ADDRESS, HoldReason.RISK).raised("HOLD_ADDRESS", "HOLD_RISK");
    story.release(HoldReason.RISK).document(2, terms()).then("ACCEPTED");
  }

  @Test
  void above_the_policys_limit_an_approver_has_to_agree() {
    var story = new OrderStory().scrutinized(scrutiny(policy(eur("20.00"), 100, 0)));
    story.received(terms()).held(HoldReason.APPROVAL).then("ON_HOLD");
    story.release(HoldReason.APPROVAL).then("ACCEPTED");
    assertEquals(7, story.order().policy().version());
  }

  @Test
  void on_account_no_more_than_the_credit_line() {
    var line = new CreditLine(eur("50.00"), eur("16.69"));
    var usual = OrderPolicy.of(OrderType.WHOLESALE);
    var scrutiny = new Scrutiny(usual, List.of(), false, 0, line, List.of());
    var wholesale = terms().type(OrderType.WHOLESALE).payment(PaymentReport.ON_ACCOUNT);
    new OrderStory().scrutinized(scrutiny).received(wholesale).held(HoldReason.CREDIT);
    var enough = new CreditLine(eur("50.01"), eur("16.69"));
    new OrderStory()
        .scrutinized(new Scrutiny(usual, List.of(), false, 0, enough, List.of()))
        .received(wholesale)
        .held();
  }

  @Test
  void a_bulk_hold_meets_the_orders_that_come_after_it() {
    var bulk =
        new BulkHold(
            "b-1",
            BulkHold.Target.SKU,
            "CAP",
            HoldReason.QUALITY,
            "recall",
            Set.of(Transition.RELEASE),
            OrderStory.NOON);
    var scrutiny =
        new Scrutiny(OrderPolicy.of(OrderType.D2C), List.of(), false, 0, null, List.of(bulk));
    var story = new OrderStory().scrutinized(scrutiny).received(terms());
    story.held(HoldReason.QUALITY).reserved().then("ON_HOLD");
    assertEquals("2", story.order().holds().open().getFirst().lineId());
    story.when(new OrderCommand.LiftHold(HoldReason.QUALITY, "b-1", "p", story.now()));
    story.then("RELEASED");
  }

  // ---- prices

  @Test
  void another_price_counts_when_somebody_else_approves_it() {
    var story = new OrderStory().received(terms().payment(PaymentReport.PENDING));
    story.when(new OrderCommand.AskPrice("2", eur("4.00"), eur("0.76"), "clerk", story.now()));
    story.held(HoldReason.PAYMENT, HoldReason.APPROVAL);
    story.release(HoldReason.APPROVAL).rejected(OrderRejection.FOUR_EYES);
    var hold = story.order().holds().byReason(HoldReason.APPROVAL);
    story.when(new OrderCommand.ReleaseHold(hold.holdId(), "boss", null, story.now()));
    assertEquals(eur("32.13"), story.order().terms().total());
    assertEquals(story.order().terms().computedTotal(), story.order().terms().total());
  }

  @Test
  void a_paid_or_accepted_order_keeps_its_prices() {
    var story = received();
    story
        .when(new OrderCommand.AskPrice("2", eur("4.00"), eur("0.76"), "clerk", story.now()))
        .rejected(OrderRejection.TOO_LATE);
  }

  // ---- timers and captures by policy

  private static OrderStory authorized(OrderPolicy policy) {
    var story = new OrderStory().scrutinized(scrutiny(policy));
    return story.received(terms().payment(PaymentReport.AUTHORIZED));
  }

  @Test
  void the_policy_says_by_when_an_order_leaves_and_when_it_is_cancelled() {
    var story = authorized(policy(null, 100, 0));
    var timers =
        story.effects().stream()
            .filter(Effect.StartTimer.class::isInstance)
            .map(e -> ((Effect.StartTimer) e).name())
            .toList();
    assertEquals(List.of("ship-by", "cancel-after"), timers);
    story.when(new OrderCommand.NoteShipByPassed(story.now())).raised("SHIP_BY_PASSED");
    story.when(new OrderCommand.CancelUnshipped(story.now())).then("CANCELLED");
    story.when(new OrderCommand.NoteShipByPassed(story.now())).nothing();
  }

  @Test
  void after_release_the_day_to_cancel_asks_fulfilment() {
    var story = authorized(policy(null, 100, 0)).reserved();
    story.when(new OrderCommand.CancelUnshipped(story.now())).published("CancellationRequested");
  }

  @Test
  void a_capture_at_release_is_tried_again_until_the_policy_gives_up() {
    var story = authorized(policy(null, 100, 2)).reserved();
    story.published("OrderAllocated", "OrderReleased", "CapturePayment");
    var first = story.message(OrderMessages.CapturePayment.class);
    assertEquals(eur("33.32"), first.amount());
    var second = failsAndIsRetried(story, first.captureId());
    var third = failsAndIsRetried(story, second);
    story.when(new OrderCommand.NoteCaptureFailure(third, "DECLINED", story.now()));
    story.raised("CAPTURE_FAILED");
    assertTrue(story.effects().stream().noneMatch(Effect.StartTimer.class::isInstance));
    story.captured(third, "33.32");
    assertEquals(eur("33.32"), story.order().payment().captured());
  }

  private static String failsAndIsRetried(OrderStory story, String captureId) {
    story.when(new OrderCommand.NoteCaptureFailure(captureId, "DECLINED", story.now()));
    story.raised("CAPTURE_FAILED");
    assertTrue(story.effects().stream().anyMatch(Effect.StartTimer.class::isInstance));
    story.when(new OrderCommand.RetryCapture(captureId, story.now())).published("CapturePayment");
    var again = story.message(OrderMessages.CapturePayment.class);
    assertEquals(eur("33.32"), again.amount());
    story.when(new OrderCommand.RetryCapture(captureId, story.now())).nothing();
    return again.captureId();
  }
}
