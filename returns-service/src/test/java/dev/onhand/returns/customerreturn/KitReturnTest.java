package dev.onhand.returns.customerreturn;

import static dev.onhand.returns.customerreturn.Examples.NOON;
import static dev.onhand.returns.customerreturn.Examples.after;
import static dev.onhand.returns.customerreturn.Examples.drop;
import static dev.onhand.returns.customerreturn.Examples.graded;
import static dev.onhand.returns.customerreturn.Examples.inspection;
import static dev.onhand.returns.customerreturn.Examples.of;
import static dev.onhand.returns.customerreturn.Examples.receipt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.message.Json;
import dev.onhand.returns.customerreturn.CustomerReturn.Announced;
import dev.onhand.returns.customerreturn.ReturnEvent.Authorization;
import dev.onhand.returns.customerreturn.ReturnEvent.AuthorizedLine;
import dev.onhand.returns.customerreturn.ReturnEvent.DisposedLine;
import dev.onhand.returns.customerreturn.ReturnEvent.Question;
import dev.onhand.returns.order.Kit;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.policy.ReturnPolicy.Disposition;
import dev.onhand.returns.policy.ReturnPolicy.Grade;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A return of two gifts, each put together from one TEA and two MUGs.
class KitReturnTest {
  private static final Kit GIFT = new Kit(Map.of("TEA", 1L, "MUG", 2L));
  private static final Authorization TWO_GIFTS =
      new Authorization(
          "5f0c3f0e-6a7d-5a53-8f0b-3b8f6a1de001",
          "BER",
          "eu",
          List.of(new AuthorizedLine("7", "GIFT", 2, "OTHER", GIFT)),
          "cleo",
          NOON,
          NOON.plus(Duration.ofDays(30)));

  private static ReturnCommand authorize() {
    return new ReturnCommand.AuthorizeReturn(TWO_GIFTS);
  }

  private static Goods.Line teas(long quantity) {
    return new Goods.Line("7", "TEA", quantity);
  }

  private static Goods.Line mugs(long quantity) {
    return new Goods.Line("7", "MUG", quantity);
  }

  private static CustomerReturn.Line line(List<ReturnEvent> events) {
    return ((Announced) ReturnStream.STREAM.fold(events)).lines().get("7");
  }

  private static List<ReturnEvent.Dispositioned> dispositions(List<ReturnEvent> events) {
    return events.stream()
        .filter(ReturnEvent.Dispositioned.class::isInstance)
        .map(ReturnEvent.Dispositioned.class::cast)
        .toList();
  }

  private static List<Question> questions(List<ReturnEvent> events) {
    return events.stream()
        .filter(ReturnEvent.Questioned.class::isInstance)
        .map(event -> ((ReturnEvent.Questioned) event).question())
        .toList();
  }

  @Test
  void the_warehouse_is_told_of_the_components() {
    var expected = (ReturnMessages.ReturnExpected) payload(ReturnMessages.expected("R", TWO_GIFTS));
    assertEquals(
        List.of(
            new ReturnMessages.CountedLine("7", "MUG", 4),
            new ReturnMessages.CountedLine("7", "TEA", 2)),
        expected.lines());
    var told = (ReturnMessages.ReturnAuthorized) payload(ReturnMessages.authorized("R", TWO_GIFTS));
    assertEquals(List.of(new ReturnMessages.ReasonedLine("7", "GIFT", 2, "OTHER")), told.lines());
  }

  @Test
  void components_go_to_stock_each_by_its_grade_and_whole_gifts_are_refunded() {
    var events =
        after(
            authorize(),
            receipt(teas(2), mugs(4)),
            inspection(
                graded(teas(2), Grade.A), graded(mugs(3), Grade.A), graded(mugs(1), Grade.D)));
    assertEquals(List.of(), questions(events));
    var disposed = dispositions(events).getFirst();
    assertEquals(
        List.of(
            new DisposedLine("7", "MUG", 3, Disposition.RESTOCK),
            new DisposedLine("7", "MUG", 1, Disposition.SCRAP),
            new DisposedLine("7", "TEA", 2, Disposition.RESTOCK)),
        disposed.lines());
    assertEquals(List.of(of("7", 2)), disposed.owed());
  }

  @Test
  void a_gift_is_refunded_with_the_component_that_makes_it_whole() {
    var events = after(authorize(), receipt(mugs(3)), inspection(graded(mugs(3), Grade.A)));
    assertEquals(List.of(), dispositions(events).getFirst().owed());
    assertEquals(0, line(events).received());
    events =
        after(
            authorize(),
            receipt(mugs(3)),
            inspection(graded(mugs(3), Grade.A)),
            receipt(teas(2)),
            inspection(graded(teas(2), Grade.B)));
    assertEquals(List.of(of("7", 1)), dispositions(events).getLast().owed());
    assertEquals(1, line(events).inspected());
    assertEquals(List.of(), questions(events));
  }

  @Test
  void more_of_a_component_than_the_gifts_have_is_surplus() {
    var events = after(authorize(), receipt(teas(3), mugs(4)));
    assertEquals(List.of(Question.SURPLUS), questions(events));
    assertEquals(2, line(events).received());
  }

  @Test
  void what_is_no_component_belongs_to_no_line() {
    var gift = new Goods.Line("7", "GIFT", 1);
    assertEquals(List.of(Question.UNEXPECTED_GOODS), questions(after(authorize(), receipt(gift))));
  }

  @Test
  void a_gift_of_which_the_rest_does_not_come_waits_for_a_person() {
    var events =
        after(
            authorize(),
            receipt(teas(2), mugs(3)),
            inspection(graded(teas(2), Grade.A), graded(mugs(3), Grade.A)),
            drop());
    assertEquals(List.of(Question.KIT_INCOMPLETE), questions(events));
    var dropped =
        events.stream()
            .filter(ReturnEvent.RemainderDropped.class::isInstance)
            .map(event -> ((ReturnEvent.RemainderDropped) event).lines())
            .toList();
    assertEquals(List.of(List.of(new LineQuantity("7", 1))), dropped);
  }

  @Test
  void a_gift_of_which_nothing_came_is_dropped_without_a_question() {
    var events = after(authorize(), drop());
    assertEquals(List.of(), questions(events));
    assertTrue(events.getLast() instanceof ReturnEvent.Closed);
  }

  @Test
  void returns_authorized_before_kits_were_told_apart_are_of_none() {
    var stored =
        """
        {"lineId":"101","sku":"TEE-RED-M","quantity":2,"reason":"OTHER"}
        """;
    assertEquals(
        new AuthorizedLine("101", "TEE-RED-M", 2, "OTHER", Kit.NONE),
        Json.read(stored.getBytes(StandardCharsets.UTF_8), AuthorizedLine.class));
    var events = after(Examples.authorize());
    var receipt = receipt(Examples.shirts(1)).receipt();
    events.add(
        new ReturnEvent.GoodsReceived(receipt, List.of(new ReturnEvent.Counted("101", null, 1))));
    assertEquals(1, ((Announced) ReturnStream.STREAM.fold(events)).lines().get("101").received());
  }

  private static Object payload(Effect effect) {
    return ((Effect.Publish) effect).payload();
  }
}
