package dev.onhand.local.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardTest {
  private final Board board = new Board();

  @BeforeEach
  void receiveAnOrder() {
    board.expect("4711");
    say("order.OrderReceived.v1", Json.object().put("channelOrderId", "4711"));
  }

  @Test
  void an_order_that_is_not_of_this_day_does_not_count() {
    hear("order.events", "order.OrderReceived.v1", "o-2", Json.object().put("channelOrderId", "1"));
    assertEquals(1, board.orders());
    assertFalse(board.isOurs("o-2"));
  }

  @Test
  void an_order_under_way_keeps_the_day_open() {
    say("order.OrderShipped.v1", Json.object().put("complete", true));
    assertEquals(List.of("1 orders SHIPPED"), board.open());
    assertEquals(0, board.settled());
  }

  @Test
  void a_completed_order_is_settled() {
    say("order.OrderCompleted.v1", Json.object());
    assertEquals(List.of(), board.open());
    assertEquals(Map.of("COMPLETED", 1), board.byState());
  }

  @Test
  void a_held_order_is_explained_until_the_hold_is_over() {
    say("order.OrderHeld.v1", Json.object().put("holdId", "h").put("reason", "PAYMENT"));
    assertEquals(Map.of("HELD PAYMENT", 1), board.byState());
    assertTrue(board.open().isEmpty());
    assertEquals(new Board.Hold("o-1", "h"), board.hold("4711", "PAYMENT").orElseThrow());
    say("order.HoldReleased.v1", Json.object().put("holdId", "h"));
    assertFalse(board.open().isEmpty());
  }

  @Test
  void a_cancelled_order_is_settled_whatever_held_it() {
    say("order.OrderHeld.v1", Json.object().put("holdId", "h").put("reason", "PAYMENT"));
    say("order.OrderCancelled.v1", Json.object());
    assertEquals(Map.of("CANCELLED", 1), board.byState());
  }

  @Test
  void an_order_nobody_heard_of_keeps_the_day_open() {
    board.expect("4712");
    say("order.OrderCompleted.v1", Json.object());
    assertEquals(List.of("1 orders UNHEARD"), board.open());
  }

  @Test
  void returns_and_purchase_orders_keep_the_day_open_until_they_are_closed() {
    say("order.OrderCompleted.v1", Json.object());
    board.returnAsked();
    assertEquals(List.of("1 returns asked for"), board.open());
    var opened = Json.object().put("returnId", "r");
    hear("returns.events", "returns.ReturnAuthorized.v1", "o-1", opened);
    assertEquals(List.of("1 returns open"), board.open());
    hear("returns.events", "returns.ReturnClosed.v1", "o-1", Json.object().put("returnId", "r"));
    board.purchased("p");
    assertEquals(List.of("1 purchase orders open"), board.open());
    var closed = Json.object().put("purchaseOrderId", "p");
    hear("procurement.events", "procurement.PurchaseOrderClosed.v1", "", closed);
    assertEquals(List.of(), board.open());
  }

  private void say(String type, ObjectNode payload) {
    hear("order.events", type, "o-1", payload);
  }

  private void hear(String topic, String type, String orderId, ObjectNode payload) {
    board.hear(
        new Message(topic, orderId, type, orderId, payload.put("orderId", orderId)), new Agenda());
  }
}
