package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.order.channel.OrderType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Orders whose policy lets them wait for units that have to come.
class BackorderTest {
  private static final Allocation TEES = new Allocation("1", "TEE", "BER", 2);
  private static final Allocation CAP = new Allocation("2", "CAP", "HAM", 1);

  private static OrderStory waiting() {
    return new OrderStory()
        .scrutinized(Scrutiny.none(Policy.of(OrderType.PREORDER).reserving("backorder").build()))
        .received(terms());
  }

  private static OrderStory reserved(OrderStory story, Allocation... allocations) {
    return story.when(
        new OrderCommand.NoteReserved(story.reservationId(), List.of(allocations), story.now()));
  }

  private static OrderStory backordered(OrderStory story, LineQuantity... lines) {
    var waiting =
        Stream.of(lines)
            .map(l -> new WaitingLine(l.lineId(), l.sku(), l.quantity(), null))
            .toList();
    return story.when(
        new OrderCommand.NoteBackordered(story.reservationId(), waiting, story.now()));
  }

  private static OrderStory filled(OrderStory story, boolean complete, Allocation... more) {
    return story.when(
        new OrderCommand.NoteBackorderFilled(
            story.reservationId(), List.of(more), complete, story.now()));
  }

  @Test
  void the_ledger_is_asked_by_the_policy() {
    var asked = waiting().message(OrderMessages.ReserveStock.class);
    assertEquals("backorder", asked.policy());
  }

  @Test
  void what_is_promised_in_part_waits_for_the_rest_and_is_released_whole() {
    var story = reserved(waiting(), TEES).then("ACCEPTED").published();
    backordered(story, OrderStory.units("2", 1)).published("OrderBackordered");
    backordered(story, OrderStory.units("2", 1)).nothing();
    filled(story, true, CAP).then("RELEASED").published("OrderAllocated", "OrderReleased");
    assertEquals(List.of(TEES, CAP), story.order().reservation().allocations());
    filled(story, true, CAP).nothing();
  }

  @Test
  void nothing_there_waits_for_everything_in_several_parts() {
    var story = waiting();
    backordered(story, OrderStory.units("1", 2), OrderStory.units("2", 1));
    filled(story, false, CAP).then("ACCEPTED").published();
    filled(story, true, TEES).then("RELEASED");
  }

  @Test
  void all_there_is_released_at_once() {
    reserved(waiting(), TEES, CAP).then("RELEASED");
  }

  @Test
  void a_waiting_order_can_be_cancelled_and_what_comes_after_is_late() {
    var story = reserved(waiting(), TEES).cancel().then("CANCELLED");
    backordered(story, OrderStory.units("2", 1)).nothing();
    filled(story, true, CAP).nothing();
  }

  @Test
  void what_is_lost_while_it_waits_is_asked_for_again() {
    var story = reserved(waiting(), TEES);
    story
        .when(new OrderCommand.NoteReservationLost(story.reservationId(), "Expired", story.now()))
        .published("ReleaseReservation", "ReserveStock");
  }
}
