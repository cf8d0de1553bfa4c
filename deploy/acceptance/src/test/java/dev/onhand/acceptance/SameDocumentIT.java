package dev.onhand.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(2)
@ExtendWith(RunningStack.Resolver.class)
class SameDocumentIT {

  private final RunningStack stack;
  private final TestShop shop;

  SameDocumentIT(RunningStack stack) {
    this.stack = stack;
    this.shop = TestShop.open(stack);
  }

  @Test
  void five_deliveries_of_one_document_are_one_order() {
    var kinds = new ArrayList<String>();
    var orders = new HashSet<String>();
    for (int delivery = 0; delivery < 5; delivery++) {
      var answer = shop.deliver(TestShop.order(5001));
      assertEquals(200, answer.status(), answer::toString);
      kinds.add(answer.json().path("kind").asText());
      orders.add(answer.json().path("orderId").asText());
    }
    assertEquals(List.of("ORDER", "DUPLICATE", "DUPLICATE", "DUPLICATE", "DUPLICATE"), kinds);
    assertEquals(1, orders.size());
  }

  @Test
  void five_deliveries_at_the_same_time_are_one_order() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var deliveries =
          java.util.stream.IntStream.range(0, 5)
              .mapToObj(_ -> threads.submit(() -> shop.deliver(TestShop.order(5002))))
              .toList();
      var kinds = new ArrayList<String>();
      for (var delivery : deliveries) {
        assertEquals(200, delivery.get().status(), () -> delivery.resultNow().toString());
        kinds.add(delivery.get().json().path("kind").asText());
      }
      assertEquals(1, kinds.stream().filter("ORDER"::equals).count(), kinds::toString);
    }
  }

  @Test
  void the_same_number_in_two_shops_is_two_orders() {
    var first = shop.deliver(TestShop.order(5003)).json().path("orderId").asText();
    var other = TestShop.open(stack).deliver(TestShop.order(5003)).json();
    assertEquals("ORDER", other.path("kind").asText(), other::toString);
    assertEquals(2, new HashSet<>(List.of(first, other.path("orderId").asText())).size());
  }
}
